import type { Clock } from '../clock/clock'
import type { Db, Sql } from '../db/db'

interface ParkedRow {
  id: number
  topic: string
  key: string
  attempts: number
  parked_at: Date
  last_error: string | null
}

/** Work that a person must look at: refused by a department, or given up after 72 h. */
export const parkedWork = (db: Db) =>
  db.query<ParkedRow>(
    'select id, topic, key, attempts, parked_at, last_error from platform_outbox where parked_at is not null order by id'
  )

/** One piece of parked work by what it is about; null when it is not parked (any more). */
export const parkedJob = async (sql: Sql, topic: string, key: string): Promise<ParkedRow | null> =>
  (
    await sql.query<ParkedRow>(
      `select id, topic, key, attempts, parked_at, last_error from platform_outbox
       where topic = $1 and key = $2 and parked_at is not null`,
      [topic, key]
    )
  )[0] ?? null

/** Gives a parked row its 72 h again from now. False when no parked row has this id. */
export const retryParked = async (sql: Sql, clock: Clock, id: number): Promise<boolean> =>
  (
    await sql.query(
      `update platform_outbox set parked_at = null, created_at = $2, next_at = $2, attempts = 0
       where id = $1 and parked_at is not null returning id`,
      [id, clock.now()]
    )
  ).length > 0
