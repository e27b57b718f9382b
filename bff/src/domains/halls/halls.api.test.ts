import { feedbackRoutes } from '@shared/contract/feedback'
import { hallsRoutes } from '@shared/contract/halls'
import { messagesRoutes } from '@shared/contract/messages'
import { startOfCivilDate } from '@shared/values/civil-date'
import type { Citizen } from '../../../../test/support/citizen'
import { type Clerk, makeClerk } from '../../../../test/support/clerk'
import { startProduct, type TestProduct } from '../../../../test/support/start-product'

const hallId = 'service-centre'
const serviceId = 'flexible-enrolment'
const lineId = 'centre-social'
const MINUTE = 60_000
let product: TestProduct
beforeAll(async () => {
  product = await startProduct()
  for (const person of ['zhang-min', 'chen-guoqiang']) {
    const citizen = await withPhone(person)
    await citizen.bindPhone()
    // codes to one address come with a pause between them
    product.clock.moveBy(2 * MINUTE)
    await product.control('/control/clock', { moveMs: 2 * MINUTE })
  }
})
afterAll(() => product.close())

/** Monday 23 November 2026, eight in the morning, wherever the machine's clock stands. */
const MONDAY = '2026-11-23'
const goTo = async (time: string, day = MONDAY) => {
  const at = startOfCivilDate(day).getTime() + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * MINUTE
  product.clock.moveBy(at - product.clock.now().getTime())
  await product.control('/control/clock', { resetClock: true })
  await product.control('/control/clock', { moveMs: product.clock.now().getTime() - Date.now() })
}
beforeEach(async () => {
  for (const table of ['halls_bookings', 'halls_queues', 'platform_slot_holds', 'platform_slots', 'messages_inbox'])
    await product.stores.db.query(`delete from ${table}`)
  await goTo('08:00')
})

const withPhone = async (person: string): Promise<Citizen> => {
  const citizen = product.citizen(person)
  await citizen.signIn()
  return citizen
}
const times = async (citizen: Citizen) =>
  (await citizen.call(hallsRoutes.listHallTimes, { params: { hallId }, query: { serviceId } })).body
const freeAt = async (citizen: Citizen, day: string, time: string) =>
  (await times(citizen)).days.find((one) => one.day === day)?.slots.find((one) => one.time === time)?.free
const book = (citizen: Citizen, time = '09:00', day = MONDAY, key?: string) =>
  citizen.call(hallsRoutes.bookHall, { body: { hallId, serviceId, day, time } }, key ? { key } : {})
const show = async (citizen: Citizen, bookingId: string) =>
  (await citizen.call(hallsRoutes.showHallBooking, { params: { bookingId } })).body
const told = async (citizen: Citizen) =>
  (await citizen.call(messagesRoutes.listMessages, { query: {} })).body.items.map(({ title }) => title)

it('anybody finds the halls for an item, by street or by words, without signing in', async () => {
  const nobody = product.citizen('zhang-min')
  const list = async (query: { q?: string; serviceId?: string; street?: string }) =>
    (await nobody.call(hallsRoutes.listHalls, { query })).body.items.map(({ id }) => id)
  expect(await list({ serviceId })).toEqual([hallId])
  expect(await list({ street: '500103012' })).toEqual(['street-daping'])
  expect(await list({ serviceId: 'minimum-living', street: '500103012' })).toEqual(['street-daping'])
  expect(await list({ q: '低保' })).toHaveLength(11)
  expect(await list({ q: '没有这样的事' })).toEqual([])
  const { body } = await nobody.call(hallsRoutes.showHall, { params: { hallId } })
  expect(body).toMatchObject({ name: '渝中区行政服务中心', address: { value: null } })
})

