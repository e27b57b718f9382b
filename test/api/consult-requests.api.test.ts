import { randomUUID } from 'node:crypto'
import { consentsRoutes } from '@shared/contract/consents'
import { type ConsultRequest, consultRequestsRoutes, hotlineRoutes } from '@shared/contract/consult-requests'
import { messagesRoutes } from '@shared/contract/messages'
import * as z from 'zod/mini'
import { signedHeaders } from '../safety/signed-calls'
import { named } from '../support/apply'
import type { Citizen } from '../support/citizen'
import { agreeToHotline, handInRequest, REQUEST, uploadPhoto } from '../support/hand-in-request'
import { startProduct, type TestProduct } from '../support/start-product'

let product: TestProduct
let citizen: Citizen
let stranger: Citizen
beforeAll(async () => {
  product = await startProduct()
  citizen = product.citizen('zhang-min')
  stranger = product.citizen('tang-jing')
  for (const one of [citizen, stranger]) {
    await one.signIn()
    await named(one)
  }
})
afterAll(() => product.close())

const show = async (requestId: string, who = citizen) =>
  who.call(consultRequestsRoutes.showRequest, { params: { requestId } })
const stepsOf = ({ steps }: ConsultRequest) => steps.map(({ label }) => label)
const advance = async (outerId: string, more: Record<string, string>) => {
  await product.control(`/hotline/desk/orders/${outerId}`, more)
  await product.sandbox.settled()
}
const orders = z.object({
  orders: z.array(z.object({ outerId: z.string(), text: z.string(), photos: z.array(z.unknown()), place: z.string() }))
})
const atHotline = async (outerId: string) => {
  const reply = await fetch(`${product.sandboxUrl}/hotline/desk/api/orders`)
  return orders.parse(await reply.json()).orders.filter((one) => one.outerId === outerId)
}
const callBack = async (body: Record<string, string>) => {
  const { path } = hotlineRoutes.hotlineCallback
  const text = JSON.stringify(body)
  const secret = product.secrets.hotline.callbackSecret
  const headers = signedHeaders('x-hotline', ['x-hotline-app-id', 'hotline'], secret, path, text)
  return (await fetch(`${product.url}${path}`, { method: 'POST', headers, body: text })).status
}

it('without agreeing that the hotline gets it, nothing is handed in and the person is told what for', async () => {
  const refused = await stranger.call(consultRequestsRoutes.createRequest, { body: REQUEST })
  expect(refused.error?.error).toBe('consent_required')
  expect(refused.error?.fields?.['hotline-request']).toMatch(/12345/)
  expect((await stranger.call(consultRequestsRoutes.listRequests, {})).body.items).toEqual([])
})

it('a 随手拍 with place and photo becomes one work order, and its course is read step by step', async () => {
  const handedIn = await handInRequest(product, citizen)
  expect(handedIn.state).toBe('sending')
  await product.drain()
  expect(await atHotline(handedIn.id)).toEqual([
    expect.objectContaining({ text: REQUEST.text, place: REQUEST.place.address, photos: [expect.anything()] })
  ])
  await advance(handedIn.id, { to: 'ASSIGNED', unit: '区城市管理局' })
  await advance(handedIn.id, { to: 'ANSWERED', unit: '区城市管理局', note: '井盖已更换。' })
  const { body } = await show(handedIn.id)
  expect(stepsOf(body)).toEqual(['已提交随手拍', '12345 已收到', '已转办', '已答复'])
  expect(body.steps[3]?.note).toBe('区城市管理局：井盖已更换。')
  expect(body.orderNo).toMatch(/^12345/)
  const inbox = (await citizen.call(messagesRoutes.listMessages, { query: {} })).body.items
  expect(inbox.filter(({ about }) => about?.id === handedIn.id)).toHaveLength(3)
})

it('nobody else reads it or its photos, or hands in somebody else’s photo', async () => {
  const { id, photos } = await handInRequest(product, citizen)
  expect((await show(id, stranger)).status).toBe(404)
  const photoId = photos[0]?.id ?? ''
  expect((await stranger.call(consultRequestsRoutes.showRequestPhoto, { params: { photoId } })).status).toBe(404)
  await agreeToHotline(stranger)
  const loose = await uploadPhoto(product, citizen)
  const taken = await stranger.call(consultRequestsRoutes.createRequest, { body: { ...REQUEST, photoIds: [loose] } })
  expect(taken.status).toBe(404)
  expect((await stranger.call(consultRequestsRoutes.listRequests, {})).body.items).toEqual([])
})

