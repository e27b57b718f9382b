import { randomBytes } from 'node:crypto'
import { probeToken, startProbe } from '../../../../test/support/probe-app'
import { openRedisKv, type RedisClient } from '../kv/redis-kv'
import { silentLog } from '../log/log'
import { makeRateLimiter, RATE_LIMITS } from './rate-limit'

const url = process.env.TEST_REDIS_URL
let redis: (Awaited<ReturnType<typeof openRedisKv>> & { client: RedisClient }) | null = null
beforeAll(async () => {
  redis = url ? await openRedisKv(url, silentLog()) : null
})
afterAll(() => redis?.close())
/** Addresses and callers of this run only: counts in Redis outlive a test. */
const run = randomBytes(4).toString('hex')
const limiterOf = () => makeRateLimiter({ redis, scale: 1 })
const takes = async (
  limiter: ReturnType<typeof limiterOf>,
  rate: keyof typeof RATE_LIMITS,
  caller: string,
  address: string,
  times: number
) => {
  const waits: number[] = []
  for (let time = 0; time < times; time++) waits.push(await limiter.take(rate, `${run}${caller}`, `${run}${address}`))
  return waits
}

it('lets the allowed number through, then says how many seconds to wait, within the window', async () => {
  const { points, per } = RATE_LIMITS.upload
  const waits = await takes(limiterOf(), 'upload', 'a', 'x', points + 3)
  expect(waits.slice(0, points).every((wait) => wait === 0)).toBe(true)
  for (const wait of waits.slice(points)) {
    expect(wait).toBeGreaterThanOrEqual(1)
    expect(wait).toBeLessThanOrEqual(per)
  }
})

it('counts citizens apart, but sign-ins by address, whoever is named', async () => {
  const limiter = limiterOf()
  const { points } = RATE_LIMITS['sign-in']
  expect((await takes(limiter, 'upload', 'b', 'y', RATE_LIMITS.upload.points + 1)).at(-1)).toBeGreaterThan(0)
  expect(await takes(limiter, 'upload', 'c', 'y', 1)).toEqual([0])
  await takes(limiter, 'sign-in', 'd', 'y', points)
  expect((await takes(limiter, 'sign-in', 'e', 'y', 1))[0]).toBeGreaterThan(0)
  expect(await takes(limiter, 'sign-in', 'e', 'z', 1)).toEqual([0])
})

if (url)
  it('counts the calls of two processes together when there is a Redis', async () => {
    const { points } = RATE_LIMITS.upload
    const [one, other] = [limiterOf(), limiterOf()]
    await takes(one, 'upload', 'f', 'x', points)
    expect((await takes(other, 'upload', 'f', 'x', 1))[0]).toBeGreaterThan(0)
  })

describe('over the wire', () => {
  const strict = {
    take: async (...call: string[]) => {
      asked.push(call)
      return wait
    }
  }
  let asked: string[][] = []
  let wait = 0
  beforeEach(() => {
    asked = []
    wait = 0
  })

  it('too many calls are a 429 with Retry-After in seconds and a sentence in Chinese', async () => {
    const probe = await startProbe({ limiter: strict })
    wait = 37
    const reply = await probe.call('GET', '/api/v1/probe/wider')
    expect(reply.status).toBe(429)
    expect(reply.headers.get('retry-after')).toBe('37')
    expect(reply.json).toEqual({
      error: 'too_many_requests',
      message: expect.stringContaining('太频繁'),
      requestId: reply.headers.get('x-request-id')
    })
    await probe.close()
  })

  it('a citizen is counted by name, a stranger by address', async () => {
    const probe = await startProbe({ limiter: strict })
    await probe.call('GET', '/api/v1/probe/mine', { headers: { authorization: `Bearer ${probeToken}` } })
    await probe.call('GET', '/api/v1/probe/wider')
    expect(asked).toEqual([
      ['read', 'citizen-of-the-probe', expect.stringContaining('127.0.0.1')],
      ['read', expect.stringContaining('127.0.0.1'), expect.stringContaining('127.0.0.1')]
    ])
    await probe.close()
  })

  it('the address is what our own proxy saw: what a caller writes into X-Forwarded-For does not give a fresh count', async () => {
    const probe = await startProbe({ limiter: strict, trustProxy: true })
    for (const forged of ['1.1.1.1', '2.2.2.2'])
      await probe.call('POST', '/api/v1/probe/sign-in', { headers: { 'x-forwarded-for': `${forged}, 203.0.113.7` } })
    expect(new Set(asked.map(([, , address]) => address))).toEqual(new Set(['203.0.113.7']))
    await probe.close()
  })

  it('without a proxy the header means nothing', async () => {
    const probe = await startProbe({ limiter: strict })
    await probe.call('POST', '/api/v1/probe/sign-in', { headers: { 'x-forwarded-for': '1.1.1.1' } })
    expect(asked[0]?.[2]).toContain('127.0.0.1')
    await probe.close()
  })
})
