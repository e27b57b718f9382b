import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { type Clock, shanghaiTime } from '../clock'
import { sm3 } from '../hmac-sm3'
import type { Store } from '../store'
import { type HotlineState, type Order, orderState } from './state'

const sent = z.object({
  outerId: z.string().regex(/^[\w-]{1,64}$/),
  kind: z.enum(['投诉', '建议', '求助', '随手拍']),
  category: z.string(),
  text: z.string().min(1),
  place: z
    .object({
      address: z.string().min(1),
      longitude: z.number().optional(),
      latitude: z.number().optional(),
      crs: z.literal('GCJ-02')
    })
    .optional(),
  about: z.string(),
  mobile: z.string().regex(/^1[3-9]\d{9}$/),
  photos: z.array(
    z.object({
      fileName: z.string(),
      contentType: z.string(),
      size: z.number(),
      sm3: z.string(),
      content: z.string()
    })
  ),
  contentCheck: z.enum(['已经内容安全检查', '未经内容安全检查']),
  submittedAt: z.string().regex(/\+08:00$/),
  callbackUrl: z.url({ protocol: /^https?$/ })
})

const messages = {
  '0000': '成功',
  E1001: '签名错误',
  E1002: '时间戳超出允许范围',
  E1003: '随机串重复',
  E1004: '应用不存在',
  E2002: '字段缺失或有误',
  E2004: '同一外部编号已提交过不同内容',
  E2005: '工单不存在',
  E9001: '系统繁忙，请稍后重试'
} as const
export const say = (code: keyof typeof messages, data?: object) => ({
  code,
  message: messages[code],
  ...(data && { data })
})

type Parts = { store: Store<HotlineState>; clock: Clock }

/** POST /hotline/api/orders. The same outerId with the same content gets the first receipt again. */
export async function takeOrder(body: unknown, { store, clock }: Parts) {
  const read = sent.safeParse(body, { error: () => '缺失或格式有误' })
  if (!read.success) {
    const fields = read.error.issues.map(({ path, message }) => ({ field: path.join('.'), reason: message }))
    return say('E2002', { fields })
  }
  const { callbackUrl, photos, place, submittedAt: _, ...rest } = read.data
  const broken = photos.findIndex((one) => sm3(Buffer.from(one.content, 'base64')) !== one.sm3)
  if (broken >= 0) return say('E2002', { fields: [{ field: `photos.${broken}.sm3`, reason: '摘要不一致' }] })
  const contentSm3 = sm3(JSON.stringify([rest, place, photos.map((one) => one.sm3)]))
  // No await between looking and adding: two copies of one order may arrive at the same time.
  const known = store.data.orders.find(({ outerId }) => outerId === rest.outerId)
  if (known && known.contentSm3 !== contentSm3) return say('E2004')
  const order =
    known ?? add({ ...rest, callbackUrl, contentSm3, place: place?.address ?? '', photos }, { store, clock })
  await store.save()
  return say('0000', { orderNo: order.orderNo, receivedAt: order.receivedAt })
}

function add(given: Omit<Order, 'orderNo' | 'receivedAt' | 'events'>, { store, clock }: Parts): Order {
  store.data.numbers += 1
  const at = shanghaiTime(clock.now())
  const photos = given.photos.map(({ fileName, contentType, size, sm3: digest }) => ({
    fileName,
    contentType,
    size,
    sm3: digest
  }))
  const orderNo = `12345${at.slice(0, 10).replaceAll('-', '')}${String(store.data.numbers).padStart(6, '0')}`
  const order: Order = { ...given, photos, orderNo, receivedAt: at, events: [] }
  store.data.orders.push(order)
  return order
}

/** GET /hotline/api/orders/status */
export function statusOf(wanted: string, { store }: Parts) {
  const order = store.data.orders.find(({ outerId }) => outerId === wanted)
  return order ? say('0000', { outerId: wanted, orderNo: order.orderNo, events: order.events }) : say('E2005')
}

const move = z.object({ to: orderState, unit: z.string().optional(), note: z.string().optional() })

/** A step of somebody at the hotline: written, and its callback queued. Null = no such order or step. */
export async function advanceOrder(wanted: string, body: unknown, { store, clock }: Parts): Promise<Order | null> {
  const order = store.data.orders.find(({ outerId }) => outerId === wanted)
  const read = move.safeParse(body)
  if (!order || !read.success) return null
  const { to, unit, note } = read.data
  const event = {
    eventId: randomUUID(),
    state: to,
    at: shanghaiTime(clock.now()),
    ...(unit && { unit }),
    ...(note && { note })
  }
  order.events.push(event)
  store.data.callbacks.push({ eventId: event.eventId, outerId: wanted, tries: 0, nextAt: 0 })
  await store.save()
  return order
}
