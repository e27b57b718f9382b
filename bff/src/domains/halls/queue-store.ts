import type { Sql, Tx } from '../../platform/db/db'
import type { BookingRow } from './store'

export const bookingsOfLine = (sql: Sql, lineId: string, day: string) =>
  sql.query<BookingRow>(
    `select * from halls_bookings where line_id = $1 and day = $2 and state not in ('cancelled', 'missed')
     order by number nulls last, begins_at, id`,
    [lineId, day]
  )

export const bookingByCode = async (tx: Tx, lineId: string, day: string, code: string): Promise<BookingRow | null> =>
  (
    await tx.query<BookingRow>(
      'select * from halls_bookings where line_id = $1 and day = $2 and code = $3 for update',
      [lineId, day, code]
    )
  )[0] ?? null

/** The next number of the line on this day, from 1 on. */
export const drawNumber = async (tx: Tx, lineId: string, day: string): Promise<number> => {
  const [row] = await tx.query<{ last_number: number }>(
    `insert into halls_queues as queue (line_id, day, last_number) values ($1, $2, 1)
     on conflict (line_id, day) do update set last_number = queue.last_number + 1 returning last_number`,
    [lineId, day]
  )
  return row?.last_number ?? 1
}

export const putInQueue = async (tx: Tx, id: string, number: number): Promise<void> => {
  await tx.query("update halls_bookings set state = 'waiting', number = $2, window_no = null where id = $1", [
    id,
    number
  ])
}

/** Whether this member of staff has called somebody who is neither served nor skipped. */
export const hasCalled = async (tx: Tx, lineId: string, day: string, staffId: string): Promise<boolean> =>
  (
    await tx.query(
      "select 1 from halls_bookings where line_id = $1 and day = $2 and state = 'called' and called_by = $3",
      [lineId, day, staffId]
    )
  ).length > 0

/** Two who call at once get two numbers. null = nobody waits. */
export const callSmallest = async (
  tx: Tx,
  call: { lineId: string; day: string; window: string; staffId: string }
): Promise<BookingRow | null> =>
  (
    await tx.query<BookingRow>(
      `update halls_bookings set state = 'called', window_no = $3, called_by = $4
       where id = (select id from halls_bookings where line_id = $1 and day = $2 and state = 'waiting'
                   order by number limit 1 for update skip locked) returning *`,
      [call.lineId, call.day, call.window, call.staffId]
    )
  )[0] ?? null

/** null = there is no such booking today. */
export const finishCalled = async (
  tx: Tx,
  wanted: { id: string; lineId: string; day: string; outcome: 'done' | 'skipped' }
): Promise<'finished' | 'conflict' | null> => {
  const [row] = await tx.query<{ state: BookingRow['state'] }>(
    'select state from halls_bookings where id = $1 and line_id = $2 and day = $3 for update',
    [wanted.id, wanted.lineId, wanted.day]
  )
  if (!row) return null
  if (row.state === wanted.outcome) return 'finished'
  if (row.state !== 'called') return 'conflict'
  await tx.query('update halls_bookings set state = $2 where id = $1', [wanted.id, wanted.outcome])
  return 'finished'
}
