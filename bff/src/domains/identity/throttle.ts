import type { Clock } from '../../platform/clock/clock'
import type { Db, Tx } from '../../platform/db/db'
import type { RecurringJob } from '../../platform/jobs/recurring'
import type { Sealer } from '../../platform/seal/sealer'
import { blockThrottle, countThrottle, dropThrottles, dropThrottlesBefore, throttlesOf } from './throttle-store'

const MINUTE = 60_000
/** How long somebody waits after each further time. */
const GROWING_MS = [MINUTE, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE]

/**
 * How often something may happen before each further time has to wait longer: asking for a code (`send`), and a wrong
 * code, ID tail or name (`wrong`). Thousands of phones share one address of a mobile carrier: what addresses may do is
 * generous and counted anew every ten minutes, whoever goes on meanwhile.
 */
export const THROTTLES = {
  'send:number': { free: 0 },
  // one that asks for a code to a new number may have to prove themselves by another to the old one
  'send:person': { free: 3 },
  'send:address': { free: 300 },
  'wrong:number+address': { free: 4 },
  'wrong:number': { free: 19 },
  'wrong:person': { free: 4 },
  // a clerk types what stands on other people's cards all day
  'wrong:staff': { free: 9 },
  'wrong:address': { free: 100 }
} as const satisfies Record<string, { free: number }>
type Kind = keyof typeof THROTTLES

/** What is counted, and whose: a number, a citizen id, an address. Kept as a keyed hash. */
export type Counted = readonly [kind: Kind, whose: string]

/** Nothing is remembered longer than this after the last time; of addresses, after the first. */
const REMEMBER_MS = 24 * 60 * MINUTE
const ADDRESS_MS = 10 * MINUTE

/**
 * Growing pauses against guessing. They stand in the database, so that a store that is down refuses every try (fail
 * closed). `scale` multiplies what addresses may do (a load test comes from one address).
 */
export function makeThrottle({ db, clock, sealer, scale }: { db: Db; clock: Clock; sealer: Sealer; scale: number }) {
  const keyOf = ([kind, whose]: Counted) => `${kind}:${sealer.blindIndex('throttle', whose)}`
  const ofAddress = ([kind]: Counted) => kind.endsWith(':address')
  const freeOf = (one: Counted) => THROTTLES[one[0]].free * (ofAddress(one) ? scale : 1)
  const ago = (ms: number) => new Date(clock.now().getTime() - ms)
  return {
    /** Seconds until the last of these is open again; 0 = all are. */
    wait: async (tx: Tx, counted: readonly Counted[]): Promise<number> => {
      const now = clock.now().getTime()
      const rows = await throttlesOf(tx, counted.map(keyOf))
      const until = Math.max(now, ...rows.map((row) => row.blocked_until.getTime()))
      return Math.ceil((until - now) / 1000)
    },
    /** Counts one more of each; gives the pause that begins now, in seconds. */
    count: async (tx: Tx, counted: readonly Counted[]): Promise<number> => {
      const now = clock.now()
      let longest = 0
      for (const one of counted) {
        const count = await countThrottle(tx, keyOf(one), {
          at: now,
          lastBefore: ago(REMEMBER_MS),
          firstBefore: ofAddress(one) ? ago(ADDRESS_MS) : new Date(0)
        })
        const over = count - freeOf(one)
        const pause = over > 0 ? (GROWING_MS[Math.min(over, GROWING_MS.length) - 1] ?? 0) : 0
        if (pause > 0) await blockThrottle(tx, keyOf(one), new Date(now.getTime() + pause))
        longest = Math.max(longest, pause)
      }
      return longest / 1000
    },
    /** The right answer came: what was counted against these is forgotten. */
    forgive: (tx: Tx, counted: readonly Counted[]) => dropThrottles(tx, counted.map(keyOf)),
    cleanUp: {
      name: 'identity.old-throttles',
      everyMs: 60 * MINUTE,
      run: () => dropThrottlesBefore(db, ago(REMEMBER_MS))
    } satisfies RecurringJob
  }
}
export type Throttle = ReturnType<typeof makeThrottle>
