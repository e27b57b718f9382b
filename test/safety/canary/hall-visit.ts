import { hallsRoutes } from '@shared/contract/halls'
import { bookHall, bringToday, DAPING_LINE } from '../../support/book-hall'
import type { Citizen } from '../../support/citizen'
import type { Clerk } from '../../support/clerk'
import { given } from '../../support/entrust'
import type { TestProduct } from '../../support/start-product'

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
}
