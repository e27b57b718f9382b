import { capturedLog } from '../../../../test/support/captured-log'
import { openTestDb } from '../../../../test/support/test-stores'
import { until as comesTo } from '../../../../test/support/until'
import { type MovableClock, movableClock } from '../clock/clock'
import type { Db } from '../db/db'
import { silentLog } from '../log/log'
import { makeMetrics } from '../metrics/metrics'
import { makeOutbox, type Outbox } from './outbox'
import { parkedWork, retryParked } from './parked'
import { makeOutboxWorker, type OutboxOutcome, type OutboxTopic, runOutbox } from './worker'

const HOUR_MS = 3_600_000
let db: Db
let clock: MovableClock
let outbox: Outbox
beforeAll(async () => {
  db = await openTestDb()
})
afterAll(() => db.close())
beforeEach(async () => {
  await db.query('delete from platform_outbox')
  clock = movableClock()
  outbox = makeOutbox(clock)
})

const enqueue = (topic: string, ...keys: string[]) =>
  db.tx(async (tx) => {
    for (const key of keys) await outbox.enqueue(tx, { topic, key, payload: { caseId: key } })
  })
const workerOf = (topics: Record<string, OutboxTopic>, log = silentLog()) =>
  makeOutboxWorker({ db, clock, log, metrics: makeMetrics({ processMetrics: false }), topics })
const noted = (list: string[], key: string): OutboxOutcome => {
  list.push(key)
  return { done: true }
}
/** Resolves once `open` is called: holds a handler in the middle of its work. */
const gate = () => {
  let open: () => void = () => undefined
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, passed }
}
const numbers = (count: number) => Array.from({ length: count }, (_, at) => String(at))
const turn = () => new Promise((resolve) => setImmediate(resolve))
const until = (holds: () => boolean) => comesTo(`${holds}`, holds)

describe('work is done at least once, whatever dies in between', () => {
  it('a worker that dies after it took the work: another does it once the lease is over, not before', async () => {
    const done: string[] = []
    let taken = false
    const dying = workerOf({
      mail: {
        handle: () => {
          taken = true
          return new Promise(() => undefined)
        }
      }
    })
    const other = workerOf({ mail: { handle: async ({ key }) => noted(done, key) } })
    await enqueue('mail', 'a')
    void dying.round('mail')
    await until(() => taken)
    await other.drain()
    expect(done).toEqual([])
    clock.moveBy(121_000)
    await other.drain()
    expect(done).toEqual(['a'])
  })

  it('on the embedded store, which has one process, what a killed one had taken is free at the next start', async () => {
    const done: string[] = []
    await enqueue('mail', 'a')
    await db.query('update platform_outbox set locked_until = $1', [new Date(clock.now().getTime() + HOUR_MS)])
    const next = workerOf({ mail: { handle: async ({ key }) => noted(done, key) } })
    await next.freeLeases()
    await next.drain()
    expect(done).toEqual(['a'])
  })

  it('a worker that dies after the work but before it was marked: it is done again, and its key lets the receiver notice', async () => {
    const effects = new Set<string>()
    let runs = 0
    const topics: Record<string, OutboxTopic> = {
      mail: {
        handle: async ({ key }) => {
          runs += 1
          effects.add(key)
          return { done: true }
        }
      }
    }
    await enqueue('mail', 'a')
    await workerOf(topics).drain()
    // the mark that the killed worker never wrote
    await db.query('update platform_outbox set done_at = null, locked_until = $1', [
      new Date(clock.now().getTime() + 1000)
    ])
    clock.moveBy(2000)
    await workerOf(topics).drain()
    expect(runs).toBe(2)
    expect([...effects]).toEqual(['a'])
  })

  it('what was decided in a transaction that rolled back is never done', async () => {
    const done: string[] = []
    await db
      .tx(async (tx) => {
        await outbox.enqueue(tx, { topic: 'mail', key: 'a', payload: {} })
        throw new Error('no')
      })
      .catch(() => undefined)
    await workerOf({ mail: { handle: async ({ key }) => noted(done, key) } }).drain()
    expect(done).toEqual([])
  })

  it('the same key enqueued twice is one piece of work, also after it was done', async () => {
    let runs = 0
    const worker = workerOf({
      mail: {
        handle: async () => {
          runs += 1
          return { done: true }
        }
      }
    })
    await enqueue('mail', 'a', 'a')
    await worker.drain()
    await enqueue('mail', 'a')
    await worker.drain()
    expect(runs).toBe(1)
  })
})

