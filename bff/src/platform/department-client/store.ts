import type { Db } from '../db/db'
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
  return (row) => {
    db.query(
      `insert into platform_department_calls
         (at, department, operation, request_id, outcome, status, duration_ms, attempt)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [row.at, row.department, row.operation, row.requestId, row.outcome, row.status, row.durationMs, row.attempt]
    ).catch((error: Error) => {
      log.error({ event: 'department-audit', department: row.department, err: { name: error.name } })
    })
  }
}
