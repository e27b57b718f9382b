import type { Db } from '../db/db'
import { writeTogether } from '../db/write-together'
import type { Log } from '../log/log'

/** One attempt that went out to a department: which call, how it ended, how long it took. No content, no person. */
export interface CallAuditRow {
  at: Date
  department: string
  operation: string
  requestId: string
  outcome: string
  /** HTTP status; null when no reply came */
  status: number | null
  durationMs: number
  /** 1 for the first attempt of a call */
  attempt: number
}

/**
 * Keeps the rows in platform_department_calls. Writes in the background: a citizen does not wait for it, and a write
 * that fails is logged and changes nothing.
 */
export function makeCallAudit(db: Db, log: Log): (row: CallAuditRow) => void {
  const write = writeTogether<CallAuditRow>((rows) =>
    db.query(
      `insert into platform_department_calls
         (at, department, operation, request_id, outcome, status, duration_ms, attempt)
       select * from unnest($1::timestamptz[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::int[], $8::int[])`,
      [
        rows.map(({ at }) => at.toISOString()),
        rows.map(({ department }) => department),
        rows.map(({ operation }) => operation),
        rows.map(({ requestId }) => requestId),
        rows.map(({ outcome }) => outcome),
        rows.map(({ status }) => status),
        rows.map(({ durationMs }) => durationMs),
        rows.map(({ attempt }) => attempt)
      ]
    )
  )
  return (row) => {
    write(row).catch((error: Error) => {
      log.error({ event: 'department-audit', department: row.department, err: { name: error.name } })
    })
  }
}
