import { createHash, randomBytes } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Clock } from '../../platform/clock/clock'
import { askTogether } from '../../platform/db/ask-together'
import type { Db, Tx } from '../../platform/db/db'
import type { SessionCaller } from '../../platform/http/caller'
import type { RecurringJob } from '../../platform/jobs/recurring'
import { type Channel, endSession, forgetOldSessions, insertSession, liveSessions } from './store'

export const SESSION_LIFE_MS = 30 * 24 * 3_600_000
/** A process may believe a session this long without asking the store. */
const CACHE_MS = 2_000

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url')

/** Opaque 256-bit tokens; the store holds only their hashes. An ended session is refused everywhere within 2 s. */
export function makeSessions(db: Db, clock: Clock) {
  const seen = new LRUCache<string, SessionCaller>({ max: 50_000, ttl: CACHE_MS, ttlResolution: 0 })
  /** ended here a moment ago: a question to the store that was under way may still find them alive */
  const ended = new LRUCache<string, true>({ max: 10_000, ttl: CACHE_MS })
  const liveSession = askTogether(async (tokenHashes) => {
    const rows = await liveSessions(db, tokenHashes, clock.now())
    return new Map(rows.map((row) => [row.token_hash, row]))
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
    bySession: async (token: string): Promise<SessionCaller | null> => {
      const known = seen.get(token)
      if (known) return known
      const sessionHash = hashOf(token)
      const askedAt = performance.now()
      const row = await liveSession(sessionHash)
      if (!row || ended.has(sessionHash)) return null
      const caller: SessionCaller = {
        kind: 'citizen',
        citizenId: row.citizen_id,
        sessionHash,
        channel: row.channel,
        level: 'session',
        signedInAt: row.created_at
      }
      // counted from the question: what ended after it may be believed for the rest of the time only
      seen.set(token, caller, { start: askedAt })
      return caller
    },
    cleanUp: {
      name: 'identity.old-sessions',
      everyMs: 24 * 3_600_000,
      run: () => forgetOldSessions(db, new Date(clock.now().getTime() - 24 * 3_600_000))
    } satisfies RecurringJob,
    end: async (sessionHash: string): Promise<void> => {
      ended.set(sessionHash, true)
      await endSession(db, sessionHash, clock.now())
      for (const [token, caller] of seen.entries()) if (caller.sessionHash === sessionHash) seen.delete(token)
    }
  }
}
export type Sessions = ReturnType<typeof makeSessions>
