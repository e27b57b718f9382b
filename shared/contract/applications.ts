import * as z from 'zod/mini'
import { collection, draftCollection } from './collections'
import { answer, answers } from './form'
import { fieldId } from './form-condition'
import { guide } from './guide'
import { capacity } from './identity'
import { owedItem } from './owed'
import { civilDay, fen, id, instant, slug } from './parts'
import { uploadedFile } from './uploads'

/**
 * Fields (phone numbers of the person acted for) that somebody acting under 亲情代办 neither sees nor fills in nor is asked
 * for: the server keeps what is there, or puts in the person's bound number when the application is handed in.
 */
export const hidden = z.array(z.string())

/** Where edits of a draft come from, so that the server takes each in once and overwrites nothing silently. */
export const editOrigin = z.object({
  /** one opening of the form on one device */
  visit: id,
  /** the draft and its revision the person saw while typing */
  seen: z.nullable(z.object({ draftId: id, revision: z.int() })),
  /** per edited field its number; it grows with every edit of the visit */
  orders: z.record(fieldId, z.int())
})
export type EditOrigin = z.output<typeof editOrigin>

/** The 情形 a person chose before they began the form, and how the guide reads in it. */
export const chosenSituation = z.object({
  title: z.string(),
  note: z.nullable(z.string()),
  ...z.pick(guide, { legalLimit: true, promise: true, fee: true }).shape,
  /** names of the materials it takes */
  materials: z.array(z.string())
})
export type ChosenSituation = z.output<typeof chosenSituation>

/** The 情形 a case was handed in under: its promise and fee come from there. */
export const caseSituation = z.pick(chosenSituation, { title: true, note: true, materials: true })

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
  files: z.array(uploadedFile),
  hidden: z.optional(hidden),
  /** edits of this call that were held back: meanwhile somebody else has answered otherwise (null = nothing stands there) */
  conflicts: z.optional(z.array(z.object({ field: fieldId, answer: z.nullable(answer) }))),
  /** absent = none was chosen */
  situation: z.optional(chosenSituation),
  /** how the paper of the result is to be collected; absent = the item offers nothing */
  collection: z.optional(draftCollection),
  /** answers the published form has no place for any more, until the person has read which */
  dropped: z.optional(z.array(z.object({ label: z.string(), value: z.string() })))
})
export type Draft = z.output<typeof draft>

/** Where a case stands. Wording for citizens: CASE_STATES. */
export const caseState = z.enum([
  'submitted',
  'received',
  'accepted',
  'reviewing',
  'correction',
  /** a fee is asked for; the clock stands still until it is paid */
  'payment',
  'completed',
  'refused',
  'withdrawn'
])
export type CaseState = z.output<typeof caseState>
export const CASE_STATES = {
  submitted: '已提交',
  received: '部门已接收',
  accepted: '已受理',
  reviewing: '审查中',
  correction: '需要补正',
  payment: '待缴费',
  completed: '已办结',
  // not granted, for whatever reason: of 不予受理 as the act of a desk the reason tells
  refused: '未通过',
  withdrawn: '已撤回'
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
  /** ended with 不予批准 (state completed) */
  denied: z.optional(z.boolean()),
  submittedAt: instant,
  updatedAt: instant,
  promisedDay: z.nullable(civilDay),
  /** who handed it in last: 本人, or the part and masked name (代办人张*); null = not kept at the time */
  actedBy: z.optional(z.nullable(z.object({ capacity: capacity.shape.kind, label: z.string() })))
})
export type CaseSummary = z.output<typeof caseSummary>

/** 补正差异单: one notice of a department and what was mended, in masked words; null = nothing stood there. */
export const mend = z.object({
  askedAt: instant,
  /** null = the citizen has not answered yet */
  mendedAt: z.nullable(instant),
  items: z.array(
    z.object({
      label: z.string(),
      reason: z.string(),
      before: z.nullable(z.string()),
      after: z.nullable(z.string()),
      changed: z.boolean()
    })
  )
})
export type Mend = z.output<typeof mend>

/** Who has a case of a department that works at our desk, and until when. */
export const caseClock = z.object({
  /** 区民政局 · 承办中 */
  owner: z.string(),
  dueDay: civilDay,
  dueFor: z.string(),
  legalDay: z.nullable(civilDay),
  overdue: z.boolean(),
  pause: z.nullable(z.object({ since: civilDay, until: civilDay, reason: z.string() }))
})

export const caseDetail = z.object({
  ...caseSummary.shape,
  /** 部门受理编号, once the department has the case */
  receiptNo: z.nullable(z.string()),
  /** true: the applicant may take it back now (before 受理) */
  withdrawable: z.optional(z.boolean()),
  /** a case of a department that works at our desk; null = it has ended */
  clock: z.optional(z.nullable(caseClock)),
  /** 一件事: the cases of its parts, each with its own state and clock (null = ended, or the department's own system) */
  parts: z.optional(z.array(z.object({ ...caseSummary.shape, clock: z.nullable(caseClock) }))),
  /** 双告知: items still needed for what the applicant means to do */
  licences: z.optional(z.array(z.object({ id: slug, name: z.string(), trade: z.string() }))),
  /** the 一件事 this case is a part of */
  partOf: z.optional(z.object({ id, serviceName: z.string() })),
  mends: z.optional(z.array(mend)),
  /** 待缴费: 分, the last day, and how it can be paid; null = nothing is owed */
  payment: z.optional(z.nullable(z.object({ amount: fen, dueDay: civilDay, how: z.string() }))),
  /** 会办: departments asked for their opinion, what of it is late; not what they said */
  opinions: z.optional(
    z.array(z.object({ department: z.string(), dueDay: civilDay, answered: z.boolean(), late: z.boolean() }))
  ),
  /** materials it was handed in without */
  owed: z.optional(z.array(owedItem)),
  /** how the paper of the result is collected; absent = the item offers nothing */
  collection: z.optional(collection),
  /** absent = handed in without one */
  situation: z.optional(caseSituation),
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
      /** 告知承诺: it was taken back, because the promise was not kept */
      revoked: z.optional(z.literal(true)),
      details: z.array(z.object({ label: z.string(), value: z.string() })),
      detailsNote: z.nullable(z.string()),
      files: z.optional(z.array(uploadedFile))
    })
  ),
  /** what was handed in, masked */
  answers: z.array(z.object({ label: z.string(), value: z.string() })),
  files: z.array(z.object({ ...uploadedFile.shape, label: z.string() }))
})
export type CaseDetail = z.output<typeof caseDetail>
