import { type HallBooking, hallsRoutes } from '@shared/contract/halls'
import type { Citizen } from './citizen'
import { given } from './entrust'
import type { TestProduct } from './start-product'

const DAPING = { hallId: 'street-daping', serviceId: 'minimum-living' }
/** The one window of that hall; 区政务服务办 calls there. */
export const DAPING_LINE = 'daping-window'

/** The last free time that is offered at a window of a street, booked. */
export async function bookHall(citizen: Citizen): Promise<HallBooking> {
  const { hallId, serviceId } = DAPING
  const times = given(
    'times',
    await citizen.call(hallsRoutes.listHallTimes, { params: { hallId }, query: { serviceId } })
  )
  const last = times.days.at(-1)
  const body = { ...DAPING, day: last?.day ?? '', time: last?.slots.at(-1)?.time ?? '' }
  return given('booking', await citizen.call(hallsRoutes.bookHall, { body }))
}

/** Makes the day of a booking come without moving the clock: it began a minute ago. */
export async function bringToday(product: TestProduct, bookingId: string): Promise<void> {
  await product.stores.db.query('update halls_bookings set day = $2, begins_at = $3 where id = $1', [
    bookingId,
    product.clock.today(),
    new Date(product.clock.now().getTime() - 60_000)
  ])
}
