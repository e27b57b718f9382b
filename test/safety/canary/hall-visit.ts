import { feedbackRoutes } from '@shared/contract/feedback'
import { hallsRoutes } from '@shared/contract/halls'
import { homeRoutes } from '@shared/contract/home'
import { bookHall, bringToday, DAPING_LINE } from '../../support/book-hall'
import type { Citizen } from '../../support/citizen'
import type { Clerk } from '../../support/clerk'
import { given } from '../../support/entrust'
import type { TestProduct } from '../../support/start-product'
import { workRating } from './bad-rating'
import { TEXTS } from './canaries'
import { oneMore } from './desk-work'

/** An appointment that is cancelled, and one that is kept: number, call, done. */
export async function visitHall(product: TestProduct, citizen: Citizen, clerk: Clerk): Promise<void> {
  given('halls', await citizen.call(hallsRoutes.listHalls, { query: { q: '低保' } }))
  given('hall', await citizen.call(hallsRoutes.showHall, { params: { hallId: 'street-daping' } }))
  const { id: off } = await bookHall(citizen)
  given('cancel', await citizen.call(hallsRoutes.cancelHallBooking, { params: { bookingId: off } }))
  const { id: bookingId, code } = await bookHall(citizen)
  await bringToday(product, bookingId)
  const params = { lineId: DAPING_LINE }
  await clerk.call(hallsRoutes.listQueues, {})
  await clerk.call(hallsRoutes.checkIn, { params, body: { code } })
  await clerk.call(hallsRoutes.callNext, { params, body: { window: '1' } })
  await clerk.call(hallsRoutes.showQueue, { params })
  const done = await clerk.call(hallsRoutes.finishCall, { params: { ...params, bookingId }, body: { outcome: 'done' } })
  if (done.body.done !== 1) throw new Error(`hall: ${JSON.stringify(done)}`)
  given('booking', await citizen.call(hallsRoutes.showHallBooking, { params: { bookingId } }))
  given('bookings', await citizen.call(hallsRoutes.listHallBookings, {}))
  given('matters', await citizen.call(homeRoutes.listMatters, { query: {} }))
  await rateBadly(product, citizen, bookingId)
}

/** The visit rated badly: contacted, mended, checked by a colleague, and answered. */
async function rateBadly(product: TestProduct, citizen: Citizen, bookingId: string): Promise<void> {
  const params = { bookingId }
  // who called the number never sees the rating
  const others = [
    await oneMore(product, 'canary-window', 'reviewer', 'government-services'),
    await oneMore(product, 'canary-window-2', 'reviewer', 'government-services')
  ]
  const body = { level: 'bad' as const, reasons: ['slow'], text: TEXTS.story }
  given('rated', await citizen.call(feedbackRoutes.rateVisit, { params, body }))
  await workRating(others, 'contacted', '我们正在核实。')
  await workRating(others, 'mended', '已经改好。')
  await workRating(others, 'passed', '')
  given('rating', await citizen.call(feedbackRoutes.showVisitRating, { params }))
  given('answer', await citizen.call(feedbackRoutes.answerVisitMending, { params, body: { mended: true } }))
}
