import { randomBytes } from 'node:crypto'
import { until } from '../../../../test/support/until'
import { silentLog } from '../log/log'
import type { Kv } from './kv'
import { makeMemoryKv } from './memory-kv'
import { openRedisKv } from './redis-kv'

const redis = process.env.TEST_REDIS_URL
const prefix = `t${randomBytes(4).toString('hex')}:`
/** Long enough that what is read at once is still there, also on a busy machine. */
const SHORT_MS = 1_000
const openers: [string, () => Promise<Kv>][] = [
  ['memory', async () => makeMemoryKv()],
  ...(redis ? [['redis', () => openRedisKv(redis, silentLog(), prefix)] satisfies [string, () => Promise<Kv>]] : [])
]

describe.each(openers)('the key-value store (%s)', (_kind, open) => {
  let kv: Kv
  beforeAll(async () => {
    kv = await open()
  })
  afterAll(() => kv.close())
  let key = ''
  let made = 0
  beforeEach(() => {
    made += 1
    key = `key-${made}`
  })
  /** Looks again until the value is gone; the time is the store's own, so it is waited for, not assumed. */
  const untilGone = () => until('the value is gone', async () => (await kv.get(key)) === null)

  it('gives back what was put in, word for word, and null for what was not', async () => {
    await kv.set(key, '渝中区 👩‍👩‍👧‍👦 "{}"\n', 10_000)
    expect(await kv.get(key)).toBe('渝中区 👩‍👩‍👧‍👦 "{}"\n')
    await kv.set(key, '', 10_000)
    expect(await kv.get(key)).toBe('')
    expect(await kv.get('never-put')).toBeNull()
  })

  it('forgets a value after its time, not before', async () => {
    await kv.set(key, 'short', SHORT_MS)
    await kv.set('long', 'kept', 60_000)
    expect(await kv.get(key)).toBe('short')
    await untilGone()
    expect(await kv.get('long')).toBe('kept')
  })

  it('counts the time anew when a value is put again', async () => {
    await kv.set(key, 'a', 1)
    await kv.set(key, 'b', 60_000)
    await kv.set(`${key}-other`, 'x', 20)
    key = `${key}-other`
    await untilGone()
    expect(await kv.get(key.replace('-other', ''))).toBe('b')
  })

  it('lets one of fifty callers in when all ask whether a value is absent, and the next one after its time', async () => {
    const first = await Promise.all(Array.from({ length: 50 }, (_, who) => kv.setIfAbsent(key, String(who), SHORT_MS)))
    expect(first.filter(Boolean)).toHaveLength(1)
    expect(await kv.get(key)).toBe(String(first.indexOf(true)))
    await untilGone()
    expect(await kv.setIfAbsent(key, 'next', 30)).toBe(true)
  })

  it('gives a value to one of fifty callers that take it at once', async () => {
    await kv.set(key, 'one-time', 10_000)
    const taken = await Promise.all(Array.from({ length: 50 }, () => kv.take(key)))
    expect(taken.filter((value) => value !== null)).toEqual(['one-time'])
  })

  it('to several of them when they read and then remove, so the test above can fail', async () => {
    await kv.set(key, 'one-time', 10_000)
    const readThenRemove = async () => {
      const value = await kv.get(key)
      await kv.remove(key)
      return value
    }
    const taken = await Promise.all(Array.from({ length: 50 }, readThenRemove))
    expect(taken.filter((value) => value !== null).length).toBeGreaterThan(1)
  })

  it('has nothing to take after the time, and nothing after removal', async () => {
    await kv.set(key, 'late', 20)
    await untilGone()
    expect(await kv.take(key)).toBeNull()
    await kv.set(key, 'x', 10_000)
    await kv.remove(key)
    expect(await kv.get(key)).toBeNull()
    expect(await kv.setIfAbsent(key, 'y', 10_000)).toBe(true)
  })

  it('tells every hearer of a channel, this process included, in order, and nobody of another channel', async () => {
    const heard: string[] = []
    const elsewhere: string[] = []
    let last: () => void
    const all = new Promise<void>((resolve) => {
      last = resolve
    })
    await kv.subscribe('news', (text) => heard.push(`a:${text}`))
    await kv.subscribe('other', (text) => elsewhere.push(text))
    await kv.subscribe('news', (text) => {
      heard.push(`b:${text}`)
      if (text === 'two') last()
    })
    await kv.publish('news', 'one')
    await kv.publish('news', 'two')
    await all
    expect(heard.filter((line) => line.startsWith('a'))).toEqual(['a:one', 'a:two'])
    expect(heard.filter((line) => line.startsWith('b'))).toEqual(['b:one', 'b:two'])
    expect(elsewhere).toEqual([])
  })

  it('answers a ping', async () => {
    await expect(kv.ping()).resolves.toBeUndefined()
  })
})

it('the store in memory stays bounded: the oldest values go first', async () => {
  const kv = makeMemoryKv({ maxKeys: 3 })
  for (const key of ['a', 'b', 'c', 'd']) await kv.set(key, key, 60_000)
  expect(await Promise.all(['a', 'b', 'c', 'd'].map((key) => kv.get(key)))).toEqual([null, 'b', 'c', 'd'])
})

if (redis)
  it('two products on one Redis do not see each other', async () => {
    const [one, other] = await Promise.all([
      openRedisKv(redis, silentLog(), `${prefix}one:`),
      openRedisKv(redis, silentLog(), `${prefix}other:`)
    ])
    const heard: string[] = []
    await other.subscribe('news', (text) => heard.push(text))
    await one.set('key', 'mine', 10_000)
    await one.publish('news', 'mine')
    await other.publish('news', 'own')
    await other.ping()
    expect(await other.get('key')).toBeNull()
    expect(heard).toEqual(['own'])
    await Promise.all([one.close(), other.close()])
  })
