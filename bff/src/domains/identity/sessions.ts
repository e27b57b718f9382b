import { createHash, randomBytes } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Clock } from '../../platform/clock/clock'
import { askTogether } from '../../platform/db/ask-together'
import type { Db, Tx } from '../../platform/db/db'
import type { SessionCaller } from '../../platform/http/caller'
import type { RecurringJob } from '../../platform/jobs/recurring'
import { type Channel, endSession, forgetOldSessions, insertSession, liveSessions, type SessionRow } from './store'

export const SESSION_LIFE_MS = 30 * 24 * 3_600_000
/** A process may believe a session this long without asking the store. */
const CACHE_MS = 2_000
/** A question takes along sessions in use that are older than this, so that a store is asked once for hundreds. */
const SOON_MS = 1_000
/** Sessions taken along by one question, and remembered in all. */
const TAKE_ALONG = 500
const REMEMBER = 50_000

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url')

interface Known {
  caller: SessionCaller
  askedAt: number
  /** since it was asked about; others are left to run out */
  used: boolean
}

const callerFrom = (row: SessionRow): SessionCaller => ({
  kind: 'citizen',
  citizenId: row.citizen_id,
  sessionHash: row.token_hash,
  channel: row.channel,
  level: 'session',
  signedInAt: row.created_at
})

/** Opaque 256-bit tokens; the store holds only their hashes. An ended session is refused everywhere within 2 s. */
export function makeSessions(db: Db, clock: Clock) {
  /** by token, oldest knowledge first */
  const seen = new Map<string, Known>()
  /** ended here a moment ago: a question to the store that was under way may still find them alive */
  const ended = new LRUCache<string, true>({ max: 10_000, ttl: CACHE_MS })

  const remember = (token: string, known: Known): void => {
    seen.delete(token)
    seen.set(token, known)
    if (seen.size <= REMEMBER) return
    for (const [oldest] of seen) return void seen.delete(oldest)
  }
  /** Sessions in use that would have to be asked about within the next second; forgets those not in use any more. */
  const dueSoon = (now: number): string[] => {
    const due: string[] = []
    for (const [token, { askedAt, used }] of seen) {
      if (now - askedAt < SOON_MS || due.length >= TAKE_ALONG) break
      if (used) due.push(token)
      else if (now - askedAt >= CACHE_MS) seen.delete(token)
    }
    return due
  }
  const ask = askTogether(async (tokens) => {
    // counted from the question: what ended after it may be believed for the rest of the time only
    const askedAt = performance.now()
    const asked = new Map<string, string>()
    for (const token of [...dueSoon(askedAt), ...tokens]) asked.set(hashOf(token), token)
    const live = new Map<string, SessionCaller>()
    for (const row of await liveSessions(db, [...asked.keys()], clock.now()))
      if (!ended.has(row.token_hash)) live.set(asked.get(row.token_hash) ?? '', callerFrom(row))
    for (const token of asked.values()) {
      const caller = live.get(token)
      if (caller) remember(token, { caller, askedAt, used: false })
      else seen.delete(token)
    }
    return live
  })
  return {
    /** A fresh token, never one the caller brought along. */
    open: async (tx: Tx, citizenId: string, channel: Channel): Promise<{ token: string; signedInAt: Date }> => {
      const token = randomBytes(32).toString('base64url')
      const at = clock.now()
      await insertSession(tx, {
        tokenHash: hashOf(token),
        citizenId,
        channel,
        at,
        expiresAt: new Date(at.getTime() + SESSION_LIFE_MS)
      })
      return { token, signedInAt: at }
    },
    bySession: (token: string): SessionCaller | Promise<SessionCaller | null> => {
      const known = seen.get(token)
      if (!known || performance.now() - known.askedAt >= CACHE_MS) return ask(token)
      known.used = true
      return known.caller
    },
    cleanUp: {
      name: 'identity.old-sessions',
      everyMs: 24 * 3_600_000,
      run: () => forgetOldSessions(db, new Date(clock.now().getTime() - 24 * 3_600_000))
    } satisfies RecurringJob,
    end: async (sessionHash: string): Promise<void> => {
      ended.set(sessionHash, true)
      await endSession(db, sessionHash, clock.now())
      for (const [token, { caller }] of seen.entries()) if (caller.sessionHash === sessionHash) seen.delete(token)
    }
  }
}
export type Sessions = ReturnType<typeof makeSessions>
