import { homeRoutes } from '@shared/contract/home'
import { mandatesRoutes } from '@shared/contract/mandates'
import { apply, person } from '../support/apply'
import { bookHall, bringToday } from '../support/book-hall'
import type { Citizen } from '../support/citizen'
import { actAs, entrust, inDays } from '../support/entrust'
import { startProduct, type TestProduct } from '../support/start-product'

let product: TestProduct
let citizen: Citizen
beforeAll(async () => {
  product = await startProduct()
  citizen = product.citizen(person.id)
  await citizen.signIn()
})
afterAll(() => product.close())

const attention = async (of: Citizen) => (await of.call(homeRoutes.listAttention, {})).body
const searchMine = async (of: Citizen, q: string) => (await of.call(homeRoutes.searchMine, { query: { q } })).body

test('a stranger finds a service item by its everyday name, and no messages of anybody', async () => {
  const stranger = product.citizen('tang-jing')
  const found = await stranger.call(homeRoutes.search, { query: { q: '培训补贴' } })
  expect(found.body.groups.map(({ kind }) => kind)).toEqual(['services'])
  expect(found.body.groups[0]?.items[0]).toMatchObject({
    title: '职业培训补贴申领',
    leadsTo: { kind: 'service', id: 'training-subsidy' }
  })
  expect((await stranger.call(homeRoutes.search, { query: { q: '螺蛳粉' } })).body).toEqual({ groups: [], missing: [] })
  expect((await stranger.call(homeRoutes.searchMine, { query: { q: '社保' } })).status).toBe(401)
})

test('a citizen whose case waits for 补正 is told so on 首页, finds the message about it, and nobody else does', async () => {
  expect(await attention(citizen)).toEqual({ items: [], missing: [] })
  const handedIn = await apply(citizen)
  await product.drain()
  await product.advance(handedIn.id, 'CORRECTION', { correction: [{ item: '身份证国徽面', reason: '看不清' }] })
  await product.drain()

  expect((await attention(citizen)).items).toEqual([
    {
      kind: 'correction',
      title: '“灵活就业人员社会保险参保登记”需要补正',
      note: `办件编号 ${handedIn.number}`,
      day: null,
      leadsTo: { kind: 'case', id: handedIn.id }
    }
  ])
  const group = (await searchMine(citizen, '补正 灵活就业')).groups.find(({ kind }) => kind === 'messages')
  expect(group?.items.map(({ leadsTo }) => leadsTo)).toContainEqual({ kind: 'case', id: handedIn.id })
  expect((await searchMine(citizen, '补正 恐龙')).groups).toEqual([])
  expect((await searchMine(citizen, '100%')).groups).toEqual([])

  const other = product.citizen('tang-jing')
  await other.signIn()
  expect(await attention(other)).toEqual({ items: [], missing: [] })
  expect((await searchMine(other, '灵活就业')).groups).toEqual([])
})

test('both sides of 亲情代办 are told on 首页 two weeks before it ends, and not before', async () => {
  const [mother, son] = [product.citizen('luo-shufen'), product.citizen('liu-yang')]
  for (const one of [mother, son]) {
    await one.signIn()
    await one.verify()
  }
  const later = await entrust(mother, son, { until: inDays(15) })
  expect([(await attention(mother)).items, (await attention(son)).items]).toEqual([[], []])
  await mother.call(mandatesRoutes.revokeMandate, { params: { mandateId: later.id } })
  const soon = await entrust(mother, son, { until: inDays(14) })
  const waiting = { kind: 'mandate', day: inDays(14), leadsTo: { kind: 'mandate', id: soon.id } }
  expect((await attention(mother)).items).toMatchObject([{ ...waiting, title: '您请刘*代办的授权快到期' }])
  expect((await attention(son)).items).toMatchObject([{ ...waiting, title: '您为罗*芬代办的授权快到期' }])
  await actAs(son, soon.id)
  expect((await attention(son)).items).toEqual([])
})

test('a hall is found by its name, its street and its windows, by everybody', async () => {
  const stranger = product.citizen('tang-jing')
  const halls = async (q: string) => {
    const { groups } = (await stranger.call(homeRoutes.search, { query: { q } })).body
    return groups.find(({ kind }) => kind === 'halls')?.items ?? []
  }
  const [hall] = await halls('大坪')
  expect(hall).toMatchObject({ leadsTo: { kind: 'hall', id: 'street-daping' } })
  expect((await halls('渝中区 行政服务中心')).map(({ id }) => id)).toContain('service-centre')
  expect(await halls('螺蛳粉')).toEqual([])
})

test('a citizen finds their own case by its number and their certificate by its name, and nobody else does', async () => {
  const holder = product.citizen('wang-xiaoli')
  await holder.signIn()
  const { id, number } = await apply(holder)
  await product.drain()
  for (const state of ['ACCEPTED', 'REVIEWING', 'DONE']) await product.advance(id, state)
  await product.drain()
  const kindsFor = async (of: Citizen, q: string) => (await searchMine(of, q)).groups.map(({ kind }) => kind)
  const [cases] = (await searchMine(holder, number.toLowerCase())).groups
  expect(cases).toMatchObject({
    kind: 'cases',
    items: [{ note: `已办结 · 办件编号 ${number}`, leadsTo: { kind: 'case', id } }]
  })
  const certificate = (await searchMine(holder, '参保登记凭证')).groups.find(({ kind }) => kind === 'certificates')
  expect(certificate?.items[0]?.title).toBe('灵活就业人员参保登记凭证')
  const other = product.citizen('liu-yang')
  await other.signIn()
  expect(await kindsFor(other, number)).toEqual([])
  expect(await kindsFor(other, '参保登记凭证')).toEqual([])
})

test('a certificate that expires within 30 days and today’s appointment wait on 首页, and are gone when they are over', async () => {
  const holder = product.citizen('wang-xiaoli')
  await holder.signIn()
  const waiting = async () => (await attention(holder)).items.filter(({ kind }) => kind !== 'mandate')
  expect(await waiting()).toEqual([])
  const endsOn = (day: string) =>
    product.stores.db.query('update certificates_certificates set valid_until = $1', [day])
  await endsOn(inDays(31))
  expect(await waiting()).toEqual([])
  await endsOn(inDays(30))
  expect(await waiting()).toMatchObject([
    {
      kind: 'certificate',
      title: '“灵活就业人员参保登记凭证”快到期了',
      day: inDays(30),
      leadsTo: { kind: 'certificate' }
    }
  ])
  await endsOn(inDays(-1))
  expect(await waiting()).toEqual([])

  const booking = await bookHall(holder)
  expect(await waiting()).toEqual([])
  await bringToday(product, booking.id)
  expect(await waiting()).toMatchObject([{ kind: 'hall-booking', leadsTo: { kind: 'hall-booking', id: booking.id } }])
  await product.stores.db.query("update halls_bookings set state = 'done'")
  expect(await waiting()).toEqual([])
})
