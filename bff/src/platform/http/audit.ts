import type { Clock } from '../clock/clock'
import type { Db } from '../db/db'
import { writeTogether } from '../db/write-together'
import type { MountDeps } from './mount'

/** One row per call of a route that says `audit: true`: who, which route, how it ended. No bodies. */
export const makeAudit = (db: Db, clock: Clock): MountDeps['audit'] => {
  const write = writeTogether<Parameters<MountDeps['audit']>[0] & { at: Date }>((rows) =>
    db.query(
      `insert into platform_audit (at, request_id, route, caller, outcome)
       select * from unnest($1::timestamptz[], $2::text[], $3::text[], $4::text[], $5::text[])`,
      [
        rows.map(({ at }) => at.toISOString()),
        rows.map(({ requestId }) => requestId),
        rows.map(({ route }) => route),
        rows.map(({ caller }) => caller),
        rows.map(({ outcome }) => outcome)
      ]
    )
  )
  return (row) => write({ ...row, at: clock.now() })
}

export interface AuditLine {
  id: number
  at: Date
  request_id: string
  route: string
  caller: string | null
  outcome: string
}

/** null = not filtered by this */
export interface AuditFilter {
  from: Date | null
  before: Date | null
  route: string | null
  caller: string | null
  outcome: string | null
  /** rows older than this one */
  beforeId: number | null
  limit: number
}

/** Audit rows for the audit administrator, newest first. `route` may end in a dot: all routes of that domain. */
export const readAudit = (db: Db, filter: AuditFilter): Promise<AuditLine[]> =>
  db.query<AuditLine>(
    `select id, at, request_id, route, caller, outcome from platform_audit
     where ($1::timestamptz is null or at >= $1) and ($2::timestamptz is null or at < $2)
       and ($3::text is null or route = $3 or (right($3, 1) = '.' and starts_with(route, $3)))
       and ($4::text is null or caller = $4) and ($5::text is null or outcome = $5)
       and ($6::bigint is null or id < $6)
     order by id desc limit $7`,
    [filter.from, filter.before, filter.route, filter.caller, filter.outcome, filter.beforeId, filter.limit]
  )