describe('work that fails', () => {
  it('comes again by the schedule and stops after 72 h, parked, and the owner is told once', async () => {
    const told: string[] = []
    const tries: number[] = []
    const worker = workerOf({
      mail: {
        handle: async ({ attempt }) => {
          tries.push(attempt)
          return { later: 'down' }
        },
        parked: async ({ key }) => void told.push(key)
      }
    })
    await enqueue('mail', 'a')
    const began = clock.now().getTime()
    const parked = async () => (await parkedWork(db))[0]
    while (!(await parked()) && tries.length < 2000) {
      await worker.round('mail')
      const [row] = await db.query<{ next_at: Date }>('select next_at from platform_outbox')
      clock.moveBy(Math.max(1, (row?.next_at.getTime() ?? 0) - clock.now().getTime()))
    }
    const row = await parked()
    expect(row).toMatchObject({ key: 'a', last_error: 'down', attempts: tries.length })
    const hours = ((row?.parked_at.getTime() ?? 0) - began) / HOUR_MS
    expect(hours).toBeGreaterThanOrEqual(72)
    expect(hours).toBeLessThan(72.5)
    expect(tries.length).toBeGreaterThan(200)

    clock.moveBy(30 * 24 * HOUR_MS)
    await worker.drain()
    expect(told).toEqual(['a'])
    expect(tries).toHaveLength(row?.attempts ?? 0)
  })

  it('starts anew with its 72 h when a person retries it', async () => {
    let down = true
    const worker = workerOf({
      mail: { handle: async () => (down ? { parked: 'refused E2002' } : { done: true }) }
    })
    await enqueue('mail', 'a')
    await worker.drain()
    const [row] = await parkedWork(db)
    down = false
    expect(await retryParked(db, clock, row?.id ?? 0)).toBe(true)
    expect(await retryParked(db, clock, row?.id ?? 0)).toBe(false)
    await worker.drain()
    expect(await db.query('select attempts, done_at is not null as done from platform_outbox')).toEqual([
      { attempts: 1, done: true }
    ])
  })

  it('is parked at once when trying again would change nothing', async () => {
    const told: string[] = []
    const worker = workerOf({
      mail: { handle: async () => ({ parked: 'refused E2002' }), parked: async ({ key }) => void told.push(key) }
    })
    await enqueue('mail', 'a')
    await worker.drain()
    expect((await parkedWork(db)).map(({ key, last_error }) => [key, last_error])).toEqual([['a', 'refused E2002']])
    expect(told).toEqual(['a'])
  })

  it('by an error of ours is tried again, tells nothing personal of the error, and does not stop its neighbours', async () => {
    const done: string[] = []
    const log = capturedLog()
    const handle: OutboxTopic['handle'] = async ({ key }) => {
      if (key === 'bad') throw new TypeError('张敏 669999198803120021')
      return noted(done, key)
    }
    await enqueue('mail', 'bad', 'good')
    await workerOf({ mail: { handle } }, log.log).drain()
    expect(done).toEqual(['good'])
    expect(await db.query("select done_at, last_error from platform_outbox where key = 'bad'")).toEqual([
      { done_at: null, last_error: 'TypeError' }
    ])
    expect(log.text()).toContain('worker.api.test.ts')
    expect(log.text()).not.toMatch(/张敏|6699/)
  })
})

describe('topics and workers side by side', () => {
  it('a slow topic does not hold up another one; its own queue waits', async () => {
    const slow = gate()
    const done: string[] = []
    const worker = workerOf({
      slow: {
        handle: async ({ key }) => {
          await slow.passed
          return noted(done, `slow ${key}`)
        }
      },
      quick: { handle: async ({ key }) => noted(done, `quick ${key}`) }
    })
    await enqueue('slow', ...numbers(21))
    const running = runOutbox(worker, outbox, silentLog())
    await enqueue('quick', 'a')
    await until(() => done.length > 0)
    await enqueue('quick', 'b')
    await until(() => done.length > 1)
    expect(done).toEqual(['quick a', 'quick b'])
    slow.open()
    await until(() => done.length === 23)
    await running.stop()
  })

  it('a topic that nobody handles stays untouched until somebody does', async () => {
    const done: string[] = []
    await enqueue('later', 'a')
    await workerOf({ mail: { handle: async () => ({ done: true }) } }).drain()
    expect(await db.query('select attempts, done_at, parked_at, locked_until from platform_outbox')).toEqual([
      { attempts: 0, done_at: null, parked_at: null, locked_until: null }
    ])
    await workerOf({ later: { handle: async ({ key }) => noted(done, key) } }).drain()
    expect(done).toEqual(['a'])
  })

  const watched = () => {
    const inHand = new Set<string>()
    const runs = new Map<string, number>()
    const clashes: string[] = []
    const handle: OutboxTopic['handle'] = async ({ key }) => {
      if (inHand.has(key)) clashes.push(key)
      inHand.add(key)
      runs.set(key, (runs.get(key) ?? 0) + 1)
      await turn()
      inHand.delete(key)
      return { done: true }
    }
    return { handle, runs, clashes }
  }

  it('four workers at once do 200 rows, each once, none twice at the same time', async () => {
    const seen = watched()
    await enqueue('mail', ...numbers(200))
    await Promise.all(Array.from({ length: 4 }, () => workerOf({ mail: { handle: seen.handle } }).drain()))
    expect(seen.clashes).toEqual([])
    expect(seen.runs.size).toBe(200)
    expect([...seen.runs.values()].every((count) => count === 1)).toBe(true)
  })

  it('with the leases taken away a row runs in two workers at once, so the test above can fail', async () => {
    const slow = gate()
    let inHand = 0
    let most = 0
    const handle: OutboxTopic['handle'] = async () => {
      inHand += 1
      most = Math.max(most, inHand)
      await slow.passed
      inHand -= 1
      return { done: true }
    }
    await enqueue('mail', 'a')
    const first = workerOf({ mail: { handle } }).round('mail')
    await until(() => inHand === 1)
    const second = workerOf({ mail: { handle } })
    await second.freeLeases()
    const again = second.round('mail')
    await until(() => inHand === 2)
    slow.open()
    await Promise.all([first, again])
    expect(most).toBe(2)
  })

  it('a running worker is woken by the commit and stops when asked, with nothing in hand', async () => {
    const done: string[] = []
    const running = runOutbox(workerOf({ mail: { handle: async ({ key }) => noted(done, key) } }), outbox, silentLog())
    await enqueue('mail', ...numbers(50))
    await until(() => done.length === 50)
    await running.stop()
    await enqueue('mail', 'after the stop')
    await turn()
    expect(done).toHaveLength(50)
    expect(await db.query('select key from platform_outbox where locked_until is not null')).toEqual([])
  })
})
