import net from 'node:net'
import { ownTime } from '../../../../test/support/own-time'
import { codeOf } from '../http/front'
import { makeRateLimiter } from '../http/rate-limit'
import { silentLog } from '../log/log'
import { openRedisKv, RedisAway } from './redis-kv'

const LIMIT_MS = 1500

/** As much of Redis as a connection needs; `mode` can be changed while it is connected. */
async function fakeRedis() {
  const state: { mode: 'answers' | 'mute' | 'hangs-up' } = { mode: 'answers' }
  const peers = new Set<net.Socket>()
  const server = net.createServer((peer) => {
    peers.add(peer)
    peer.on('error', () => undefined)
    peer.on('data', (sent) => {
      if (state.mode === 'hangs-up') peer.destroy()
      // each command is an array "*n"; +OK fits every command of the handshake
      else if (state.mode === 'answers') peer.write('+OK\r\n'.repeat(sent.toString().split(/^\*\d+\r$/m).length - 1))
    })
  })
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  )
  return {
    state,
    url: `redis://127.0.0.1:${port}`,
    close: () => {
      for (const peer of peers) peer.destroy()
      return new Promise((resolve) => server.close(resolve))
    }
  }
}

async function timed(act: () => Promise<unknown>) {
  const { value, ms } = await ownTime(() =>
    act().then(
      () => null,
      (thrown: unknown) => thrown
    )
  )
  return { error: value, ms }
}

type FakeRedis = Awaited<ReturnType<typeof fakeRedis>>

/** The tests wait for the same limit; side by side they wait once. */
const beside = (name: string, run: (redis: FakeRedis, open: () => Promise<Opened>) => Promise<void>) =>
  it.concurrent(name, async () => {
    const redis = await fakeRedis()
    const opened: Opened[] = []
    const open = async () => {
      const kv = await openRedisKv(redis.url, silentLog())
      opened.push(kv)
      return kv
    }
    try {
      await run(redis, open)
    } finally {
      await redis.close()
      await Promise.all(opened.map((kv) => kv.close()))
    }
  })
type Opened = Awaited<ReturnType<typeof openRedisKv>>

beside('a Redis that takes the connection and never answers fails the start within 1.5 s, not never', async (redis) => {
  redis.state.mode = 'mute'
  const { error, ms } = await timed(() => openRedisKv(redis.url, silentLog()))
  expect(error).toBeInstanceOf(RedisAway)
  expect(ms).toBeLessThan(LIMIT_MS)
})

beside('a Redis that is not there fails the start at once', async () => {
  const { error, ms } = await timed(() => openRedisKv('redis://127.0.0.1:1', silentLog()))
  expect(error).toMatchObject({ message: expect.stringContaining('ECONNREFUSED') })
  expect(ms).toBeLessThan(LIMIT_MS)
})

beside(
  'a Redis that falls silent later fails every command within 1.5 s, as a store that is away',
  async (redis, open) => {
    const kv = await open()
    redis.state.mode = 'mute'
    const tried = await Promise.all(
      [
        () => kv.get('a'),
        () => kv.set('a', 'b', 1000),
        () => kv.setIfAbsent('a', 'b', 1000),
        () => kv.take('a'),
        () => kv.remove('a'),
        () => kv.publish('a', 'b'),
        () => kv.subscribe('a', () => undefined),
        () => kv.ping()
      ].map(timed)
    )
    expect(tried.map(({ error }) => codeOf(error))).toEqual(Array(8).fill('unavailable'))
    expect(Math.max(...tried.map(({ ms }) => ms))).toBeLessThan(LIMIT_MS)
  }
)

beside(
  'writes go on by a count of their own while Redis is silent; signing in is refused, not left hanging',
  async (redis, open) => {
    const limiter = makeRateLimiter({ redis: await open(), scale: 1 })
    redis.state.mode = 'mute'
    const [write, signIn] = await Promise.all([
      timed(async () => limiter.take('write', 'citizen', '10.0.0.1')),
      timed(async () => limiter.take('sign-in', 'citizen', '10.0.0.1'))
    ])
    expect(write.error).toBeNull()
    expect(codeOf(signIn.error)).toBe('unavailable')
    expect(Math.max(write.ms, signIn.ms)).toBeLessThan(LIMIT_MS)
  }
)

beside(
  'a connection cut in the middle of a command is a store that is away, not a defect of ours',
  async (redis, open) => {
    const kv = await open()
    redis.state.mode = 'hangs-up'
    const cut = await timed(() => kv.get('a'))
    const after = await timed(() => kv.get('a'))
    expect([codeOf(cut.error), codeOf(after.error)]).toEqual(['unavailable', 'unavailable'])
    expect(cut.ms + after.ms).toBeLessThan(LIMIT_MS)
  }
)
