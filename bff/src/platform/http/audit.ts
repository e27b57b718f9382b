import type { Clock } from '../clock/clock'
import type { Db } from '../db/db'
import type { MountDeps } from './mount'

/** One row per call of a route that says `audit: true`: who, which route, how it ended. No bodies. */
export const makeAudit =
  (db: Db, clock: Clock): MountDeps['audit'] =>
  async ({ requestId, route, caller, outcome }) => {
    await db.query('insert into platform_audit (at, request_id, route, caller, outcome) values ($1, $2, $3, $4, $5)', [
      clock.now(),
      requestId,
      route,
      caller,
      outcome
    ])
  }