it('offers the next seven working days, without weekends, holidays and times that have begun', async () => {
  const nobody = product.citizen('zhang-min')
  await goTo('16:10')
  const { days, source } = await times(nobody)
  expect(days.map(({ day }) => day)).toEqual(
    ['23', '24', '25', '26', '27', '30'].map((day) => `2026-11-${day}`).concat('2026-12-01')
  )
  expect(days[0]?.slots.map(({ time }) => time)).toEqual(['16:30'])
  expect(days[1]?.slots).toHaveLength(13)
  expect(source.read).toBe(false)
  await goTo('16:30')
  expect((await times(nobody)).days[0]?.day).toBe('2026-11-24')
  await goTo('08:00', '2026-12-30')
  const over = (await times(nobody)).days
  expect(over.find(({ day }) => day === '2026-12-31')?.certain).toBe(true)
  expect(over.find(({ day }) => day === '2027-01-04')?.certain).toBe(false)
})

it('books once, however often the phone repeats it, and takes one place', async () => {
  const citizen = await withPhone('zhang-min')
  const key = 'book-once-0123456789'
  const first = await book(citizen, '09:00', MONDAY, key)
  expect(first.body).toMatchObject({ state: 'booked', window: '社会保险窗口', cancellable: true, number: null })
  expect(first.body.code).toMatch(/^\d{6}$/)
  expect((await book(citizen, '09:00', MONDAY, key)).body).toEqual(first.body)
  expect(await freeAt(citizen, MONDAY, '09:00')).toBe(5)
  const again = await book(citizen, '10:00')
  expect(again.error).toMatchObject({ error: 'booked_already', fields: { bookingId: first.body.id } })
  expect(await freeAt(citizen, MONDAY, '10:00')).toBe(6)
  expect((await book(citizen, '10:00', '2026-11-24')).status).toBe(200)
  expect((await told(citizen)).filter((title) => title === '大厅预约成功')).toHaveLength(2)
})

