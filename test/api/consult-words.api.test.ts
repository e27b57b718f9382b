import { consultRequestsRoutes } from '@shared/contract/consult-requests'
import { messagesRoutes } from '@shared/contract/messages'
import * as z from 'zod/mini'
import { named } from '../support/apply'
import type { Citizen } from '../support/citizen'
import { given } from '../support/entrust'
import { agreeToHotline, REQUEST } from '../support/hand-in-request'
import { startProduct, type TestProduct } from '../support/start-product'

const RISKY = '特3456书yuuo莞6543李zxcz蒜7782法fgnv级'

let product: TestProduct
let citizen: Citizen
beforeAll(async () => {
  product = await startProduct()
  citizen = product.citizen('zhang-min')
  await citizen.signIn()
  await named(citizen)
  await agreeToHotline(citizen)
})
afterEach(() => product.fault('wechat', 'none'))
afterAll(() => product.close())

const handIn = (more: { text?: string; place?: { address: string } }) =>
  citizen.call(consultRequestsRoutes.createRequest, { body: { ...REQUEST, ...more } })
const stateOf = async (requestId: string) =>
  (await citizen.call(consultRequestsRoutes.showRequest, { params: { requestId } })).body.state
const mine = async () => (await citizen.call(consultRequestsRoutes.listRequests, {})).body.items
const orders = z.object({ orders: z.array(z.object({ outerId: z.string(), contentCheck: z.string() })) })
/** What the hotline is told of the check of its words; undefined = it has not got it. */
const markAt = async (outerId: string) => {
  const reply = await fetch(`${product.sandboxUrl}/hotline/desk/api/orders`)
  return orders.parse(await reply.json()).orders.find((one) => one.outerId === outerId)?.contentCheck
}
const reached = async (outerId: string) => (await markAt(outerId)) !== undefined

it('words that WeChat finds unfit, in the text or the place, are refused in plain words and nothing is kept', async () => {
  for (const more of [{ text: `井盖松了。${RISKY}` }, { place: { address: RISKY } }]) {
    const refused = await handIn(more)
    expect(refused.status).toBe(422)
    expect(refused.error?.fields?.text).toMatch(/^内容没有通过微信的内容安全检查/)
  }
  expect(await mine()).toEqual([])
})

it('while WeChat is down a 诉求 is taken in and held; it goes out once the words have been judged', async () => {
  await product.fault('wechat', 'down')
  const { id } = given('request', await handIn({}))
  await product.drain()
  expect([await stateOf(id), await reached(id)]).toEqual(['sending', false])
  await product.fault('wechat', 'none')
  await product.drainLater(5 * 60_000)
  expect([await stateOf(id), await reached(id)]).toEqual(['received', true])
})

it('unfit words that came while WeChat was down never reach the hotline, and the person is told', async () => {
  await product.fault('wechat', 'down')
  const { id } = given('request', await handIn({ text: `路灯不亮。${RISKY}` }))
  await product.drain()
  await product.fault('wechat', 'none')
  await product.drainLater(5 * 60_000)
  expect([await stateOf(id), await reached(id)]).toEqual(['unfit', false])
  const inbox = (await citizen.call(messagesRoutes.listMessages, { query: {} })).body.items
  expect(inbox.find(({ about }) => about?.id === id)?.body).toContain('内容没有通过检查，没有送出')
})

it('words of somebody WeChat cannot be asked about go out, and whoever works on them is told that nobody has checked them', async () => {
  await citizen.signIn()
  const { id: checked } = given('request', await handIn({}))
  await product.drain()
  // nobody who has not used the mini-program for two hours is known to WeChat; a sign-in by SMS alone is the same to it
  await product.control('/control/clock', { moveMs: 121 * 60_000 })
  product.clock.moveBy(121 * 60_000)
  const { id: now } = given('request', await handIn({ text: `路灯不亮。${RISKY}` }))
  await product.drain()
  await product.fault('wechat', 'down')
  const { id: later } = given('request', await handIn({}))
  await product.drain()
  expect(await markAt(later)).toBeUndefined()
  await product.fault('wechat', 'none')
  await product.drainLater(5 * 60_000)
  expect([await markAt(checked), await markAt(now), await markAt(later)]).toEqual([
    '已经内容安全检查',
    '未经内容安全检查',
    '未经内容安全检查'
  ])
})
