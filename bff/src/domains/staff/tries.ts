import type { Clock } from '../../platform/clock/clock'
import type { Db, Tx } from '../../platform/db/db'

/** Tries that are free, then a pause that doubles with every further one. An address may be a whole office's. */
const LIMITS = {
  account: { free: 5, firstPauseMs: 30_000, longestPauseMs: 3_600_000 },
  address: { free: 40, firstPauseMs: 30_000, longestPauseMs: 3_600_000 }
} as const
type Whose = keyof typeof LIMITS
/** After a day without a try the count begins anew. */
const FORGET_MS = 24 * 3_600_000

const pauseFor = (whose: Whose, failures: number): number => {
  const { free, firstPauseMs, longestPauseMs } = LIMITS[whose]
  return failures < free ? 0 : Math.min(firstPauseMs * 2 ** Math.min(failures - free, 20), longestPauseMs)
}

/**
 * Guards against guessing, counted in the store: a process that restarts forgets nothing, and with the store away
 * nobody signs in. A try counts before it is judged, so that many at once are no more than one after the other.
 */
export function makeTries(db: Db, clock: Clock) {
  const count = async (tx: Tx, whose: Whose, name: string): Promise<number> => {
    const who = `${whose}:${name}`
    const now = clock.now()
    await tx.query('insert into staff_tries (who, failures, last_at) values ($1, 0, $2) on conflict (who) do nothing', [
      who,
      now
    ])
    const [row] = await tx.query<{ failures: number; last_at: Date; locked_until: Date | null }>(
      'select failures, last_at, locked_until from staff_tries where who = $1 for update',
      [who]
    )
    if (row?.locked_until && row.locked_until > now) return row.locked_until.getTime() - now.getTime()
    const before = row && now.getTime() - row.last_at.getTime() < FORGET_MS ? row.failures : 0
    const pause = pauseFor(whose, before + 1)
    await tx.query('update staff_tries set failures = $2, last_at = $3, locked_until = $4 where who = $1', [
      who,
      before + 1,
      now,
      pause > 0 ? new Date(now.getTime() + pause) : null
    ])
    return 0
  }
  return {
    /** Counts a try; seconds to wait, or 0 when it may be judged. A locked account costs the address nothing. */
    take: (login: string, address: string): Promise<number> =>
      db.tx(async (tx) => {
        // always in this order, so that two sign-ins never wait for each other
        const wait = (await count(tx, 'account', login)) || (await count(tx, 'address', address))
        return Math.ceil(wait / 1000)
      }),
    /** The try was good: the account begins anew; the address only gets this one back, or an insider could wash it clean. */
    good: async (login: string, address: string): Promise<void> => {
      await db.query('delete from staff_tries where who = $1', [`account:${login}`])
      await db.query(
        'update staff_tries set failures = greatest(failures - 1, 0), locked_until = null where who = $1',
        [`address:${address}`]
      )
    },
    forgetOld: async (): Promise<void> => {
      await db.query('delete from staff_tries where last_at < $1', [new Date(clock.now().getTime() - FORGET_MS)])
    }
  }
}
export type Tries = ReturnType<typeof makeTries>
