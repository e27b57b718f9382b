import type { Hall, HallBooking, HallQueue, HallTimes, QueueLine } from '@shared/contract/halls'
import { instantText } from '../../platform/clock/instant-text'
import type { HallDefinition } from '../content/port'
import type { Bookings, BookingView } from './bookings'
import type { Directory } from './directory'
import { CHECK_IN_BEFORE_MS, numberText, type Queue } from './queue'
import type { BookingRow } from './store'

export function presentHall(hall: HallDefinition, today: string): Hall {
  const { id, name, kind, street, address, hours, phone } = hall
  return {
    ...{ id, name, kind, street, address, hours, phone },
    services: hall.lines.flatMap((line) => line.services.map((one) => ({ id: one.id, name: one.name }))),
    closed: hall.closed.filter(({ day }) => day >= today).sort((a, b) => (a.day < b.day ? -1 : 1))
  }
}

export function presentTimes(
  { place, days }: Exclude<Awaited<ReturnType<Bookings['times']>>, { code: string }>,
  serviceId: string
): HallTimes {
  const { hall, line } = place
  return {
    hall: { id: hall.id, name: hall.name },
    service: { id: serviceId, name: line.services.find(({ id }) => id === serviceId)?.name ?? '' },
    window: line.name,
    days,
    source: line.schedule.source
  }
}

/** The number with the letter of its line; a line that is gone from the content has none. */
const numberOf = ({ line_id, number }: BookingRow, directory: Directory): string | null =>
  number === null ? null : numberText(directory.line(line_id)?.line.prefix ?? '', number)

export function presentBooking({ row, ahead }: BookingView, directory: Directory, now: Date): HallBooking {
  const hall = directory.hall(row.hall_id)
  return {
    id: row.id,
    hall: { id: row.hall_id, name: row.hall_name, address: hall?.address ?? { value: null, source: null } },
    service: { id: row.service_id, name: row.service_name },
    window: row.line_name,
    ...{ day: row.day, time: row.time, until: row.until, state: row.state, code: row.code, ahead },
    checkInFrom: instantText(new Date(row.begins_at.getTime() - CHECK_IN_BEFORE_MS)),
    number: numberOf(row, directory),
    calledTo: row.window_no,
    cancellable: row.state === 'booked' && row.begins_at > now,
    cancelledFor: row.cancelled_for
  }
}

type QueueView = Exclude<Awaited<ReturnType<Queue['show']>>, { code: string }>

export function presentQueue({ place, day, staffId, rows }: QueueView, directory: Directory): HallQueue {
  const inState = (state: BookingRow['state']): QueueLine[] =>
    rows
      .filter((row) => row.state === state)
      .map((row) => ({
        ...{ id: row.id, time: row.time, service: row.service_name, state: row.state, calledTo: row.window_no },
        number: numberOf(row, directory),
        mine: row.called_by === staffId
      }))
  return {
    ...{ id: place.line.id, hallName: place.hall.name, name: place.line.name, day },
    ...{
      called: inState('called'),
      waiting: inState('waiting'),
      skipped: inState('skipped'),
      booked: inState('booked')
    },
    done: rows.filter(({ state }) => state === 'done').length
  }
}
