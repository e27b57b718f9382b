import { type Hall, type HallBooking, type HallTimes, hallsRoutes } from '@shared/contract/halls'
import { institutionsRoutes } from '@shared/contract/institutions'
import type { Outgoing, Reply } from '@shared/contract/route'
import { call } from '@/platform/call'
import { withLevel } from '@/session/step-up'

/** All calls of this package; pages never see addresses. Every function rejects with CallError. */

export type Wish = NonNullable<Outgoing<typeof hallsRoutes.listHalls>['query']>
export type Halls = Reply<typeof hallsRoutes.listHalls>
export const listHalls = (query: Wish): Promise<Halls> => call(hallsRoutes.listHalls, { query })

export type Institutions = Reply<typeof institutionsRoutes.listInstitutions>
export const listInstitutions = (
  query: NonNullable<Outgoing<typeof institutionsRoutes.listInstitutions>['query']>
): Promise<Institutions> => call(institutionsRoutes.listInstitutions, { query })

export const showHall = (hallId: string): Promise<Hall> => call(hallsRoutes.showHall, { params: { hallId } })

export const listTimes = (hallId: string, serviceId: string): Promise<HallTimes> =>
  call(hallsRoutes.listHallTimes, { params: { hallId }, query: { serviceId } })

export type Wanted = Outgoing<typeof hallsRoutes.bookHall>['body']
/** Needs a bound phone number: the person is led there first. The same key again gives the first answer. */
export const bookHall = (wanted: Wanted, key: string): Promise<HallBooking> =>
  withLevel(() => call(hallsRoutes.bookHall, { body: wanted }, { idempotencyKey: key }))

export const listBookings = async (): Promise<HallBooking[]> => (await call(hallsRoutes.listHallBookings, {})).items

export const showBooking = (bookingId: string): Promise<HallBooking> =>
  call(hallsRoutes.showHallBooking, { params: { bookingId } })

/** `conflict` when its time has begun. */
export const cancelBooking = (bookingId: string): Promise<HallBooking> =>
  call(hallsRoutes.cancelHallBooking, { params: { bookingId } })
