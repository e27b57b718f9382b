import * as z from 'zod/mini'

/** What the municipal acceptance platform (渝快办 style) sends and takes; see docs/connectors/ykb.md. */

/** data of E2002 */
export const ykbFields = z.object({ fields: z.array(z.object({ field: z.string(), reason: z.string() })) })

export const ykbReceipt = z.object({ receiptNo: z.string().check(z.minLength(1)), receivedAt: z.string() })

export const ykbSupplemented = z.object({ state: z.string() })

const correction = z.array(z.object({ item: z.string(), reason: z.string() }))
const result = z.object({
  title: z.string(),
  documentNo: z.optional(z.string()),
  issuedAt: z.string(),
  validUntil: z.optional(z.string())
})

/** One step of a case, as it stands in the status answer and, with the ids of its case, in a callback. */
const ykbEvent = z.object({
  eventId: z.string().check(z.minLength(1)),
  state: z.string(),
  at: z.string(),
  note: z.optional(z.string()),
  correction: z.optional(correction),
  result: z.optional(result)
})
export type YkbEvent = z.infer<typeof ykbEvent>

export const ykbStatus = z.object({
  outerId: z.string(),
  receiptNo: z.string().check(z.minLength(1)),
  receivedAt: z.string(),
  events: z.array(ykbEvent)
})

/** Body of apply; `form` is label → answer, `content` base64, instants ISO 8601 with +08:00. */
export interface YkbApplication {
  outerId: string
  itemCode: string
  itemName: string
  applicant: { name: string; certType: string; certNo: string; mobile: string }
  form: Record<string, string>
  materials: YkbMaterial[]
  submittedAt: string
  callbackUrl: string
}

export interface YkbMaterial {
  name: string
  fileName: string
  contentType: string
  size: number
  sm3: string
  content: string
}