it('a report counts once; one that was overtaken is filed at its place and changes nothing else', async () => {
  const { id } = await handInRequest(product, citizen)
  await product.drain()
  const { orderNo } = (await show(id)).body
  const at = (minutes: number) => new Date(product.clock.now().getTime() + minutes * 60_000).toISOString()
  const report = (state: string, minutes: number) => ({
    eventId: randomUUID(),
    outerId: id,
    orderNo: orderNo ?? '',
    state,
    at: at(minutes)
  })
  const closed = report('CLOSED', 20)
  expect(await callBack(closed)).toBe(200)
  expect(await callBack(closed)).toBe(200)
  expect(await callBack(report('ASSIGNED', 10))).toBe(200)
  const { body } = await show(id)
  expect(body.state).toBe('closed')
  expect(stepsOf(body)).toEqual(['已提交随手拍', '12345 已收到', '已转办', '已办结'])
  expect(await callBack(report('ASLEEP', 30))).not.toBe(200)
  expect(await callBack({ ...report('CLOSED', 40), outerId: 'nobody-knows-it' })).toBe(404)
})

it('a hotline that is down loses nothing: taken at once, delivered once when it is back', async () => {
  await product.fault('hotline', 'down')
  const { id } = await handInRequest(product, citizen)
  await product.drain()
  expect((await show(id)).body.state).toBe('sending')
  await product.fault('hotline', 'lost-reply', 1)
  await product.drainLater(5 * 60_000)
  await product.fault('hotline', 'none')
  await product.drainLater(5 * 60_000)
  expect((await show(id)).body.state).toBe('received')
  expect(await atHotline(id)).toHaveLength(1)
})

it('a report that was lost is fetched by asking', async () => {
  const { id } = await handInRequest(product, citizen)
  await product.drain()
  // the callback address of this order leads nowhere while the hotline is cut off from us
  await product.fault('hotline', 'down')
  await product.control(`/hotline/desk/orders/${id}`, { to: 'ANSWERED', note: '已处理。' })
  await product.fault('hotline', 'none')
  product.clock.moveBy(31 * 60_000)
  await product.control('/control/clock', { moveMs: 31 * 60_000 })
  await product.product.jobs.find(({ name }) => name === 'consult.ask-hotline')?.run()
  expect((await show(id)).body.state).toBe('answered')
})

it('whoever takes the consent back before it went out is told that nothing was sent', async () => {
  const late = product.citizen('chen-guoqiang')
  await late.signIn()
  await named(late)
  await product.fault('hotline', 'down')
  const { id } = await handInRequest(product, late)
  await product.drain()
  const consentId = await agreeToHotline(late)
  await late.call(consentsRoutes.withdrawConsent, { params: { consentId } })
  await product.fault('hotline', 'none')
  await product.drainLater(5 * 60_000)
  expect((await show(id, late)).body.state).toBe('withheld')
  expect(await atHotline(id)).toEqual([])
})

it('a 随手拍 needs to say where, and a complaint from the page of a case names the case', async () => {
  const { place: _, ...nowhere } = REQUEST
  const refused = await citizen.call(consultRequestsRoutes.createRequest, { body: nowhere })
  expect(refused.error).toMatchObject({ error: 'form_invalid', fields: { place: '请写明在哪里。' } })
  const body = {
    kind: 'complaint' as const,
    text: '排队等了两个小时。',
    photoIds: [],
    about: { kind: 'service' as const, id: 'social-card' }
  }
  const { body: handedIn } = await citizen.call(consultRequestsRoutes.createRequest, { body })
  expect(handedIn.about).toEqual({ ...body.about, title: '社会保障卡申领' })
  const hall = { kind: 'hall' as const, id: 'service-centre' }
  const atHall = await citizen.call(consultRequestsRoutes.createRequest, { body: { ...body, about: hall } })
  expect(atHall.body.about).toEqual({ ...hall, title: '渝中区行政服务中心' })
  const nowhereKnown = await citizen.call(consultRequestsRoutes.createRequest, {
    body: { ...body, about: { kind: 'hall', id: 'no-such-hall' } }
  })
  expect(nowhereKnown.status).toBe(404)
  const other = await citizen.call(consultRequestsRoutes.createRequest, {
    body: { ...body, about: { kind: 'case', id: 'case-of-somebody-else' } }
  })
  expect(other.status).toBe(404)
})
