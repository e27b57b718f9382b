import { createHash, randomBytes } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Clock } from '../../platform/clock/clock'
import { askTogether } from '../../platform/db/ask-together'
import type { Db, Tx } from '../../platform/db/db'
import type { SessionCaller } from '../../platform/http/caller'
import type { RecurringJob } from '../../platform/jobs/recurring'
import { newId } from '../../platform/new-id'
import { callerFrom } from './session-caller'
import { NO_CAPACITY, type SessionRenewal } from './session-renewal'
import { type Familiar, insertSessionAgain } from './sign-in-again-store'
import {
  type Channel,
  endOtherSessions,
  endSession,
  endSessionById,
  endSessionsFor,
  endSessionsOf,
  endSessionsUnder,
  forgetOldSessions,
  insertSession,
  type LiveSession,
  liveSessions,
  rememberSeen,
  replaceSession,
  type SessionRow
} from './store'

export const SESSION_LIFE_MS = 30 * 24 * 3_600_000
/** A process may believe a session this long without asking the store. */
const CACHE_MS = 2_000
/** A question takes along sessions in use that are older than this, so that a store is asked once for a hundred. */
const SOON_MS = 1_000
/** 设备 shows when a session was last used, this exact. */
const SEEN_EVERY_MS = 10 * 60_000
/** An ended session stays this long: its notice can still be answered with 不是我本人. */
const FORGET_AFTER_MS = 30 * 24 * 3_600_000
/** Sessions taken along by one question (the embedded store is busy 2 ms with a hundred), and remembered in all. */
const TAKE_ALONG = 100
const REMEMBER = 50_000

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url')

interface Known {
  caller: SessionCaller
  askedAt: number
  /** since it was asked about; others are left to run out */
  used: boolean
}

/** What an account had reached when a session of it was opened. */
interface Standing {
  level: LiveSession['level']
  merged: string[]
}

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
    const now = clock.now()
    const unseen: string[] = []
    for (const row of await liveSessions(db, [...asked.keys()], now)) {
      if (ended.has(row.token_hash)) continue
      live.set(asked.get(row.token_hash) ?? '', callerFrom(row))
      if (now.getTime() - row.last_seen_at.getTime() >= SEEN_EVERY_MS) unseen.push(row.token_hash)
    }
    // nobody waits for it, and a store that is away just now is told by the next question
    if (unseen.length > 0) void rememberSeen(db, unseen, now).catch(() => undefined)
    for (const token of asked.values()) {
      const caller = live.get(token)
      if (caller) remember(token, { caller, askedAt, used: false })
      else seen.delete(token)
    }
    return live
  })
  const freshSession = (fresh: { citizenId: string; channel: Channel; device: string; checkedAt?: Date }) => {
    const token = randomBytes(32).toString('base64url')
    const at = clock.now()
    const row: SessionRow = {
      token_hash: hashOf(token),
      id: newId(),
      citizen_id: fresh.citizenId,
      channel: fresh.channel,
      device: fresh.device,
      created_at: at,
      checked_at: fresh.checkedAt ?? null,
      face_at: null,
      ...NO_CAPACITY,
      expires_at: new Date(at.getTime() + SESSION_LIFE_MS)
    }
    return { token, row }
  }
  const rememberNew = (token: string, row: SessionRow, { level, merged }: Standing, askedAt: number): void => {
    const live = { ...row, level, self_merged: merged, owner_merged: [], last_seen_at: row.created_at }
    remember(token, { caller: callerFrom(live), askedAt, used: false })
  }
  const forget = (hashes: string[]): void => {
    for (const hash of hashes) ended.set(hash, true)
    for (const [token, { caller }] of seen.entries()) if (ended.has(caller.sessionHash)) seen.delete(token)
  }
  return {
    /**
     * A fresh token, never one the caller brought along. With `account`, as it will stand when the transaction commits,
     * this process need not ask about a session it has just opened.
     */
    open: async (
      tx: Tx,
      fresh: {
        citizenId: string
        channel: Channel
        device: string
        checkedAt?: Date
        account?: Standing
      }
    ) => {
      const askedAt = performance.now()
      const { token, row } = freshSession(fresh)
      await insertSession(tx, row)
      const { account } = fresh
      if (account) tx.afterCommit(() => rememberNew(token, row, account, askedAt))
      return { token, sessionId: row.id, sessionHash: row.token_hash, signedInAt: row.created_at }
    },
    /** See makeOpenAgain (open-session.ts). */
    openFamiliar: async (known: Familiar): Promise<string | null> => {
      const askedAt = performance.now()
      const { token, row } = freshSession({ citizenId: '', channel: 'mini-program', device: known.device })
      const account = await insertSessionAgain(db, known, row)
      if (!account) return null
      rememberNew(token, { ...row, citizen_id: account.id }, account, askedAt)
      return token
    },
    /**
     * Replaces a session by one with another token (sign-in, step-up, role and capacity switch): whoever copied the
     * old one is out, in every process within 2 s. null = the old one has ended meanwhile. The device keeps its id.
     */
    renew: async (tx: Tx, sessionHash: string, change: SessionRenewal): Promise<string | null> => {
      const old = await replaceSession(tx, sessionHash, newId(), clock.now())
      if (!old) return null
      const token = randomBytes(32).toString('base64url')
      await insertSession(tx, { ...old, ...change, token_hash: hashOf(token) })
      forget([sessionHash])
      return token
    },
    /** Ends the sessions a person has beside this one. */
    endOthersOf: async (tx: Tx, citizenId: string, sessionHash: string) =>
      forget(await endOtherSessions(tx, [citizenId, sessionHash], clock.now())),
    /** End every session of a person, those that act under a mandate, or those that act for an owner. */
    endAllOf: async (tx: Tx, citizenId: string) => forget(await endSessionsOf(tx, [citizenId], clock.now())),
    endUnder: async (tx: Tx, mandateId: string) => forget(await endSessionsUnder(tx, [mandateId], clock.now())),
    endFor: async (tx: Tx, ownerId: string) => forget(await endSessionsFor(tx, [ownerId], clock.now())),
    /** One by the id the list of devices shows, under whatever token it goes on by now. */
    endById: async (tx: Tx, sessionId: string) => forget(await endSessionById(tx, [sessionId], clock.now())),
    bySession: (token: string): SessionCaller | Promise<SessionCaller | null> => {
      const known = seen.get(token)
      if (!known || performance.now() - known.askedAt >= CACHE_MS) return ask(token)
      known.used = true
      return known.caller
    },
    cleanUp: {
      name: 'identity.old-sessions',
      everyMs: 24 * 3_600_000,
      run: () => forgetOldSessions(db, new Date(clock.now().getTime() - FORGET_AFTER_MS))
    } satisfies RecurringJob,
    end: async (sessionHash: string): Promise<void> => {
      ended.set(sessionHash, true)
      await endSession(db, sessionHash, clock.now())
      forget([sessionHash])
    }
  }
}
export type Sessions = ReturnType<typeof makeSessions>
