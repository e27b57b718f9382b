import * as z from 'zod/mini'
import { parseCivilDate } from '../values/civil-date'
import { caseSituation, caseState, mend } from './applications'
import { collection } from './collections'
import { owedItem } from './owed'
import { civilDay, fen, id, instant, slug, source } from './parts'
import { routes } from './route'
import { arrivedFile, RESULT_TYPES, UPLOAD_MAX_BYTES, uploadedFile } from './uploads'

/**
 * 办件 at the desk: departments without a system of their own work here. Clerks, reviewers and the head see the cases of
 * their own department; for everybody else there are none (404).
 */

/** Why somebody looks at what is masked; the citizen reads it in 谁看过我的数据. */
export const revealReason = z.enum(['verify', 'contact', 'issue', 'complaint'])
export type RevealReason = z.output<typeof revealReason>
export const REVEAL_REASONS = {
  verify: '核对申请材料',
  contact: '联系申请人',
  issue: '制作结果文书',
  complaint: '答复咨询投诉'
} as const satisfies Record<RevealReason, string>

export const deskCaseView = z.enum(['open', 'mine', 'free', 'overdue', 'waiting', 'closed'])
export type DeskCaseView = z.output<typeof deskCaseView>

export const deskAct = z.enum([
  ...(['take', 'accept', 'refuse', 'ask', 'review', 'consult', 'charge', 'paid', 'pause', 'resume'] as const),
  ...(['complete', 'approve', 'send-back', 'forward'] as const)
])
export type DeskActKind = z.output<typeof deskAct>
export const DESK_ACTS = {
  take: '领取',
  accept: '受理',
  refuse: '不予受理',
  ask: '通知补正',
  review: '开始审查',
  consult: '征求意见',
  charge: '通知缴费',
  paid: '登记已缴费',
  pause: '暂停计时',
  resume: '恢复计时',
  complete: '办结',
  approve: '复核同意',
  'send-back': '退回重办',
  forward: '转交同事'
} as const satisfies Record<DeskActKind, string>

const handler = z.nullable(z.object({ id, name: z.string(), mine: z.boolean() }))

export const deskCaseLine = z.object({
  id,
  number: z.string(),
  serviceId: slug,
  serviceName: z.string(),
  /** masked */
  applicant: z.string(),
  state: caseState,
  stateLabel: z.string(),
  submittedAt: instant,
  /** last day of what is awaited now, and what that is; null = the case has ended */
  dueDay: z.nullable(civilDay),
  dueFor: z.nullable(z.enum(['受理', '申请人补正', '申请人缴费', '办结', '恢复计时'])),
  legalDay: z.nullable(civilDay),
  /** working days left, 0 = today, negative = overdue */
  daysLeft: z.nullable(z.int()),
  handler
})
export type DeskCaseLine = z.output<typeof deskCaseLine>

const told = z.string().check(z.trim(), z.maxLength(500))
const sentence = told.check(z.minLength(2, '请写明理由。'))
const basis = z.string().check(z.trim(), z.minLength(4, '请写明法律依据。'), z.maxLength(200))

const answer = z.object({
  field: z.string(),
  label: z.string(),
  value: z.string(),
  /** where the value came from by itself and whether it was handed in so, in words */
  source: z.optional(z.string())
})

