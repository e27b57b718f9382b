import * as z from 'zod/mini'
import { answers, form } from './form'
import { capacity } from './identity'
import { civilDay, done, fen, id, instant, slug, source, sourced } from './parts'
import { routes } from './route'

/** 时限: a number of working days (工作日), calendar days (自然日), or at once (即办). */
export const timeLimit = z.object({
  days: z.int().check(z.nonnegative()),
  unit: z.enum(['working-days', 'calendar-days', 'at-once'])
})
export type TimeLimit = z.output<typeof timeLimit>

/** 服务对象 (GB/T 39554.2): 自然人 / 法人 */
export const subject = z.enum(['个人', '法人'])

/** One line of the catalogue (办事). */
export const serviceSummary = z.object({
  id: slug,
  name: z.string(),
  department: z.string(),
  summary: z.string(),
  subjects: z.array(subject),
  /** 网上办 马上办 就近办 一次办 */
  tags: z.array(z.string()),
  /** true: can be applied for here, from form to result; false: guide only */
  applyOnline: z.boolean(),
  hot: z.boolean()
})
export type ServiceSummary = z.output<typeof serviceSummary>

const told = z.object({ text: z.string(), source: z.nullable(source) })

/** 办事指南 with the elements of GB/T 39554.2 and 国办发〔2015〕46号; each fact carries its source. */
export const guide = z.object({
  id: slug,
  version: z.string(),
  name: z.string(),
  department: z.object({ id: slug, name: z.string() }),
  summary: z.string(),
  subjects: z.array(subject),
  /** 事项类型: 行政许可 公共服务 … */
  kind: z.string(),
  /** 办件类型: 即办件 / 承诺件; null = not read anywhere */
  caseKind: z.nullable(z.enum(['即办件', '承诺件'])),
  tags: z.array(z.string()),
  applyOnline: z.boolean(),
  /** 网上办理深度 Ⅰ–Ⅳ */
  onlineDepth: sourced(z.enum(['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ'])),
  /** 到现场次数 */
  visits: sourced(z.int().check(z.nonnegative())),
  /** 法定时限 */
  legalLimit: sourced(timeLimit),
  /** 承诺时限 */
  promise: sourced(timeLimit),
  fee: sourced(z.object({ amount: z.nullable(fen), text: z.string() })),
  conditions: z.array(told),
  materials: z.array(
    z.object({
      name: z.string(),
      /** 材料必要性 1 必要 2 非必要 3 容缺后补 */
      necessity: z.enum(['必要', '非必要', '容缺后补']),
      /** 材料形式 */
      format: z.enum(['纸质', '电子化', '纸质或电子化']),
      /** 来源渠道 */
      origin: z.enum(['申请人自备', '政府部门核发', '其他']),
      note: z.optional(z.string()),
      source: z.nullable(source)
    })
  ),
  steps: z.array(z.object({ name: z.string(), text: z.string(), source: z.nullable(source) })),
  /** 设定依据 */
  basis: z.array(z.object({ title: z.string(), clause: z.optional(z.string()), source: z.nullable(source) })),
  result: sourced(z.string()),
  windows: z.array(
    z.object({
      name: z.string(),
      address: sourced(z.string()),
      hours: sourced(z.string()),
      phone: sourced(z.string())
    })
  ),
  /** 咨询电话 / 投诉电话; never the same number */
  consultPhone: sourced(z.string()),
  complaintPhone: sourced(z.string()),
  questions: z.array(z.object({ question: z.string(), answer: z.string(), source: z.nullable(source) })),
  /** every source named above is read; otherwise the page is headed 待核 */
  verified: z.boolean()
})
export type Guide = z.output<typeof guide>

/**
 * Fields (phone numbers of the person acted for) that somebody acting under 亲情代办 neither sees nor fills in nor is asked
 * for: the server keeps what is there, or puts in the person's bound number when the application is handed in.
 */
const hidden = z.array(z.string())

export const draft = z.object({
  id,
  serviceId: slug,
  serviceName: z.string(),
  formVersion: z.string(),
  answers,
  /** grows by one with every saved change */
  revision: z.int(),
  updatedAt: instant,
  /** files named in the answers: what the screen needs to show them */
  files: z.array(z.object({ id, name: z.string(), bytes: z.int(), type: z.string() })),
  hidden: z.optional(hidden)
})
export type Draft = z.output<typeof draft>

