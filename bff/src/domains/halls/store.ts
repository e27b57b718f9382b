import type { HallBooking } from '@shared/contract/halls'
import type { Sql, Tx } from '../../platform/db/db'

export interface BookingRow {
  id: string
  citizen_id: string
  hall_id: string
  line_id: string
  service_id: string
  hall_name: string
  line_name: string
  service_name: string
  day: string
  time: string
  until: string
  begins_at: Date
  hold_id: string | null
  code: string
  state: HallBooking['state']
  number: number | null
  window_no: string | null
  called_by: string | null
  cancelled_for: string | null
  created_at: Date
}

const LIVE = "('booked', 'waiting', 'called', 'skipped')"

/** False = the person has a live booking for this service and day. */
export const insertBooking = async (tx: Tx, row: BookingRow): Promise<boolean> => {
  const written = await tx.query(
    `insert into halls_bookings (id, citizen_id, hall_id, line_id, service_id, hall_name, line_name, service_name,
       day, time, until, begins_at, hold_id, code, state, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
     on conflict (citizen_id, service_id, day) where state in ${LIVE} do nothing returning id`,
    [
      ...[row.id, row.citizen_id, row.hall_id, row.line_id, row.service_id],
      ...[row.hall_name, row.line_name, row.service_name, row.day, row.time, row.until],
      ...[row.begins_at, row.hold_id, row.code, row.state, row.created_at]
    ]
  )
  return written.length > 0
}

/** The id of a live booking by any account of one person; null = none. */
export const liveBooking = async (
  sql: Sql,
  citizenIds: readonly string[],
  serviceId: string,
  day: string
): Promise<string | null> =>
  (
    await sql.query<{ id: string }>(
      `select id from halls_bookings
       where citizen_id = any($1) and service_id = $2 and day = $3 and state in ${LIVE} limit 1`,
      [citizenIds, serviceId, day]
    )
  )[0]?.id ?? null

/**
 * Live appointments of a person from `today` on, held until the transaction ends: two requests at once count each other.
 */
export const lockLiveBookings = async (
  tx: Tx,
  citizenIds: readonly string[],
  today: string
): Promise<Pick<BookingRow, 'id' | 'begins_at'>[]> => {
  for (const id of [...citizenIds].sort())
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`halls:${id}`])
  return tx.query(
    `select id, begins_at from halls_bookings where citizen_id = any($1) and day >= $2 and state in ${LIVE}`,
    [citizenIds, today]
  )
}

export const codeIsTaken = async (sql: Sql, lineId: string, day: string, code: string): Promise<boolean> =>
  (await sql.query('select 1 from halls_bookings where line_id = $1 and day = $2 and code = $3', [lineId, day, code]))
    .length > 0

export const bookingsOf = (sql: Sql, citizenIds: readonly string[], limit: number) =>
  sql.query<BookingRow>(
    'select * from halls_bookings where citizen_id = any($1) order by begins_at desc, id limit $2',
    [citizenIds, limit]
  )

/** The same, newest made first, made before an instant. */
export const bookingsBefore = (sql: Sql, citizenIds: readonly string[], before: Date | null, limit: number) =>
  sql.query<BookingRow>(
    `select * from halls_bookings where citizen_id = any($1) and ($2::timestamptz is null or created_at < $2)
     order by created_at desc, id limit $3`,
    [citizenIds, before, limit]
  )

export const bookingOf = async (sql: Sql, citizenIds: readonly string[], id: string): Promise<BookingRow | null> =>
  (
    await sql.query<BookingRow>('select * from halls_bookings where id = $1 and citizen_id = any($2)', [id, citizenIds])
  )[0] ?? null

/** How many of the line wait with a smaller number. */
export const countAhead = async (sql: Sql, lineId: string, day: string, number: number): Promise<number> =>
  (
    await sql.query<{ ahead: number }>(
      `select count(*)::int as ahead from halls_bookings
       where line_id = $1 and day = $2 and state = 'waiting' and number < $3`,
      [lineId, day, number]
    )
  )[0]?.ahead ?? 0

/** Cancels what has not begun at `now` (null: whenever it begins); null = it is not booked any more. */
export const cancelBooking = async (
  tx: Tx,
  id: string,
  why: string | null,
  beforeBegin: Date | null
): Promise<BookingRow | null> =>
  (
    await tx.query<BookingRow>(
      `update halls_bookings set state = 'cancelled', cancelled_for = $2
       where id = $1 and state = 'booked' and ($3::timestamptz is null or begins_at > $3) returning *`,
      [id, why, beforeBegin]
    )
  )[0] ?? null

export const forgetHold = async (tx: Tx, ids: readonly string[]): Promise<void> => {
  await tx.query('update halls_bookings set hold_id = null where id = any($1)', [ids])
}

/** Live bookings of a day, in the order they begin. */
export const bookingsOn = (sql: Sql, citizenIds: readonly string[], day: string) =>
  sql.query<
    Pick<BookingRow, 'id' | 'begins_at' | 'service_name' | 'hall_name' | 'line_name'> & {
      state: 'booked' | 'waiting' | 'called' | 'skipped'
    }
  >(
    `select id, state, begins_at, service_name, hall_name, line_name from halls_bookings
     where citizen_id = any($1) and day = $2 and state in ${LIVE} order by begins_at, id limit 20`,
    [citizenIds, day]
  )
