import type { Clock } from '../clock/clock'
import type { Db } from '../db/db'
import { KEEP_REPLIES_MS } from '../http/idempotency'
import type { Metrics } from '../metrics/metrics'
import type { RecurringJob } from './recurring'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** 等保 asks for six months of audit records; with a margin. */
const KEEP_AUDIT_MS = 200 * DAY_MS
const KEEP_DONE_WORK_MS = 30 * DAY_MS

/** What the platform's own tables need from time to time. */
export function makeUpkeep(db: Db, clock: Clock, metrics: Metrics): RecurringJob[] {
  const before = (ms: number) => new Date(clock.now().getTime() - ms)
  return [
    {
      name: 'platform.forget',
      everyMs: HOUR_MS,
      run: async () => {
        await db.query('delete from platform_idempotency where created_at < $1', [before(KEEP_REPLIES_MS)])
        await db.query('delete from platform_outbox where done_at < $1', [before(KEEP_DONE_WORK_MS)])
        await db.query('delete from platform_audit where at < $1', [before(KEEP_AUDIT_MS)])
        await db.query('delete from platform_department_calls where at < $1', [before(KEEP_AUDIT_MS)])
      }
    },
    {
      name: 'platform.outbox-gauge',
      everyMs: 60_000,
      run: async () => {
        const [row] = await db.query<{ waiting: number }>(
          'select count(*)::int as waiting from platform_outbox where done_at is null and parked_at is null'
        )
        metrics.outboxWaiting.set(row?.waiting ?? 0)
      }
    },
    // the embedded engine has no autovacuum
    ...(db.kind === 'pglite'
      ? [{ name: 'platform.vacuum', everyMs: DAY_MS, run: async () => void (await db.query('vacuum analyze')) }]
      : [])
  ]
}