it('of two phones of one person that book at once one gets it, and the other leaves no place taken', async () => {
  const citizen = await withPhone('zhang-min')
  const outcomes = await Promise.all(['09:00', '09:30', '10:00'].map((time) => book(citizen, time)))
  expect(outcomes.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  const free = await Promise.all(['09:00', '09:30', '10:00'].map((time) => freeAt(citizen, MONDAY, time)))
  expect(free.sort()).toEqual([5, 6, 6])
})

it('nobody is in two places at once or takes all the places: other items at the same time, and a sixth day, are refused', async () => {
  const citizen = await withPhone('zhang-min')
  const first = await book(citizen, '09:00')
  const { body: hall } = await citizen.call(hallsRoutes.showHall, { params: { hallId } })
  const other = hall.services.find(({ id }) => id !== serviceId)?.id ?? ''
  const body = { hallId, serviceId: other, day: MONDAY, time: '09:00' }
  const second = await citizen.call(hallsRoutes.bookHall, { body })
  expect(second.error).toMatchObject({ error: 'bookings_overlap', fields: { bookingId: first.body.id } })
  const later = ['24', '25', '26', '27', '30'].map((day) => book(citizen, '09:00', `2026-11-${day}`))
  const outcomes = (await Promise.all(later)).map(({ error }) => error?.error ?? null)
  expect(outcomes.filter((error) => error === 'too_many_bookings')).toHaveLength(1)
  expect(outcomes.filter((error) => error === null)).toHaveLength(4)
})

it('needs a phone number, a time that is offered, and a hall that serves the item', async () => {
  const low = product.citizen('he-zihan')
  await low.signIn()
  expect((await book(low)).error).toMatchObject({ error: 'level_required', fields: { needed: 'phone' } })
  const citizen = await withPhone('zhang-min')
  for (const [time, day] of [
    ['09:10', MONDAY],
    ['09:00', '2026-11-28'],
    ['09:00', '2026-12-20'],
    ['09:00', '2026-11-20']
  ])
    expect((await book(citizen, time, day)).error?.error).toBe('conflict')
  const body = { hallId: 'street-daping', serviceId, day: MONDAY, time: '09:00' }
  expect((await citizen.call(hallsRoutes.bookHall, { body })).status).toBe(404)
})

it('is cancelled until it begins, gives its place back once, and can be made anew', async () => {
  const citizen = await withPhone('zhang-min')
  const { id: bookingId } = (await book(citizen)).body
  const cancel = () => citizen.call(hallsRoutes.cancelHallBooking, { params: { bookingId } })
  expect((await cancel()).body.state).toBe('cancelled')
  expect((await cancel()).body.state).toBe('cancelled')
  expect(await freeAt(citizen, MONDAY, '09:00')).toBe(6)
  expect((await told(citizen)).filter((title) => title === '大厅预约已取消')).toHaveLength(1)
  const { id } = (await book(citizen)).body
  await goTo('09:00')
  expect(await show(citizen, id)).toMatchObject({ cancellable: false })
  expect((await citizen.call(hallsRoutes.cancelHallBooking, { params: { bookingId: id } })).error?.error).toBe(
    'conflict'
  )
})

describe('on the day', () => {
  const atDesk = { params: { lineId } }
  let clerk: Clerk
  const newClerk = (login: string) => makeClerk(product, login, ['clerk'], 'human-resources')
  const checkIn = (code: string) => clerk.call(hallsRoutes.checkIn, { ...atDesk, body: { code } })
  const next = (by: Clerk = clerk) => by.call(hallsRoutes.callNext, { ...atDesk, body: { window: '3' } })
  const finish = (bookingId: string, outcome: 'done' | 'skipped') =>
    clerk.call(hallsRoutes.finishCall, { params: { lineId, bookingId }, body: { outcome } })

  it('each takes a number with their code, sees who is before them, and is called in order', async () => {
    const [first, second] = [await withPhone('zhang-min'), await withPhone('chen-guoqiang')]
    await goTo('08:20')
    clerk = await newClerk('window-one')
    const one = (await book(first, '09:00')).body
    const two = (await book(second, '09:00')).body
    expect((await checkIn(one.code)).fields?.code).toBe('08:30 以后才能取号。')
    await goTo('08:34')
    expect((await checkIn('000000')).status).toBe(one.code === '000000' ? 200 : 422)
    await checkIn(two.code)
    const queue = (await checkIn(one.code)).body
    expect((await checkIn(one.code)).body).toEqual(queue)
    expect(queue.waiting.map(({ number }) => number)).toEqual(['A001', 'A002'])
    expect(JSON.stringify(queue)).not.toContain(one.code)
    expect(await show(first, one.id)).toMatchObject({ state: 'waiting', number: 'A002', ahead: 1, cancellable: false })

    expect((await next()).body.called).toMatchObject([{ number: 'A001', calledTo: '3', mine: true }])
    expect((await next()).error).toBe('conflict')
    expect(await show(second, two.id)).toMatchObject({ state: 'called', calledTo: '3', ahead: null })
    expect(await show(first, one.id)).toMatchObject({ ahead: 0 })
    expect(await told(second)).toContain('轮到您了')
    expect((await finish(two.id, 'done')).body).toMatchObject({ called: [], done: 1 })
    expect((await finish(two.id, 'skipped')).error).toBe('conflict')
    expect((await next()).body.called).toMatchObject([{ number: 'A002' }])
    expect((await finish(one.id, 'skipped')).body.skipped).toHaveLength(1)
    expect((await checkIn(one.code)).body.waiting).toMatchObject([{ number: 'A003' }])
    expect((await next()).body.called).toMatchObject([{ number: 'A003' }])
    expect((await checkIn(two.code)).fields?.code).toBe('这个预约已经办过了。')
  })

  it('who has been served rates the visit, once; before that, or another person, cannot', async () => {
    const [first, second] = [await withPhone('zhang-min'), await withPhone('chen-guoqiang')]
    await goTo('08:40')
    clerk = await newClerk('window-six')
    const visit = (await book(first)).body
    const params = { bookingId: visit.id }
    const rate = (by: Citizen, level: 'good' | 'bad') =>
      by.call(feedbackRoutes.rateVisit, { params, body: { level, reasons: [] } })
    await checkIn(visit.code)
    await next()
    const early = await first.call(feedbackRoutes.showVisitRating, { params })
    expect(early.body).toMatchObject({ notYet: '在窗口办完后就可以评价。', rating: null })
    expect((await rate(first, 'bad')).error?.error).toBe('conflict')
    await finish(visit.id, 'done')
    expect((await rate(second, 'bad')).error?.error).toBe('not_found')
    expect((await rate(first, 'bad')).body.rating).toMatchObject({ level: 'bad', mending: { state: 'contact' } })
    expect((await rate(first, 'good')).error?.error).toBe('conflict')
    const shown = (await first.call(feedbackRoutes.showVisitRating, { params })).body
    expect(shown).toMatchObject({ notYet: null, rating: { level: 'bad' }, department: '区人力社保局' })
  })

  it('two windows that call at once get two numbers', async () => {
    const [first, second] = [await withPhone('zhang-min'), await withPhone('chen-guoqiang')]
    await goTo('08:40')
    clerk = await newClerk('window-two')
    const colleague = await newClerk('window-three')
    for (const citizen of [first, second]) await checkIn((await book(citizen)).body.code)
    await Promise.all([next(clerk), next(colleague)])
    const { called } = (await clerk.call(hallsRoutes.showQueue, atDesk)).body
    expect(called.map(({ number, mine }) => [number, mine])).toEqual(
      expect.arrayContaining([
        ['A001', expect.any(Boolean)],
        ['A002', expect.any(Boolean)]
      ])
    )
    expect(called.filter(({ mine }) => mine)).toHaveLength(1)
  })

  it('another department’s clerk sees no queue, and a reviewer calls nobody', async () => {
    const elsewhere = await makeClerk(product, 'window-elsewhere', ['clerk'], 'education')
    const reviewer = await makeClerk(product, 'reviewer', ['reviewer'], 'human-resources')
    expect((await elsewhere.call(hallsRoutes.listQueues, {})).body.items).toEqual([])
    expect((await elsewhere.call(hallsRoutes.showQueue, atDesk)).status).toBe(404)
    expect((await next(elsewhere)).status).toBe(404)
    expect((await next(reviewer)).status).toBe(403)
  })
})

describe('a day that is over or closed', () => {
  const run = async (name: string) => {
    for (const job of product.product.jobs) if (job.name === name) await job.run()
  }

  it('who did not come has missed it; nothing is held any more, and in time it is forgotten', async () => {
    const citizen = await withPhone('zhang-min')
    const { id } = (await book(citizen)).body
    await run('halls.day-over')
    expect(await show(citizen, id)).toMatchObject({ state: 'booked' })
    await goTo('08:00', '2026-11-24')
    await run('halls.day-over')
    await citizen.signIn()
    expect(await show(citizen, id)).toMatchObject({ state: 'missed', cancellable: false })
    expect(await product.stores.db.query('select 1 from platform_slot_holds')).toEqual([])
    await goTo('08:00', '2027-06-20')
    await run('halls.day-over')
    expect(await product.stores.db.query('select 1 from halls_bookings')).toEqual([])
  })

  it('a day that has become a day off is cancelled by the hall, and everybody is told why', async () => {
    const citizen = await withPhone('zhang-min')
    const { id } = (await book(citizen)).body
    await run('halls.closed-days')
    expect(await show(citizen, id)).toMatchObject({ state: 'booked' })
    // as after the publication of a calendar in which the day is off
    await product.stores.db.query("update halls_bookings set day = '2026-11-28'")
    await run('halls.closed-days')
    expect(await show(citizen, id)).toMatchObject({ state: 'cancelled', cancelledFor: '这一天已安排放假。' })
    expect(await told(citizen)).toContain('大厅预约已取消')
    expect(await freeAt(citizen, MONDAY, '09:00')).toBe(6)
  })
})
