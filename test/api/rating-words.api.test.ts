import { feedbackRoutes } from '@shared/contract/feedback'
import { messagesRoutes } from '@shared/contract/messages'
import { tasksRoutes } from '@shared/contract/tasks'
import { apply, person } from '../support/apply'
import type { Citizen } from '../support/citizen'
import { type Clerk, makeClerk } from '../support/clerk'
import { startProduct, type TestProduct } from '../support/start-product'

const RISKY = '特3456书yuuo莞6543李zxcz蒜7782法fgnv级'

let product: TestProduct
let citizen: Citizen
let clerk: Clerk
let caseId: string
beforeEach(async () => {
  product = await startProduct()
  citizen = product.citizen(person.id)
  await citizen.signIn()
  await citizen.verify()
  clerk = await makeClerk(product, 'reads-ratings', ['clerk'], 'human-resources')
  caseId = (await apply(citizen)).id
  await product.drain()
  for (const state of ['ACCEPTED', 'REVIEWING', 'DONE']) await product.advance(caseId, state)
  await product.drain()
})
afterEach(() => product.close())

const rate = (text: string) =>
  citizen.call(feedbackRoutes.rateCase, { params: { caseId }, body: { level: 'bad', reasons: [], text } })
/** The rater was last in the mini-program more than two hours ago: WeChat says nothing of them, as of who signs in by SMS. */
const longAway = async () => {
  await product.control('/control/clock', { moveMs: 121 * 60_000 })
  product.clock.moveBy(121 * 60_000)
  await clerk.signIn()
}
const rating = async () => (await citizen.call(feedbackRoutes.showRating, { params: { caseId } })).body.rating
const wordsAtDesk = async () => {
  const { items } = (await clerk.call(tasksRoutes.listTasks, { query: { view: 'mine' } })).body
  const shown = await clerk.call(tasksRoutes.showTask, { params: { taskId: items[0]?.id ?? '' } })
  return shown.body.subject?.lines.find(({ label }) => label === '评价人的话')?.value
}

it('unfit words are refused in plain words, nothing is rated, and other words can be written', async () => {
  const refused = await rate(`太慢了。${RISKY}`)
  expect(refused.error?.fields?.text).toMatch(/^这段话没有通过微信的内容安全检查/)
  expect(await rating()).toBeNull()
  expect((await rate('太慢了。')).body.rating?.text).toBe('太慢了。')
  expect(await wordsAtDesk()).toBe('太慢了。')
})

it('while WeChat is down the rating counts and its words wait; the desk reads them once they were judged', async () => {
  await product.fault('wechat', 'down')
  expect((await rate('太慢了。')).body.rating?.text).toBe('太慢了。')
  await product.drain()
  expect(await wordsAtDesk()).toBe('（正在等待内容安全检查，通过后显示）')
  await product.fault('wechat', 'none')
  await product.drainLater(5 * 60_000)
  expect(await wordsAtDesk()).toBe('太慢了。')
})

it('unfit words that came while WeChat was down are never read at the desk, and the rater is told', async () => {
  await product.fault('wechat', 'down')
  await rate(`太慢了。${RISKY}`)
  await product.drain()
  await product.fault('wechat', 'none')
  await product.drainLater(5 * 60_000)
  expect(await wordsAtDesk()).toBe('（没有通过内容安全检查，不显示）')
  const inbox = (await citizen.call(messagesRoutes.listMessages, { query: {} })).body.items
  expect(inbox.map(({ title }) => title)).toContain('评价里的话没有显示')
})

it('words of somebody WeChat cannot be asked about are read at the desk as unchecked, also those that waited for it', async () => {
  await longAway()
  await product.fault('wechat', 'down')
  await rate('太慢了。')
  await product.drain()
  expect(await wordsAtDesk()).toBe('（正在等待内容安全检查，通过后显示）')
  await product.fault('wechat', 'none')
  await product.drainLater(5 * 60_000)
  expect(await wordsAtDesk()).toBe('（没有经过内容安全检查）太慢了。')
})

it('a rating by somebody WeChat knows nothing of counts, its words marked from the beginning', async () => {
  await longAway()
  expect((await rate('太慢了。')).body.rating?.text).toBe('太慢了。')
  expect(await wordsAtDesk()).toBe('（没有经过内容安全检查）太慢了。')
})
