import type { RateClass } from '@shared/contract/route'
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { RedisPlace } from '../kv/redis-kv'

type Counted = RateClass | 'refused'

/**
 * Every limit of the product. points = calls, per = seconds, by = whose calls are counted together.
 * Addresses are counted generously: thousands of phones share one address of a mobile carrier.
 * shared: counted in Redis when there is one (all processes together); reads are counted per process, because a
 * round trip for each of them would cost more than the reads themselves.
 */
export const RATE_LIMITS = {
  read: { points: 1200, per: 60, by: 'caller', shared: false },
  write: { points: 240, per: 60, by: 'caller', shared: true },
  upload: { points: 60, per: 60, by: 'caller', shared: true },
  'sign-in': { points: 600, per: 60, by: 'address', shared: true },
  callback: { points: 6000, per: 60, by: 'caller', shared: true },
  /** calls with an unknown token or a wrong signature, whatever route they name */
  refused: { points: 600, per: 60, by: 'address', shared: false }
} as const satisfies Record<Counted, { points: number; per: number; by: 'caller' | 'address'; shared: boolean }>

export interface RateLimiter {
  /** Seconds to wait, or 0 when the call may go on. */
  take(rate: Counted, caller: string, address: string): number | Promise<number>
}

/** Counts one call; seconds to wait, or 0. */
type Count = (who: string) => number | Promise<number>

/**
 * Counts in this process. One window for all callers together: no timer and no object for each of them, for this is
 * passed by every single request.
 */
function countHere(points: number, per: number): Count {
  let counts = new Map<string, number>()
  let endsAt = 0
  return (who) => {
    const now = performance.now()
    if (now >= endsAt) {
      counts = new Map()
      endsAt = now + per * 1000
    }
    const count = (counts.get(who) ?? 0) + 1
    counts.set(who, count)
    return count <= points ? 0 : Math.max(1, Math.ceil((endsAt - now) / 1000))
  }
}

/** Counts of all processes together. */
function countInRedis({ client, prefix }: RedisPlace, rate: string, points: number, per: number): Count {
  const limiter = new RateLimiterRedis({
    storeClient: client,
    useRedisPackage: true,
    keyPrefix: `${prefix}rate:${rate}`,
    points,
    duration: per,
    inMemoryBlockOnConsumed: points,
    // Redis away: each process counts alone; signing in is refused instead (it guards against guessing)
    ...(rate === 'sign-in' ? {} : { insuranceLimiter: new RateLimiterMemory({ points, duration: per }) })
  })
  return async (who) => {
    try {
      await limiter.consume(who)
      return 0
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))
      throw refusal
    }
  }
}

/** `scale` multiplies every limit (a load test from one address needs more than a citizen). */
export function makeRateLimiter({ redis, scale }: { redis: RedisPlace | null; scale: number }): RateLimiter {
  const counterOf = (rate: Counted): Count => {
    const { points, per, shared } = RATE_LIMITS[rate]
    return shared && redis ? countInRedis(redis, rate, points * scale, per) : countHere(points * scale, per)
  }
  const counters = {
    read: counterOf('read'),
    write: counterOf('write'),
    upload: counterOf('upload'),
    'sign-in': counterOf('sign-in'),
    callback: counterOf('callback'),
    refused: counterOf('refused')
  } satisfies Record<Counted, Count>
  return {
    take: (rate, caller, address) => counters[rate](RATE_LIMITS[rate].by === 'address' ? address : caller)
  }
}
