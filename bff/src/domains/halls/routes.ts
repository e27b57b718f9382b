import { hallsRoutes } from '@shared/contract/halls'
import type { Clock } from '../../platform/clock/clock'
import { bind } from '../../platform/http/mount'
import { isRefused, refuse } from '../../platform/http/refused'
import type { Bookings } from './bookings'
import type { Directory } from './directory'
import { presentBooking, presentHall, presentQueue, presentTimes } from './present'
import type { Queue } from './queue'

interface Deps {
  clock: Clock
  directory: Directory
  bookings: Bookings
  queue: Queue
}

export const bindHalls = ({ clock, directory, bookings, queue }: Deps) => {
  type View = Awaited<ReturnType<Bookings['show']>>
  const presented = (view: View) => (isRefused(view) ? view : presentBooking(view, directory, clock.now()))
  return bind('halls', hallsRoutes, {
    listHalls: async ({ query }) => ({
      items: directory.search(query).map((hall) => presentHall(hall, clock.today())),
      streets: directory.streets()
    }),
    showHall: async ({ params }) => {
      const hall = directory.hall(params.hallId)
      return hall ? presentHall(hall, clock.today()) : refuse('not_found')
    },
    listHallTimes: async ({ params, query }) => {
      const times = await bookings.times(params.hallId, query.serviceId)
      return isRefused(times) ? times : presentTimes(times, query.serviceId)
    },
    bookHall: ({ body }, { caller, once }) =>
      once(async (tx) => {
        const view = await bookings.book(tx, caller, body)
        return isRefused(view) ? view : presentBooking(view, directory, clock.now())
      }),
    listHallBookings: async (_input, { caller }) => ({
      items: (await bookings.mine(caller)).map((view) => presentBooking(view, directory, clock.now()))
    }),
    showHallBooking: async ({ params }, { caller }) => presented(await bookings.show(caller, params.bookingId)),
    cancelHallBooking: async ({ params }, { caller }) => {
      const view = await bookings.cancel(caller, params.bookingId)
      return isRefused(view) ? view : presentBooking(view, directory, clock.now())
    },
    listQueues: async (_input, { caller }) => ({
      items: queue.lines(caller).map(({ hall, line }) => ({ id: line.id, hallName: hall.name, name: line.name }))
    }),
    showQueue: async ({ params }, { caller }) => {
      const view = await queue.show(caller, params.lineId)
      return isRefused(view) ? view : presentQueue(view, directory)
    },
    checkIn: async ({ params, body }, { caller }) => {
      const view = await queue.checkIn(caller, params.lineId, body.code)
      return isRefused(view) ? view : presentQueue(view, directory)
    },
    callNext: ({ params, body }, { caller, once }) =>
      once(async (tx) => {
        const view = await queue.callNext(tx, caller, params.lineId, body.window)
        return isRefused(view) ? view : presentQueue(view, directory)
      }),
    finishCall: async ({ params, body }, { caller }) => {
      const view = await queue.finish(caller, params.lineId, params.bookingId, body.outcome)
      return isRefused(view) ? view : presentQueue(view, directory)
    }
  })
}
