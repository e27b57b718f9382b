import { createHash } from 'node:crypto'
import type { Clock } from '../clock/clock'
import type { Db, Tx } from '../db/db'
import { isRefused, type Refused, refuse } from './refused'

/** Brand of an answer that was written together with the act; only `once` makes one. */
export class Answer<T> {
  constructor(readonly reply: T) {}
}

/** Seals what is kept of a reply; it may hold a citizen's own words. */
export interface ReplySeal {
  seal(plain: string, context: string): string
  open(sealed: string, context: string): string
}

/** Replies are kept this long; a client that repeats later has long given up. */
export const KEEP_REPLIES_MS = 7 * 24 * 3_600_000

class RollBack extends Error {
  constructor(readonly refused: Refused) {
    super(refused.code)
  }
}

/** Forgets the kept replies of somebody whose account is closed, also those they got acting for somebody else. */
export const forgetReplies = async (tx: Tx, scope: string): Promise<void> => {
  await tx.query("delete from platform_idempotency where scope = $1 or starts_with(scope, $1 || ':')", [scope])
}

export const fingerprintOf = (...parts: (string | Buffer)[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('base64url')
}

/** Splits what an act may return into answers and refusals. */
export type Answered<T> = (T extends Refused ? T : Answer<T>) | Refused<'idempotency_key_reused'>

/**
 * Runs an act at most once per (scope, key), also across a crash: key, act and reply commit in one transaction, so
 * either all three exist or none. A repeated call gets the first reply; other content under the same key is refused.
 */
export function makeOnce(db: Db, clock: Clock, seal: ReplySeal) {
  return async <T>(act: OneAct, work: (tx: Tx) => Promise<T>): Promise<Answered<T>> => {
    const { scope, key, fingerprint } = act
    const context = `platform_idempotency.reply:${scope}:${key}`
    const outcome = await db
      .tx(async (tx): Promise<unknown> => {
        const fresh = await tx.query(
          `insert into platform_idempotency (scope, key, fingerprint, created_at) values ($1, $2, $3, $4)
           on conflict do nothing returning key`,
          [scope, key, fingerprint, clock.now()]
        )
        if (fresh.length === 0) return firstReply(tx, act, (text) => seal.open(text, context))
        const reply = await work(tx)
        if (isRefused(reply)) throw new RollBack(reply)
        await tx.query('update platform_idempotency set reply = $3 where scope = $1 and key = $2', [
          scope,
          key,
          seal.seal(JSON.stringify(reply), context)
        ])
        return new Answer(reply)
      })
      .catch((error) => {
        if (error instanceof RollBack) return error.refused
        throw error
      })
    return outcome as Answered<T>
  }
}
export type Once = ReturnType<typeof makeOnce>

/** scope = whose key it is; fingerprint = of the content, so that a reused key with other content is noticed */
export interface OneAct {
  scope: string
  key: string
  fingerprint: string
}

async function firstReply(tx: Tx, { scope, key, fingerprint }: OneAct, open: (text: string) => string) {
  const [first] = await tx.query<{ fingerprint: string; reply: string }>(
    'select fingerprint, reply from platform_idempotency where scope = $1 and key = $2',
    [scope, key]
  )
  if (!first || first.fingerprint !== fingerprint) return refuse('idempotency_key_reused')
  return new Answer(JSON.parse(open(first.reply)))
}
