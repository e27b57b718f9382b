import type { WorkingCalendar } from '@shared/values/working-days'
import type { Clock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import type { Slots } from '../../platform/slots/slots'
import type { Notify } from '../messages/port'
import { makeBookings } from './bookings'
import type { Directory } from './directory'
import { makeHallsHolding } from './holding'
import { makeHallsJobs } from './jobs'
import { makeQueue } from './queue'
import { bindHalls } from './routes'

interface Deps {
  db: Db
  clock: Clock
  calendar: WorkingCalendar
  slots: Slots
  notify: Notify
  directory: Directory
}

/** 大厅预约取号, put together. */
export function makeHalls(deps: Deps) {
  return {
    bound: bindHalls({ ...deps, bookings: makeBookings(deps), queue: makeQueue(deps) }),
    holding: makeHallsHolding(deps.slots),
    jobs: makeHallsJobs(deps)
  }
}
