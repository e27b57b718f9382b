import { openTestDb } from '../../../../test/support/test-stores'
import { type MovableClock, movableClock } from '../clock/clock'
import type { Db } from '../db/db'
import { silentLog } from '../log/log'
import { makeMetrics } from '../metrics/metrics'
import { type RecurringJob, runIfDue, runRecurring } from './recurring'
import { makeUpkeep } from './upkeep'

const HOUR_MS = 3_600_000
let db: Db
let clock: MovableClock
beforeAll(async () => {
  db = await openTestDb()
})
afterAll(() => db.close())
beforeEach(async () => {
  await db.query('delete from platform_recurring')
  clock = movableClock()
})

const counted = (act: () => Promise<void> = async () => undefined) => {
  const job = {
    name: 'tidy',
    everyMs: HOUR_MS,
    runs: 0,
    run: async () => {
      job.runs += 1
      await act()
    }
  }
  return job satisfies RecurringJob
}
const processes = (job: RecurringJob, many: number) =>
  Promise.all(Array.from({ length: many }, () => runIfDue(db, clock, job)))

it('of ten processes that look at the same moment one runs the turn', async () => {
  const job = counted()
  const ran = await processes(job, 10)
  expect(ran.filter(Boolean)).toHaveLength(1)
  expect(job.runs).toBe(1)
})

it('without a common row each process would run it, so the test above can fail', async () => {
  const job = counted()
  await Promise.all(['a', 'b'].map((name) => runIfDue(db, clock, { ...job, name })))
  expect(job.runs).toBe(2)
})

it('a restart does not repeat a turn; the next one comes when its time is over', async () => {
  const job = counted()
  await processes(job, 1)
  clock.moveBy(HOUR_MS - 60_000)
  await processes(job, 2)
  expect(job.runs).toBe(1)
  clock.moveBy(2 * 60_000)
  await processes(job, 2)
  expect(job.runs).toBe(2)
})

it('a turn that takes long is not begun again by another process', async () => {
  let finish: () => void = () => undefined
  const job = counted(() => new Promise((resolve) => (finish = resolve)))
  const long = runIfDue(db, clock, job)
  while (job.runs === 0) await new Promise((turn) => setImmediate(turn))
  clock.moveBy(9 * 60_000)
  expect(await processes(job, 3)).toEqual([false, false, false])
  finish()
  expect(await long).toBe(true)
})

it('a turn whose process died, or that failed, is taken up by another one after ten minutes', async () => {
  let broken = true
  const job = counted(async () => {
    if (broken) throw new Error('killed')
  })
  await expect(runIfDue(db, clock, job)).rejects.toThrow('killed')
  broken = false
  clock.moveBy(9 * 60_000)
  expect(await processes(job, 2)).toEqual([false, false])
  clock.moveBy(2 * 60_000)
  expect((await processes(job, 2)).filter(Boolean)).toHaveLength(1)
})

it('a job that fails does not keep the next one from its turn, and the runner ends when asked', async () => {
  const second = { ...counted(), name: 'second' }
  let ran = false
  const running = runRecurring(db, clock, silentLog(), [
    { ...counted(() => Promise.reject(new Error('no'))), name: 'first' },
    {
      ...second,
      run: async () => {
        ran = true
      }
    }
  ])
  await running.stop()
  expect(ran).toBe(true)
})

it('the upkeep of the platform forgets what is old, keeps what is not, and runs on this store', async () => {
  const days = (count: number) => new Date(clock.now().getTime() - count * 24 * HOUR_MS)
  const reply = (key: string, at: Date) =>
    db.query("insert into platform_idempotency values ('s', $1, 'f', 'r', $2)", [key, at])
  const work = (key: string, at: Date, done: Date | null) =>
    db.query(
      `insert into platform_outbox (topic, key, payload, created_at, next_at, done_at) values ('t', $1, '{}', $2, $2, $3)`,
      [key, at, done]
    )
  await reply('old', days(8))
  await reply('new', days(6))
  await work('old', days(40), days(31))
  await work('new', days(40), days(29))
  await work('still open', days(400), null)
  const metrics = makeMetrics({ processMetrics: false })
  for (const job of makeUpkeep(db, clock, metrics)) expect(await runIfDue(db, clock, job)).toBe(true)
  expect(await db.query('select key from platform_idempotency')).toEqual([{ key: 'new' }])
  expect(await db.query('select key from platform_outbox order by id')).toEqual([{ key: 'new' }, { key: 'still open' }])
  expect((await metrics.outboxWaiting.get()).values).toEqual([expect.objectContaining({ value: 1 })])
})
