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

/** One page of all cases we handed over since an instant, with the ids of what has happened to each. */
export const ykbCases = z.object({
  pages: z.int().check(z.positive()),
  cases: z.array(
    z.object({
      outerId: z.string().check(z.minLength(1), z.maxLength(64)),
      receiptNo: z.string().check(z.minLength(1)),
      state: z.string(),
      events: z.array(z.object({ eventId: z.string().check(z.minLength(1)), state: z.string(), at: z.string() }))
    })
  )
})

/** One page of the platform's directory of items. */
export const ykbItems = z.object({
  pages: z.int().check(z.positive()),
  items: z.array(
    z.object({
      itemCode: z.string().check(z.regex(/^[A-Za-z0-9-]{1,40}$/)),
      itemName: z.string().check(z.minLength(1)),
      version: z.int(),
      department: z.string(),
      state: z.string(),
      promiseDays: z.optional(z.int())
    })
  )
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
