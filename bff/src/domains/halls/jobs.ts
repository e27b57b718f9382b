import { isWorkingDay, type WorkingCalendar } from '@shared/values/working-days'
import type { Clock } from '../../platform/clock/clock'
import type { Db, Tx } from '../../platform/db/db'
import { eachOf } from '../../platform/jobs/each-of'
import type { RecurringJob } from '../../platform/jobs/recurring'
import type { Slots } from '../../platform/slots/slots'
import type { Notify } from '../messages/port'
import { makeGiveBack } from './bookings'
import type { Directory } from './directory'
import { type BookingRow, cancelBooking, forgetHold } from './store'

interface Deps {
  db: Db
  clock: Clock
  calendar: WorkingCalendar
  slots: Slots
  notify: Notify
  directory: Directory
}

const HOUR_MS = 3_600_000
const KEEP_DAYS = 200
const KEEP_QUEUES_DAYS = 30
const AT_ONCE = 200

/** What a hall owes people with an appointment on a day it has closed meanwhile, and what is over when a day is over. */
export const makeHallsJobs = (deps: Deps): RecurringJob[] => [
  { name: 'halls.closed-days', everyMs: HOUR_MS, run: () => cancelClosed(deps) },
  { name: 'halls.day-over', everyMs: HOUR_MS, run: () => endDays(deps) }
]

/** Why nobody is taken there on this day; null = it is open. */
function closedFor({ calendar, directory }: Deps, lineId: string, day: string): string | null {
  const place = directory.line(lineId)
  if (!place) return '这个窗口不再接受预约。'
  const closed = place.hall.closed.find((one) => one.day === day)
  if (closed) return `大厅当天不对外办理（${closed.reason}）。`
  return isWorkingDay(day, calendar) ? null : '这一天已安排放假。'
}

async function cancelClosed(deps: Deps): Promise<void> {
  const { db, clock } = deps
  const giveBack = makeGiveBack(deps)
  const days = await db.query<Pick<BookingRow, 'line_id' | 'day'>>(
    "select distinct line_id, day from halls_bookings where day >= $1 and state = 'booked'",
    [clock.today()]
  )
  for (const { line_id, day } of days) {
    const why = closedFor(deps, line_id, day)
    if (why === null) continue
    const rows = await db.query<{ id: string }>(
      "select id from halls_bookings where line_id = $1 and day = $2 and state = 'booked'",
      [line_id, day]
    )
    await eachOf(rows, ({ id }) =>
      db.tx(async (tx) => {
        const cancelled = await cancelBooking(tx, id, why, null)
        if (cancelled) await giveBack(tx, cancelled)
      })
    )
  }
}

async function endDays({ db, clock, slots }: Deps): Promise<void> {
  const today = clock.today()
  await db.query(
    `update halls_bookings set state = case state when 'called' then 'done' else 'missed' end
     where day < $1 and state in ('booked', 'waiting', 'called', 'skipped')`,
    [today]
  )
  while ((await db.tx((tx) => giveHoldsBack(tx, slots, today))) === AT_ONCE);
  await db.query(`delete from halls_bookings where day < $1::date - ${KEEP_DAYS}`, [today])
  await db.query(`delete from halls_queues where day < $1::date - ${KEEP_QUEUES_DAYS}`, [today])
}

/** A place of a day that is over is nobody's: its counter goes to zero and is forgotten. */
async function giveHoldsBack(tx: Tx, slots: Slots, today: string): Promise<number> {
  const held = await tx.query<{ id: string; hold_id: string }>(
    `select id, hold_id from halls_bookings where day < $1 and hold_id is not null order by id limit ${AT_ONCE}`,
    [today]
  )
  for (const { hold_id } of held) await slots.release(tx, hold_id)
  await forgetHold(
    tx,
    held.map(({ id }) => id)
  )
  return held.length
}
