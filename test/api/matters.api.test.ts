import { hallsRoutes } from '@shared/contract/halls'
import { homeRoutes } from '@shared/contract/home'
import { servicesRoutes } from '@shared/contract/services'
import { apply, person } from '../support/apply'
import type { Citizen } from '../support/citizen'
import { startProduct, type TestProduct } from '../support/start-product'

let product: TestProduct
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.close())

type Query = { kind?: 'case' | 'hall-booking'; before?: string; limit?: string }
const matters = async (of: Citizen, query: Query = {}) => (await of.call(homeRoutes.listMatters, { query })).body

/** The first free time of the nearest day. */
async function book(citizen: Citizen) {
  const [hallId, serviceId] = ['service-centre', 'flexible-enrolment']
  const { body } = await citizen.call(hallsRoutes.listHallTimes, { params: { hallId }, query: { serviceId } })
  const day = body.days.find(({ slots }) => slots.some(({ free }) => free > 0))
  const time = day?.slots.find(({ free }) => free > 0)?.time ?? ''
  return (await citizen.call(hallsRoutes.bookHall, { body: { hallId, serviceId, day: day?.day ?? '', time } })).body
}

test('a citizen finds cases and appointments in one list, newest first, page by page, and only their own', async () => {
  const citizen = product.citizen(person.id)
  await citizen.signIn()
  await citizen.bindPhone()
  expect(await matters(citizen)).toEqual({
    kinds: [
      { kind: 'case', label: '办件' },
      { kind: 'hall-booking', label: '预约' }
    ],
    items: [],
    more: false,
    missing: []
  })
  const handedIn = await apply(citizen)
  product.clock.moveBy(1000)
  const booking = await book(citizen)

  const all = await matters(citizen)
  expect(all.items).toMatchObject([
    { kind: 'hall-booking', state: '已预约', goesOn: true, leadsTo: { kind: 'hall-booking', id: booking.id } },
    { kind: 'case', state: '已提交', goesOn: true, leadsTo: { kind: 'case', id: handedIn.id } }
  ])
  expect((await matters(citizen, { kind: 'case' })).items).toEqual(all.items.slice(1))
  const first = await matters(citizen, { limit: '1' })
  expect(first).toMatchObject({ items: all.items.slice(0, 1), more: true })
  const second = await matters(citizen, { limit: '1', before: first.items[0]?.at ?? '' })
  expect(second).toMatchObject({ items: all.items.slice(1), more: false })

  await citizen.call(hallsRoutes.cancelHallBooking, { params: { bookingId: booking.id } })
  expect((await matters(citizen)).items[0]).toMatchObject({ state: '已取消', goesOn: false })
  const other = product.citizen('tang-jing')
  await other.signIn()
  expect((await matters(other)).items).toEqual([])
})

test.each(['yesterday', '2026-13-40', '+275760-09-13T00:00:00.000Z'])(
  'a list that should go on from %s is refused in words, and no source is said to be away',
  async (before) => {
    const citizen = product.citizen(person.id)
    await citizen.signIn()
    for (const route of [homeRoutes.listMatters, servicesRoutes.listCases]) {
      const { status, error } = await citizen.call(route, { query: { before } })
      expect([status, error?.fields]).toEqual([400, { 'query.before': '时间格式不对。' }])
    }
  }
)
