import * as z from 'zod/mini'

/** What the hotline's system sends and takes; see docs/connectors/hotline.md. */

/** data of E2002 */
export const hotlineFields = z.object({ fields: z.array(z.object({ field: z.string(), reason: z.string() })) })

export const hotlineReceipt = z.object({ orderNo: z.string().check(z.minLength(1)), receivedAt: z.string() })

/** One step of an order, as it stands in the status answer and, with the ids of its order, in a callback. */
const hotlineEvent = z.object({
  eventId: z.string().check(z.minLength(1)),
  state: z.string(),
  at: z.string(),
  unit: z.optional(z.string()),
  note: z.optional(z.string())
})
export type HotlineEvent = z.infer<typeof hotlineEvent>

export const hotlineStatus = z.object({
  outerId: z.string(),
  orderNo: z.string().check(z.minLength(1)),
  events: z.array(hotlineEvent)
})

/** Body of an order; `content` of a photo is base64, the point GCJ-02 in degrees, instants ISO 8601 with +08:00. */
export interface HotlineOrder {
  outerId: string
  kind: string
  category: string
  text: string
  place?: { address: string; longitude?: number; latitude?: number; crs: 'GCJ-02' }
  about: string
  mobile: string
  photos: { fileName: string; contentType: string; size: number; sm3: string; content: string }[]
  contentCheck: '已经内容安全检查' | '未经内容安全检查'
  submittedAt: string
  callbackUrl: string
}
