import type { Sql, Tx } from '../../platform/db/db'

export const throttlesOf = (tx: Tx, keys: string[]) =>
  tx.query<{ blocked_until: Date }>('select blocked_until from identity_throttles where key = any($1)', [keys])

/** How often it has happened now; counts anew when the last time, or the first, was too long ago. */
export const countThrottle = async (
  tx: Tx,
  key: string,
  { at, lastBefore, firstBefore }: { at: Date; lastBefore: Date; firstBefore: Date }
): Promise<number> =>
  (
    await tx.query<{ count: number }>(
      `insert into identity_throttles as t (key, count, blocked_until, first_at, last_at) values ($1, 1, $2, $2, $2)
       on conflict (key) do update set last_at = $2,
         count = case when t.last_at < $3 or t.first_at < $4 then 1 else t.count + 1 end,
         first_at = case when t.last_at < $3 or t.first_at < $4 then $2 else t.first_at end
       returning count`,
      [key, at, lastBefore, firstBefore]
    )
  )[0]?.count ?? 1

export const blockThrottle = async (tx: Tx, key: string, until: Date): Promise<void> => {
  await tx.query('update identity_throttles set blocked_until = $2 where key = $1', [key, until])
}

export const dropThrottles = async (tx: Tx, keys: string[]): Promise<void> => {
  await tx.query('delete from identity_throttles where key = any($1)', [keys])
}

export const dropThrottlesBefore = async (sql: Sql, before: Date): Promise<void> => {
  await sql.query('delete from identity_throttles where last_at < $1', [before])
}