export const deskCaseDetail = z.object({
  ...deskCaseLine.shape,
  receiptNo: z.nullable(z.string()),
  /** 本人, or the part and masked name of who handed it in */
  handedInBy: z.nullable(z.string()),
  promisedDay: z.nullable(civilDay),
  /** absent = handed in without one */
  situation: z.optional(caseSituation),
  pause: z.nullable(z.object({ since: civilDay, until: civilDay, reason: z.string() })),
  /** masked; fields without an answer are left out */
  answers: z.array(answer),
  files: z.array(
    z.object({
      ...uploadedFile.shape,
      field: z.string(),
      label: z.string(),
      /** what the virus scanner said; an infected file is given to nobody */
      scan: z.enum(['clean', 'unscanned', 'infected']),
      /** the photo is perhaps not readable, and the applicant kept it */
      unclear: arrivedFile.shape.unclear
    })
  ),
  /** every field of the form a 补正 can name: after a first notice only those it named */
  tickable: z.array(z.object({ field: z.string(), label: z.string(), material: z.boolean() })),
  mends: z.array(mend),
  /** materials it was handed in without */
  owed: z.array(owedItem),
  /** how the paper of the result is collected, the address masked; absent = the item offers nothing */
  collection: z.optional(collection),
  /** promises of the same applicant in earlier cases, of any department, that were not kept; newest first */
  brokenBefore: z.array(
    z.object({
      serviceName: z.string(),
      department: z.string(),
      label: z.string(),
      kind: owedItem.shape.kind,
      brokenOn: civilDay
    })
  ),
  history: z.array(
    z.object({ at: instant, what: z.string(), by: z.nullable(z.string()), note: z.nullable(z.string()) })
  ),
  result: z.nullable(z.object({ title: z.string(), documentNo: z.nullable(z.string()), files: z.array(uploadedFile) })),
  /** a colleague's decision that waits for a second person */
  proposal: z.nullable(z.object({ by: z.string(), mine: z.boolean(), lines: z.array(z.string()) })),
  opinions: z.array(
    z.object({
      department: z.string(),
      question: z.string(),
      dueDay: civilDay,
      late: z.boolean(),
      /** null = not answered yet */
      answer: z.nullable(z.object({ agrees: z.boolean(), words: z.string(), at: instant }))
    })
  ),
  /** 分; null = the item costs nothing */
  fee: z.nullable(z.object({ amount: fen, paid: z.boolean(), receiptNo: z.nullable(z.string()) })),
  /** departments that can be asked for their opinion */
  departments: z.array(z.object({ id: slug, name: z.string() })),
  /** what I may do now */
  acts: z.array(deskAct),
  /** how long what is granted today holds, to be changed by the clerk; absent = 长期 */
  certificate: z.optional(z.object({ months: z.int(), validUntil: civilDay, source: z.nullable(source) })),
  /** of my department, to forward to */
  colleagues: z.array(z.object({ id, name: z.string(), title: z.string() })),
  templates: z.object({
    ask: z.array(z.string()),
    pause: z.array(z.string()),
    refuse: z.array(z.object({ basis: z.string(), reason: z.string() }))
  })
})
export type DeskCaseDetail = z.output<typeof deskCaseDetail>

const realDay = civilDay.check(z.refine((text) => parseCivilDate(text) !== undefined, '请选择日期。'))

export const deskCaseAct = z.discriminatedUnion('act', [
  z.object({ act: z.literal('take') }),
  z.object({ act: z.literal('accept') }),
  z.object({ act: z.literal('review') }),
  z.object({ act: z.literal('refuse'), basis, reason: sentence }),
  z.object({
    act: z.literal('ask'),
    items: z
      .array(z.object({ field: z.string().check(z.maxLength(40)), reason: sentence }))
      .check(z.minLength(1, '请勾选要补正的内容。'), z.maxLength(60))
  }),
  z.object({ act: z.literal('pause'), reason: sentence, until: realDay }),
  z.object({ act: z.literal('resume') }),
  z.object({ act: z.literal('forward'), to: id, note: told }),
  z.object({
    act: z.literal('consult'),
    asks: z
      .array(z.object({ department: slug, question: sentence, days: z.int().check(z.gte(1), z.lte(30)) }))
      .check(z.minLength(1), z.maxLength(8))
  }),
  z.object({ act: z.literal('charge') }),
  z.object({
    act: z.literal('paid'),
    receiptNo: z.string().check(z.trim(), z.minLength(2, '请填写票据号。'), z.maxLength(60))
  }),
  z.object({ act: z.literal('approve') }),
  z.object({ act: z.literal('send-back'), reason: sentence }),
  z.object({
    act: z.literal('complete'),
    granted: z.boolean(),
    title: z.string().check(z.trim(), z.minLength(2, '请填写结果名称。'), z.maxLength(80)),
    documentNo: z.nullable(z.string().check(z.trim(), z.maxLength(60))),
    /** 不予批准 needs a legal basis and a reason */
    basis: z.nullable(basis),
    reason: z.nullable(sentence),
    /** last day of what is granted; null = for good, absent = as long as the item says. 不予批准 has none */
    validUntil: z.optional(z.nullable(realDay)),
    fileIds: z.array(id).check(z.maxLength(5))
  })
])
export type DeskCaseAct = z.output<typeof deskCaseAct>

