import { devicesRoutes } from '@shared/contract/devices'
import { identityRoutes } from '@shared/contract/identity'
import { messagesRoutes } from '@shared/contract/messages'
import { makeSessions } from '../../bff/src/domains/identity/sessions'
import { startProduct, type TestProduct } from '../support/start-product'

let product: TestProduct
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.close())
afterEach(() => jest.restoreAllMocks())

const signedIn = async (person: string) => {
  const citizen = product.citizen(person)
  await citizen.signIn()
  return citizen
}
type Citizen = Awaited<ReturnType<typeof signedIn>>
const list = async (citizen: Citizen) => (await citizen.call(devicesRoutes.listSessions, {})).body.items
const alive = async (...citizens: Citizen[]) =>
  (await Promise.all(citizens.map((citizen) => citizen.call(identityRoutes.me, {})))).map(
    ({ status }) => status === 200
  )
const currentOf = async (citizen: Citizen) => (await list(citizen)).find((one) => one.current)?.id ?? ''
const tasksOf = (kind: string) =>
  product.stores.db.query<{ about_id: string; department: string }>(
    'select about_id, department from tasks_queue where kind = $1',
    [kind]
  )

it('lists where one is signed in, this device marked, others’ never', async () => {
  const [phone, tablet, other] = await Promise.all([
    signedIn('zhang-min'),
    signedIn('zhang-min'),
    signedIn('chen-guoqiang')
  ])
  const items = await list(phone)
  expect(items).toHaveLength(2)
  expect(items.filter((one) => one.current)).toHaveLength(1)
  expect(await currentOf(tablet)).not.toBe(await currentOf(phone))
  expect(items[0]).toMatchObject({
    channel: 'mini-program',
    device: '微信小程序',
    capacity: { kind: 'self', label: '' }
  })
  expect(items.map(({ id }) => id)).not.toContain(await currentOf(other))
})

it('a device keeps its place in the list through a step up', async () => {
  const phone = await signedIn('wang-xiaoli')
  const before = await currentOf(phone)
  await phone.bindPhone()
  expect((await list(phone)).map(({ id }) => id)).toEqual([before])
})

it('ends one session, and only one’s own', async () => {
  const [phone, tablet, stranger] = [
    await signedIn('liu-yang'),
    await signedIn('liu-yang'),
    await signedIn('chen-guoqiang')
  ]
  const sessionId = await currentOf(tablet)
  const end = (citizen: Citizen) => citizen.call(devicesRoutes.endSession, { params: { sessionId } })
  expect((await end(stranger)).error?.error).toBe('not_found')
  expect(await alive(phone, tablet)).toEqual([true, true])
  expect((await end(phone)).status).toBe(200)
  expect(await alive(phone, tablet)).toEqual([true, false])
  expect((await end(phone)).status).toBe(200)
})

it('ends all others at once', async () => {
  const [phone, tablet, third] = [await signedIn('xiang-yu'), await signedIn('xiang-yu'), await signedIn('xiang-yu')]
  await phone.call(devicesRoutes.endOtherSessions, {})
  expect(await alive(phone, tablet, third)).toEqual([true, false, false])
})

it('不是我本人 on the notice of a sign-in ends every other session and asks the data bureau to look, once', async () => {
  const owner = await signedIn('tang-jing')
  const intruder = await signedIn('tang-jing')
  const notices = (await owner.call(messagesRoutes.listMessages, {})).body.items
  const about = notices.find((item) => item.title === '账户登录提醒')?.about
  expect(about).toMatchObject({ kind: 'session', id: await currentOf(owner) })

  const sessionId = await currentOf(intruder)
  const report = (citizen: Citizen) => citizen.call(devicesRoutes.reportSession, { params: { sessionId } })
  const stranger = await signedIn('chen-guoqiang')
  expect((await report(stranger)).error?.error).toBe('not_found')
  expect(await tasksOf('not-me')).toEqual([])
  await report(owner)
  expect(await alive(owner, intruder)).toEqual([true, false])
  await report(owner)
  expect(await tasksOf('not-me')).toEqual([{ about_id: sessionId, department: 'big-data' }])
})

it('can be said for thirty days after the session has ended', async () => {
  const owner = await signedIn('gong-yan')
  const sessionId = await currentOf(owner)
  await owner.call(identityRoutes.signOut, {})
  product.clock.moveBy(29 * 24 * 3_600_000)
  await makeSessions(product.stores.db, product.clock).cleanUp.run()
  await owner.signIn()
  expect((await owner.call(devicesRoutes.reportSession, { params: { sessionId } })).status).toBe(200)
})

it('shows when a session was last used, to ten minutes', async () => {
  let ahead = 0
  const now = performance.now.bind(performance)
  jest.spyOn(performance, 'now').mockImplementation(() => now() + ahead)
  const phone = await signedIn('luo-shufen')
  const seenAt = async () => new Date((await list(phone))[0]?.lastSeenAt ?? '').getTime()
  const first = await seenAt()
  const later = async (ms: number) => {
    product.clock.moveBy(ms)
    ahead += 2_000
    await list(phone)
    // what is written meanwhile is not waited for; the store takes one question after another
    await product.stores.db.query('select 1')
    return seenAt()
  }
  expect(await later(9 * 60_000)).toBe(first)
  expect(await later(60_000)).toBeGreaterThanOrEqual(first + 10 * 60_000)
})
