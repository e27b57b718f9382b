import type { Clock } from '../clock/clock'
import type { Db } from '../db/db'
import type { Log } from '../log/log'
import { safeError } from '../log/safe-error'

/** Work that comes back by itself (clean-up, VACUUM). Any number of processes: each turn is run by one of them. */
export interface RecurringJob {
  name: string
  everyMs: number
  run(): Promise<void>
}

const LEASE_MS = 10 * 60_000
const LOOK_EVERY_MS = 30_000

/** Claims a due turn in the store, so that a restart neither repeats nor forgets it. True = it ran here. */
export async function runIfDue(db: Db, clock: Clock, job: RecurringJob): Promise<boolean> {
  const now = clock.now()
  await db.query('insert into platform_recurring (name, next_at) values ($1, $2) on conflict (name) do nothing', [
    job.name,
    now
  ])
  const claimed = await db.query(
    `update platform_recurring set locked_until = $3
     where name = $1 and next_at <= $2 and (locked_until is null or locked_until < $2) returning name`,
    [job.name, now, new Date(now.getTime() + LEASE_MS)]
  )
  if (claimed.length === 0) return false
  await job.run()
  await db.query('update platform_recurring set next_at = $2, locked_until = null, last_at = $3 where name = $1', [
    job.name,
    new Date(now.getTime() + job.everyMs),
    now
  ])
  return true
}

export function runRecurring(db: Db, clock: Clock, log: Log, jobs: RecurringJob[]): { stop(): Promise<void> } {
  let turn: Promise<void> = Promise.resolve()
  const look = () => {
    turn = turn.then(async () => {
      for (const job of jobs)
        await runIfDue(db, clock, job).catch((error: Error) =>
          log.error({ event: 'recurring', job: job.name, err: safeError(error) })
        )
    })
  }
  look()
  const timer = setInterval(look, LOOK_EVERY_MS)
  return {
    stop: async () => {
      clearInterval(timer)
      await turn
    }
  }
}
