import { createHash, randomBytes } from 'node:crypto'
import { DESK_IDLE_MINUTES, DESK_LONGEST_HOURS, type Role } from '@shared/contract/desk'
import type { Clock } from '../../platform/clock/clock'
import type { Db, Tx } from '../../platform/db/db'
import type { StaffCaller } from '../../platform/http/caller'
import { endSessionsOf } from './store'

const IDLE_MS = DESK_IDLE_MINUTES * 60_000
export const LONGEST_MS = DESK_LONGEST_HOURS * 3_600_000

export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')
/** 256 bits, 43 characters; only its hash is kept. */
export const freshToken = (): string => randomBytes(32).toString('base64url')

/** Sessions of the desk: asked of the store at every call (staff are few), so that an end counts at once everywhere. */
export function makeStaffSessions(db: Db, clock: Clock) {
  const insert = async (tx: Tx, staffId: string, signedInAt: Date): Promise<string> => {
    const token = freshToken()
    await tx.query(
      `insert into staff_sessions (token_hash, staff_id, signed_in_at, last_seen_at, checked_at)
       values ($1, $2, $3, $4, $4)`,
      [hashOf(token), staffId, signedInAt, clock.now()]
    )
    return token
  }
  const end = async (tx: Tx, sessionHash: string): Promise<{ staff_id: string; signed_in_at: Date } | null> =>
    (
      await tx.query<{ staff_id: string; signed_in_at: Date }>(
        `update staff_sessions set ended_at = $2 where token_hash = $1 and ended_at is null
         returning staff_id, signed_in_at`,
        [sessionHash, clock.now()]
      )
    )[0] ?? null
  return {
    /** A fresh token; the second factor has just been proved. */
    open: (tx: Tx, staffId: string) => insert(tx, staffId, clock.now()),
    /** Another token for the same sign-in after a new check; null = it has ended meanwhile. */
    renew: async (tx: Tx, sessionHash: string): Promise<string | null> => {
      const old = await end(tx, sessionHash)
      return old ? insert(tx, old.staff_id, old.signed_in_at) : null
    },
    end: (sessionHash: string) => db.tx((tx) => end(tx, sessionHash)),
    endAllOf: (tx: Tx, staffId: string): Promise<void> => endSessionsOf(tx, staffId, clock.now()),
    /** All but the one with this token. */
    endOthers: async (tx: Tx, staffId: string, token: string): Promise<void> => {
      await tx.query(
        'update staff_sessions set ended_at = $2 where staff_id = $1 and ended_at is null and token_hash <> $3',
        [staffId, clock.now(), hashOf(token)]
      )
    },
    /** Who calls, and that they are still there; null after 15 idle minutes, twelve hours, or an end. */
    byStaff: async (token: string): Promise<StaffCaller | null> => {
      const now = clock.now()
      const sessionHash = hashOf(token)
      const [row] = await db.query<{ staff_id: string; department: string; roles: Role[]; checked_at: Date }>(
        `update staff_sessions s set last_seen_at = $2 from staff_accounts a
         where s.token_hash = $1 and a.id = s.staff_id and a.state = 'active' and s.ended_at is null
           and s.last_seen_at > $3 and s.signed_in_at > $4
         returning s.staff_id, a.department, a.roles, s.checked_at`,
        [sessionHash, now, new Date(now.getTime() - IDLE_MS), new Date(now.getTime() - LONGEST_MS)]
      )
      if (!row) return null
      const { staff_id: staffId, department, roles, checked_at: checkedAt } = row
      return { kind: 'staff', staffId, department, roles, sessionHash, checkedAt }
    },
    about: async (sessionHash: string): Promise<{ staff_id: string; signed_in_at: Date } | null> =>
      (
        await db.query<{ staff_id: string; signed_in_at: Date }>(
          'select staff_id, signed_in_at from staff_sessions where token_hash = $1',
          [sessionHash]
        )
      )[0] ?? null,
    forgetOld: async (): Promise<void> => {
      await db.query('delete from staff_sessions where signed_in_at < $1', [
        new Date(clock.now().getTime() - 2 * LONGEST_MS)
      ])
    }
  }
}
export type StaffSessions = ReturnType<typeof makeStaffSessions>
