import { randomInt } from 'node:crypto'
import type { WorkingCalendar } from '@shared/values/working-days'
import type { Clock } from '../../platform/clock/clock'
import { spokenMoment } from '../../platform/clock/instant-text'
import type { Db, Sql, Tx } from '../../platform/db/db'
import type { SessionCaller } from '../../platform/http/caller'
import { refuse } from '../../platform/http/refused'
import { newId } from '../../platform/new-id'
import type { Slots } from '../../platform/slots/slots'
import type { Notify } from '../messages/port'
import type { Directory, Place } from './directory'
import {
  type BookingRow,
  bookingOf,
  bookingsOf,
  cancelBooking,
  codeIsTaken,
  countAhead,
  forgetHold,
  insertBooking,
  liveBooking,
  lockLiveBookings
} from './store'
import { daysAhead, instantAt } from './times'

interface Deps {
  db: Db
  clock: Clock
  calendar: WorkingCalendar
  slots: Slots
  notify: Notify
  directory: Directory
}

type Person = Pick<SessionCaller, 'citizenId' | 'selfIds'>
interface Wanted {
  hallId: string
  serviceId: string
  day: string
  time: string
}
/** A booking with its place in the queue. */
export interface BookingView {
  row: BookingRow
  ahead: number | null
}

const MOST = 50
/** live appointments of one person: one account must not take all places of a window */
const MOST_LIVE = 5
const resourceOf = ({ line }: Place) => `halls:${line.id}`
const slotOf = (day: string, time: string) => `${day}T${time}`

async function drawCode(tx: Tx, lineId: string, day: string): Promise<string> {
  for (;;) {
    const code = String(randomInt(1_000_000)).padStart(6, '0')
    if (!(await codeIsTaken(tx, lineId, day, code))) return code
  }
}

/** What is said to the person about a booking, with the page it opens. */
export const noticeAbout = (row: BookingRow) => ({
  to: row.citizen_id,
  about: { kind: 'hall-booking' as const, id: row.id },
  data: { hall: row.hall_name, service: row.service_name, at: spokenMoment(row.begins_at) }
})

/** Gives the place of a cancelled booking back and says so; `why` when it was the hall. */
export const makeGiveBack =
  ({ slots, notify }: Pick<Deps, 'slots' | 'notify'>) =>
  async (tx: Tx, row: BookingRow): Promise<void> => {
    if (row.hold_id) await slots.release(tx, row.hold_id)
    await forgetHold(tx, [row.id])
    const { to, about, data } = noticeAbout(row)
    const notice = { event: 'hall.cancelled', to, about, key: `hall-cancelled:${row.id}` } as const
    await notify(tx, { ...notice, data: { ...data, why: row.cancelled_for } })
  }

/** Appointments as citizens see them. */
export function makeBookings({ db, clock, calendar, slots, notify, directory }: Deps) {
  const giveBack = makeGiveBack({ slots, notify })
  const closedOn = ({ hall }: Place, day: string) => hall.closed.find((one) => one.day === day)?.reason ?? null
  const open = (place: Place) => daysAhead(place.line.schedule, calendar, clock.now(), clock.today())
  const view = async (sql: Sql, row: BookingRow): Promise<BookingView> => {
    const waits = row.state === 'waiting' && row.number !== null
    return { row, ahead: waits ? await countAhead(sql, row.line_id, row.day, row.number ?? 0) : null }
  }

  const times = async (hallId: string, serviceId: string) => {
    const place = directory.placeFor(hallId, serviceId)
    if (!place) return refuse('not_found')
    const days = open(place)
    const { capacity } = place.line.schedule
    const offers = days.flatMap(({ day, times: all }) => all.map(({ time }) => ({ slot: slotOf(day, time), capacity })))
    const free = await slots.free(db, resourceOf(place), offers)
    return {
      place,
      days: days.map(({ day, certain, times: all }) => {
        const closed = closedOn(place, day)
        const shown = closed === null ? all : []
        return {
          ...{ day, certain, closed },
          slots: shown.map((one) => ({ ...one, free: free.get(slotOf(day, one.time)) ?? 0 }))
        }
      })
    }
  }

  const book = async (tx: Tx, { citizenId, selfIds }: Person, { hallId, serviceId, day, time }: Wanted) => {
    const place = directory.placeFor(hallId, serviceId)
    const service = place?.line.services.find(({ id }) => id === serviceId)
    if (!place || !service) return refuse('not_found')
    const slot = open(place)
      .find((one) => one.day === day)
      ?.times.find((one) => one.time === time)
    // a time that has begun meanwhile, or a day that is closed by now
    if (!slot || closedOn(place, day) !== null) return refuse('conflict')
    const mine = await lockLiveBookings(tx, selfIds, clock.today())
    const live = await liveBooking(tx, selfIds, serviceId, day)
    if (live) return refuse('booked_already', { bookingId: live })
    const beginsAt = instantAt(day, time)
    const same = mine.find((one) => one.begins_at.getTime() === beginsAt.getTime())
    if (same) return refuse('bookings_overlap', { bookingId: same.id })
    if (mine.length >= MOST_LIVE) return refuse('too_many_bookings')
    const { capacity } = place.line.schedule
    const wanted = { resource: resourceOf(place), slot: slotOf(day, time), capacity, quantity: 1, until: null }
    const holdId = await slots.hold(tx, wanted)
    if (holdId === 'full') return refuse('slot_full')
    const row: BookingRow = {
      ...{ id: newId(), citizen_id: citizenId, hall_id: hallId, line_id: place.line.id, service_id: serviceId },
      ...{ hall_name: place.hall.name, line_name: place.line.name, service_name: service.name },
      ...{ day, time, until: slot.until, begins_at: beginsAt, hold_id: holdId },
      ...{ code: await drawCode(tx, place.line.id, day), state: 'booked', number: null, window_no: null },
      ...{ called_by: null, cancelled_for: null, created_at: clock.now() }
    }
    // the same person on another phone was faster: nothing of this stays
    if (!(await insertBooking(tx, row))) return refuse('booked_already')
    await notify(tx, { event: 'hall.booked', key: `hall-booked:${row.id}`, ...noticeAbout(row) })
    return view(tx, row)
  }

  const cancel = (person: Pick<Person, 'selfIds'>, id: string) =>
    db.tx(async (tx) => {
      const row = await bookingOf(tx, person.selfIds, id)
      if (!row) return refuse('not_found')
      if (row.state === 'cancelled') return view(tx, row)
      const cancelled = await cancelBooking(tx, id, null, clock.now())
      if (!cancelled) return refuse('conflict')
      await giveBack(tx, cancelled)
      return view(tx, cancelled)
    })

  return {
    times,
    book,
    cancel,
    mine: async ({ selfIds }: Pick<Person, 'selfIds'>) =>
      Promise.all((await bookingsOf(db, selfIds, MOST)).map((row) => view(db, row))),
    show: async ({ selfIds }: Pick<Person, 'selfIds'>, id: string) => {
      const row = await bookingOf(db, selfIds, id)
      return row ? view(db, row) : refuse('not_found')
    }
  }
}
export type Bookings = ReturnType<typeof makeBookings>