/** Where a case stands. Wording for citizens: CASE_STATES. */
export const caseState = z.enum([
  'submitted',
  'received',
  'accepted',
  'reviewing',
  'correction',
  'completed',
  'refused'
])
export type CaseState = z.output<typeof caseState>
export const CASE_STATES = {
  submitted: '已提交',
  received: '部门已接收',
  accepted: '已受理',
  reviewing: '审查中',
  correction: '需要补正',
  completed: '已办结',
  refused: '不予受理'
} as const satisfies Record<CaseState, string>

export const caseSummary = z.object({
  id,
  /** 办件编号, for telephone and window */
  number: z.string(),
  serviceId: slug,
  serviceName: z.string(),
  department: z.string(),
  state: caseState,
  stateLabel: z.string(),
  submittedAt: instant,
  updatedAt: instant,
  promisedDay: z.nullable(civilDay),
  /** who handed it in last: 本人, or the part and masked name (代办人张*); null = not kept at the time */
  actedBy: z.optional(z.nullable(z.object({ capacity: capacity.shape.kind, label: z.string() })))
})
export type CaseSummary = z.output<typeof caseSummary>

export const caseDetail = z.object({
  ...caseSummary.shape,
  /** 部门受理编号, once the department has the case */
  receiptNo: z.nullable(z.string()),
  /** why the promised day is what it is, e.g. 自受理之日起 5 个工作日(已扣除节假日) */
  promiseNote: z.string(),
  /** plain words on the hand-over while the department has not answered, null afterwards */
  deliveryNote: z.nullable(z.string()),
  /** what has happened (at is set) and what is expected next (at null), in order */
  timeline: z.array(
    z.object({ state: caseState, label: z.string(), at: z.nullable(instant), note: z.nullable(z.string()) })
  ),
  /** 补正: what the department asks for */
  correction: z.array(z.object({ item: z.string(), reason: z.string() })),
  /** the result once 办结; details may still be on their way from the bureau */
  result: z.nullable(
    z.object({
      title: z.string(),
      documentNo: z.nullable(z.string()),
      issuedAt: instant,
      details: z.array(z.object({ label: z.string(), value: z.string() })),
      detailsNote: z.nullable(z.string())
    })
  ),
  /** what was handed in, masked */
  answers: z.array(z.object({ label: z.string(), value: z.string() })),
  files: z.array(z.object({ id, label: z.string(), name: z.string(), bytes: z.int(), type: z.string() }))
})
export type CaseDetail = z.output<typeof caseDetail>

const serviceParams = z.object({ serviceId: slug })
const draftParams = z.object({ draftId: id })
const caseParams = z.object({ caseId: id })

export const UPLOAD_TYPES = ['image/jpeg', 'image/png', 'application/pdf'] as const
export const UPLOAD_MAX_BYTES = 10 * 1024 * 1024