const caseParams = z.object({ caseId: id })
const STAFF = ['sign_in_required', 'forbidden'] as const
const CASE = [...STAFF, 'not_found'] as const

export const deskCasesRoutes = routes({
  listDeskCases: {
    method: 'GET',
    path: '/api/v1/desk/cases',
    auth: 'staff:any',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'The cases of my department by clock: what is overdue first; who waits for the citizen or a pause last.',
    query: z.object({
      view: z.optional(deskCaseView),
      service: z.optional(slug),
      number: z.optional(z.string().check(z.regex(/^[A-Z0-9]{2,24}$/))),
      page: z.optional(z.string().check(z.regex(/^[1-9]\d{0,3}$/)))
    }),
    response: z.object({
      items: z.array(deskCaseLine),
      more: z.boolean(),
      open: z.int(),
      overdue: z.int(),
      services: z.array(z.object({ id: slug, name: z.string() }))
    }),
    errors: STAFF
  },
  showDeskCase: {
    method: 'GET',
    path: '/api/v1/desk/cases/:caseId',
    ids: { caseId: 'staff' },
    auth: 'staff:any',
    rate: 'read',
    idempotent: false,
    audit: true,
    summary: 'One case of my department, masked; the look is written to the citizen’s ledger (once a day).',
    params: caseParams,
    response: deskCaseDetail,
    errors: CASE
  },
  revealDeskCase: {
    method: 'POST',
    path: '/api/v1/desk/cases/:caseId/reveal',
    ids: { caseId: 'staff' },
    auth: 'staff:any',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'The answers of a case unmasked, for a named reason; written to the citizen’s ledger.',
    params: caseParams,
    body: z.object({ reason: revealReason }),
    response: z.object({ answers: z.array(answer) }),
    errors: CASE
  },
  showDeskCaseFile: {
    method: 'GET',
    path: '/api/v1/desk/cases/:caseId/files/:fileId',
    ids: { caseId: 'staff', fileId: 'staff' },
    auth: 'staff:any',
    rate: 'read',
    idempotent: false,
    audit: true,
    summary: 'A material of a case of my department, for a named reason; written to the citizen’s ledger.',
    params: z.object({ caseId: id, fileId: id }),
    query: z.object({ reason: revealReason }),
    response: 'file',
    errors: [...CASE, 'file_infected']
  },
  uploadResultFile: {
    method: 'POST',
    path: '/api/v1/desk/cases/:caseId/result-files',
    ids: { caseId: 'staff' },
    auth: 'staff:any',
    rate: 'upload',
    idempotent: false,
    audit: true,
    summary: 'A photo, PDF or OFD of the result; the act 办结 names it; what no ended case names is removed.',
    params: caseParams,
    upload: { maxBytes: UPLOAD_MAX_BYTES, types: RESULT_TYPES },
    response: uploadedFile,
    errors: [...CASE, 'conflict', 'file_rejected', 'file_too_large', 'file_infected']
  },
  actOnDeskCase: {
    method: 'POST',
    path: '/api/v1/desk/cases/:caseId/acts',
    ids: { caseId: 'staff', 'body.to': 'staff', 'body.fileIds': 'staff' },
    auth: 'staff:any',
    rate: 'write',
    idempotent: true,
    audit: true,
    summary:
      'One act on a case: take, accept, refuse, ask for 补正, review, consult, charge, paid, pause, resume, complete, approve, send back, forward.',
    params: caseParams,
    body: deskCaseAct,
    response: deskCaseDetail,
    errors: [...CASE, 'conflict', 'form_invalid', 'second_person_required', 'idempotency_key_reused']
  }
})
