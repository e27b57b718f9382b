import type { RateClass } from '@shared/contract/route'
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { RedisClient } from '../kv/redis-kv'

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
  callback: { points: 6000, per: 60, by: 'caller', shared: true }
} as const satisfies Record<RateClass, { points: number; per: number; by: 'caller' | 'address'; shared: boolean }>

export interface RateLimiter {
  /** Seconds to wait, or 0 when the call may go on. */
  take(rate: RateClass, caller: string, address: string): Promise<number>
}

/** `scale` multiplies every limit (a load test from one address needs more than a citizen). */
export function makeRateLimiter(options: { redis: RedisClient | null; scale: number }): RateLimiter {
  const limiterOf = (rate: RateClass) => {
    const { points, per, shared } = RATE_LIMITS[rate]
    const memory = new RateLimiterMemory({ keyPrefix: `rate:${rate}`, points: points * options.scale, duration: per })
    if (!shared || !options.redis) return memory
    return new RateLimiterRedis({
      storeClient: options.redis,
      useRedisPackage: true,
      keyPrefix: `zjb:rate:${rate}`,
      points: points * options.scale,
      duration: per,
      inMemoryBlockOnConsumed: points * options.scale,
      // Redis away: each process counts alone; signing in is refused instead (it guards against guessing)
      ...(rate === 'sign-in' ? {} : { insuranceLimiter: memory })
    })
  }
  const limiters = {
    read: limiterOf('read'),
    write: limiterOf('write'),
    upload: limiterOf('upload'),
    'sign-in': limiterOf('sign-in'),
    callback: limiterOf('callback')
  } satisfies Record<RateClass, RateLimiterMemory | RateLimiterRedis>
  return {
    take: async (rate, caller, address) => {
      try {
        await limiters[rate].consume(RATE_LIMITS[rate].by === 'address' ? address : caller)
        return 0
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))
        throw refusal
      }
    }
  }
}