export const servicesRoutes = routes({
  listServices: {
    method: 'GET',
    path: '/api/v1/services',
    auth: 'public',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'Catalogue and search: words, pinyin initials, colloquial names, one wrong character.',
    query: z.object({
      q: z.optional(z.string().check(z.maxLength(60))),
      department: z.optional(slug),
      subject: z.optional(subject),
      hot: z.optional(z.enum(['true'])),
      limit: z.optional(z.string().check(z.regex(/^([1-9]|[1-4]\d|50)$/)))
    }),
    response: z.object({
      items: z.array(serviceSummary),
      total: z.int(),
      departments: z.array(z.object({ id: slug, name: z.string() }))
    }),
    errors: []
  },
  showGuide: {
    method: 'GET',
    path: '/api/v1/services/:serviceId',
    ids: { serviceId: 'content' },
    auth: 'public',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: '办事指南 of one service item.',
    params: serviceParams,
    response: guide,
    errors: ['not_found']
  },
  showForm: {
    method: 'GET',
    path: '/api/v1/services/:serviceId/form',
    ids: { serviceId: 'content' },
    auth: 'public',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'The form of a service item that can be applied for here.',
    params: serviceParams,
    response: form,
    errors: ['not_found']
  },
  listDrafts: {
    method: 'GET',
    path: '/api/v1/drafts',
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'My unsubmitted drafts, newest first (without their answers).',
    response: z.object({
      items: z.array(z.object({ id, serviceId: slug, serviceName: z.string(), updatedAt: instant }))
    }),
    errors: ['sign_in_required']
  },
  openDraft: {
    method: 'PUT',
    path: '/api/v1/services/:serviceId/draft',
    ids: { serviceId: 'content' },
    auth: 'session',
    rate: 'write',
    idempotent: false,
    audit: false,
    summary:
      'Save edits to my draft of this service item; the first call makes it, an empty call only reads it. Only the named fields change, so two devices never overwrite what they did not touch.',
    params: serviceParams,
    body: z.object({ edits: answers }),
    response: draft,
    errors: ['sign_in_required', 'forbidden', 'not_found', 'out_of_scope']
  },
  discardDraft: {
    method: 'DELETE',
    path: '/api/v1/drafts/:draftId',
    ids: { draftId: 'owner' },
    auth: 'session',
    rate: 'write',
    idempotent: false,
    audit: false,
    summary: 'Throw a draft and its uploaded files away.',
    params: draftParams,
    response: done,
    errors: ['sign_in_required', 'forbidden', 'not_found', 'out_of_scope', 'draft_submitted']
  },
  uploadFile: {
    method: 'POST',
    path: '/api/v1/files',
    auth: 'session',
    rate: 'upload',
    idempotent: false,
    audit: false,
    summary: 'Upload one photo or PDF as multipart field `file`; type judged by content.',
    upload: { maxBytes: UPLOAD_MAX_BYTES, types: UPLOAD_TYPES },
    response: z.object({ id, name: z.string(), bytes: z.int(), type: z.string() }),
    errors: ['sign_in_required', 'forbidden', 'out_of_scope', 'file_rejected', 'file_too_large']
  },
  downloadFile: {
    method: 'GET',
    path: '/api/v1/files/:fileId',
    ids: { fileId: 'owner' },
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: true,
    summary: 'The bytes of a file of mine.',
    params: z.object({ fileId: id }),
    response: 'file',
    errors: ['sign_in_required', 'not_found', 'out_of_scope']
  },
  submitDraft: {
    method: 'POST',
    path: '/api/v1/drafts/:draftId/submit',
    ids: { draftId: 'owner' },
    auth: 'real-name',
    rate: 'write',
    idempotent: true,
    audit: true,
    summary: 'Hand the application in. A draft becomes one case however often this is called.',
    params: draftParams,
    body: z.object({ formVersion: z.string().check(z.maxLength(80)), revision: z.int() }),
    response: caseDetail,
    errors: [
      'sign_in_required',
      'forbidden',
      'level_required',
      'not_found',
      'out_of_scope',
      'form_invalid',
      'consent_required',
      'form_changed',
      'conflict',
      'draft_submitted',
      'idempotency_key_reused'
    ]
  },
  listCases: {
    method: 'GET',
    path: '/api/v1/cases',
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'My cases (我的办件), newest first.',
    query: z.object({
      before: z.optional(instant),
      limit: z.optional(z.string().check(z.regex(/^([1-9]|[1-4]\d|50)$/)))
    }),
    response: z.object({ items: z.array(caseSummary), more: z.boolean() }),
    errors: ['sign_in_required']
  },
  showCase: {
    method: 'GET',
    path: '/api/v1/cases/:caseId',
    ids: { caseId: 'owner' },
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'One case of mine: timeline, promised day, result.',
    params: caseParams,
    response: caseDetail,
    errors: ['sign_in_required', 'not_found', 'out_of_scope']
  },
  answerCorrection: {
    method: 'POST',
    path: '/api/v1/cases/:caseId/correction',
    ids: { caseId: 'owner' },
    auth: 'session',
    rate: 'write',
    idempotent: true,
    audit: true,
    summary: '补正: hand in the whole form again, mended; goes back to the department under the same case.',
    params: caseParams,
    body: z.object({ answers }),
    response: caseDetail,
    errors: [
      'sign_in_required',
      'forbidden',
      'not_found',
      'out_of_scope',
      'form_invalid',
      'consent_required',
      'conflict',
      'idempotency_key_reused'
    ]
  },
  showCaseAnswers: {
    method: 'GET',
    path: '/api/v1/cases/:caseId/answers',
    ids: { caseId: 'owner' },
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: true,
    summary: 'My own answers of a case that waits for 补正, unmasked, to be mended in the form.',
    params: caseParams,
    response: z.object({
      form,
      answers,
      files: z.array(z.object({ id, name: z.string(), bytes: z.int(), type: z.string() })),
      hidden: z.optional(hidden)
    }),
    errors: ['sign_in_required', 'not_found', 'out_of_scope', 'conflict']
  }
})
