import * as z from 'zod'

const caseStates = ['RECEIVED', 'ACCEPTED', 'REVIEWING', 'DONE', 'CORRECTION', 'REFUSED'] as const
export const caseState = z.enum(caseStates)
export type CaseState = z.infer<typeof caseState>

/** The clerk's words. */
export const stateNames = {
  RECEIVED: '已收件',
  ACCEPTED: '已受理',
  REVIEWING: '审查中',
  DONE: '已办结',
  CORRECTION: '待补正',
  REFUSED: '不予受理'
} as const satisfies Record<CaseState, string>

/** Where a clerk may take a case; from CORRECTION only the applicant leads back, by a supplement. */
export const clerkMoves: Record<CaseState, readonly CaseState[]> = {
  RECEIVED: ['ACCEPTED', 'CORRECTION', 'REFUSED'],
  ACCEPTED: ['REVIEWING', 'CORRECTION', 'REFUSED'],
  REVIEWING: ['DONE', 'CORRECTION', 'REFUSED'],
  CORRECTION: [],
  DONE: [],
  REFUSED: []
}

export const correction = z.object({ item: z.string().min(1), reason: z.string().min(1) })

const result = z.object({
  title: z.string(),
  documentNo: z.string(),
  issuedAt: z.string(),
  validUntil: z.string().optional()
})
export type Result = z.infer<typeof result>

const event = z.object({
  eventId: z.string(),
  state: caseState,
  at: z.string(),
  note: z.string(),
  correction: z.array(correction).optional(),
  result: result.optional()
})
export type CaseEvent = z.infer<typeof event>

const material = z.object({
  name: z.string(),
  fileName: z.string(),
  contentType: z.string(),
  size: z.number(),
  sm3: z.string()
})
export type StoredMaterial = z.infer<typeof material>

const ykbCase = z.object({
  outerId: z.string(),
  receiptNo: z.string(),
  receivedAt: z.string(),
  itemCode: z.string(),
  itemName: z.string(),
  applicant: z.object({ name: z.string(), certType: z.string(), certNo: z.string(), mobile: z.string() }),
  form: z.record(z.string(), z.string()),
  materials: z.array(material),
  submittedAt: z.string(),
  callbackUrl: z.string(),
  contentSm3: z.string(),
  events: z.array(event),
  supplements: z.array(z.object({ supplementId: z.string(), contentSm3: z.string(), at: z.string() }))
})
export type YkbCase = z.infer<typeof ykbCase>

export const itemChange = z.object({
  itemName: z.string().min(1).optional(),
  version: z.int().positive().optional(),
  state: z.enum(['ONLINE', 'OFFLINE']).optional(),
  promiseDays: z.int().positive().optional(),
  removed: z.boolean().optional()
})

const pendingCallback = z.object({
  eventId: z.string(),
  outerId: z.string(),
  tries: z.number(),
  firstTriedAt: z.number().nullable(),
  nextAt: z.number()
})
export type PendingCallback = z.infer<typeof pendingCallback>

/** Everything the platform remembers: cases oldest first, callbacks in the order they must arrive. */
export const ykbState = z.object({
  cases: z.array(ykbCase),
  callbacks: z.array(pendingCallback),
  /** Numbers given out so far; a reset keeps them, because our caller remembers the old ones. */
  receipts: z.number(),
  documents: z.number(),
  autopilot: z.boolean(),
  /** what a tester changed in the directory, by item code; removed = the platform does not list it any more */
  itemChanges: z.record(z.string(), itemChange).default({})
})
export type YkbState = z.infer<typeof ykbState>

/** A platform without cases. */
export function emptyYkb(): YkbState {
  return { cases: [], callbacks: [], receipts: 0, documents: 0, autopilot: false, itemChanges: {} }
}

/** The case with this number of its sender's, or undefined. */
export function findCase(state: YkbState, outerId: string): YkbCase | undefined {
  return state.cases.find((one) => one.outerId === outerId)
}

/** The state a case is in: that of its last event. */
export function stateOf(one: YkbCase): CaseState {
  return one.events.at(-1)?.state ?? 'RECEIVED'
}
