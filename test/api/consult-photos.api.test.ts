import { consultRequestsRoutes } from '@shared/contract/consult-requests'
import { messagesRoutes } from '@shared/contract/messages'
import * as z from 'zod/mini'
import { named } from '../support/apply'
import { type Citizen, photo } from '../support/citizen'
import { given } from '../support/entrust'
import { agreeToHotline, REQUEST, uploadPhoto } from '../support/hand-in-request'
import { startProduct, type TestProduct } from '../support/start-product'

const MINUTE_MS = 60_000
const risky = () => Buffer.concat([photo(), Buffer.from('示例违规图片')])

let product: TestProduct
let citizen: Citizen
beforeAll(async () => {
  product = await startProduct()
  citizen = product.citizen('zhang-min')
  await citizen.signIn()
  await named(citizen)
  await agreeToHotline(citizen)
})
// in the mini-program just now
beforeEach(() => citizen.signIn())
afterAll(() => product.close())

const handIn = async (...photos: Buffer[]) => {
  const photoIds: string[] = []
  for (const bytes of photos) photoIds.push(await uploadPhoto(product, citizen, bytes))
  return given('request', await citizen.call(consultRequestsRoutes.createRequest, { body: { ...REQUEST, photoIds } }))
}
const show = async (requestId: string) =>
  (await citizen.call(consultRequestsRoutes.showRequest, { params: { requestId } })).body
/** Our own work only: WeChat has not told anything yet. */
const work = () => product.product.worker.drain()
const told = async (requestId: string) =>
  (await citizen.call(messagesRoutes.listMessages, { query: {} })).body.items
    .filter(({ about }) => about?.id === requestId)
    .map(({ title }) => title)
const orders = z.object({
  orders: z.array(z.object({ outerId: z.string(), photos: z.array(z.unknown()), contentCheck: z.string() }))
})
const orderAt = async (outerId: string) => {
  const reply = await fetch(`${product.sandboxUrl}/hotline/desk/api/orders`)
  return orders.parse(await reply.json()).orders.find((one) => one.outerId === outerId)
}
/** How many photos the hotline got with it; null = it has not got it. */
const reached = async (outerId: string): Promise<number | null> => {
  const found = await orderAt(outerId)
  return found ? found.photos.length : null
}
const pass = async (ms: number) => {
  await product.control('/control/clock', { moveMs: ms })
  product.clock.moveBy(ms)
}
const waiting = async (): Promise<string[]> => {
  const reply = await fetch(`${product.sandboxUrl}/wechat/push/photo-checks`)
  return z.object({ waiting: z.array(z.string()) }).parse(await reply.json()).waiting
}

it('photos wait for WeChat’s verdict and go out with the words once it is there', async () => {
  const { id } = await handIn(photo(), photo())
  await work()
  expect(await reached(id)).toBeNull()
  expect(await show(id)).toMatchObject({ state: 'sending', photoCheck: { waiting: 2, removed: 0 } })
  await product.drain()
  expect(await reached(id)).toBe(2)
  expect(await show(id)).toMatchObject({ state: 'received', photoCheck: { waiting: 0, removed: 0 } })
})

it('a photo that WeChat finds unfit is taken out and the person told; the words and the other photo go on', async () => {
  const handedIn = await handIn(photo(), risky())
  await product.drain()
  expect(await reached(handedIn.id)).toBe(1)
  const shown = await show(handedIn.id)
  expect(shown).toMatchObject({ state: 'received', photoCheck: { waiting: 0, removed: 1 } })
  expect(shown.photos.map(({ id }) => id)).toEqual([handedIn.photos[0]?.id])
  expect((await told(handedIn.id)).filter((title) => title === '有照片没有送出')).toHaveLength(1)
  const params = { photoId: handedIn.photos[1]?.id ?? '' }
  expect((await citizen.call(consultRequestsRoutes.showRequestPhoto, { params })).status).toBe(404)
  expect(await product.stores.files.get(params.photoId)).toBeNull()
})

it('a verdict that never comes is asked for again after forty minutes; until then nothing goes out', async () => {
  await product.control('/wechat/push/photo-checks', { silent: true })
  const { id } = await handIn(photo())
  await product.drain()
  await product.control('/wechat/push/photo-checks', { silent: false })
  await product.drainLater(30 * MINUTE_MS)
  expect([await reached(id), (await show(id)).photoCheck.waiting]).toEqual([null, 1])
  await product.drainLater(11 * MINUTE_MS)
  expect(await reached(id)).toBe(1)
})

it('while WeChat is down nothing is lost: held, asked when it is back, and sent', async () => {
  const { id } = await handIn(photo())
  await product.fault('wechat', 'down')
  await product.drain()
  expect([await reached(id), (await show(id)).photoCheck.waiting]).toEqual([null, 1])
  await product.fault('wechat', 'none')
  await product.drainLater(5 * MINUTE_MS)
  expect(await reached(id)).toBe(1)
})

it('the address of a photo opens for whoever was told it, until WeChat has answered, and for nobody else', async () => {
  const bytes = photo()
  const { id } = await handIn(bytes)
  await work()
  const url = (await waiting()).at(-1) ?? ''
  const fetched = await fetch(url)
  expect(Buffer.from(await fetched.arrayBuffer()).equals(bytes)).toBe(true)
  expect(fetched.headers.get('cache-control')).toContain('no-store')
  expect((await fetch(`${url.slice(0, -1)}${url.endsWith('A') ? 'B' : 'A'}`)).status).toBe(404)
  await product.drain()
  expect(await reached(id)).toBe(1)
  expect((await fetch(url)).status).toBe(404)
})

it('an address that nobody answered for opens nothing after forty minutes', async () => {
  await handIn(photo())
  await work()
  const url = (await waiting()).at(-1) ?? ''
  await pass(40 * MINUTE_MS)
  expect((await fetch(url)).status).toBe(404)
})

it('a PDF, and a photo of somebody WeChat knows nothing of, are left to people, who are told that nobody has checked it', async () => {
  const pdf = await handIn(Buffer.from('%PDF-1.4 说明'))
  await work()
  expect(await reached(pdf.id)).toBe(1)
  expect((await orderAt(pdf.id))?.contentCheck).toBe('未经内容安全检查')
  await pass(121 * MINUTE_MS)
  const away = await handIn(risky())
  await work()
  expect(await reached(away.id)).toBe(1)
})
