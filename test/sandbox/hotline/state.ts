import * as z from 'zod'

export const orderState = z.enum(['CREATED', 'ASSIGNED', 'ANSWERED', 'CLOSED', 'REJECTED'])

const event = z.object({
  eventId: z.string(),
  state: orderState,
  at: z.string(),
  unit: z.string().optional(),
  note: z.string().optional()
})

const order = z.object({
  outerId: z.string(),
  orderNo: z.string(),
  receivedAt: z.string(),
  kind: z.string(),
  category: z.string(),
  text: z.string(),
  place: z.string(),
  about: z.string(),
  mobile: z.string(),
  photos: z.array(z.object({ fileName: z.string(), contentType: z.string(), size: z.number(), sm3: z.string() })),
  /** absent in what was stored before there was one */
  contentCheck: z.string().optional(),
  callbackUrl: z.string(),
  contentSm3: z.string(),
  events: z.array(event)
})
export type Order = z.output<typeof order>

/** Everything the hotline remembers: orders oldest first, callbacks in the order they must arrive. */
export const hotlineState = z.object({
  orders: z.array(order),
  callbacks: z.array(z.object({ eventId: z.string(), outerId: z.string(), tries: z.number(), nextAt: z.number() })),
  /** numbers given out so far; a reset keeps them, because our caller remembers the old ones */
  numbers: z.number()
})
export type HotlineState = z.output<typeof hotlineState>

/** A hotline without orders. */
export const emptyHotline = (): HotlineState => ({ orders: [], callbacks: [], numbers: 0 })
