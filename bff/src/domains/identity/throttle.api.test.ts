import { randomBytes } from 'node:crypto'
import { openTestDb } from '../../../../test/support/test-stores'
import { movableClock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import { makeSealer } from '../../platform/seal/sealer'
import { type Counted, makeThrottle } from './throttle'

const MINUTE = 60_000
const clock = movableClock()
const sealer = makeSealer({
  masterKeys: [{ id: 'k1', key: randomBytes(32) }],
  indexKey: randomBytes(32),
  algorithm: 'sm4'
})
let db: Db
let throttle: ReturnType<typeof makeThrottle>
beforeAll(async () => {
  db = await openTestDb()
  throttle = makeThrottle({ db, clock, sealer, scale: 1 })
  // pauses are told to the second: time goes by only when the clock is moved
  jest.spyOn(Date, 'now').mockReturnValue(Date.now())
})
afterAll(() => {
  jest.restoreAllMocks()
  return db.close()
})
beforeEach(() => db.query('delete from identity_throttles'))

const count = (...counted: Counted[]) => db.tx((tx) => throttle.count(tx, counted))
const wait = (...counted: Counted[]) => db.tx((tx) => throttle.wait(tx, counted))

it('five wrong tries are free, then each further one costs a longer pause', async () => {
  const pauses: number[] = []
  for (let i = 0; i < 10; i += 1) pauses.push(await count(['wrong:number+address', 'a']))
  expect(pauses).toEqual([0, 0, 0, 0, 60, 120, 300, 900, 3600, 3600])
})

it('a pause is over when it is over, and what one did holds back nobody else', async () => {
  await count(['send:number', 'a'])
  expect([await wait(['send:number', 'a']), await wait(['send:number', 'b'])]).toEqual([60, 0])
  clock.moveBy(MINUTE)
  expect(await wait(['send:number', 'a'])).toBe(0)
})

it('the longest of several pauses counts', async () => {
  await count(['send:number', 'a'])
  await count(['send:number', 'a'])
  await count(['send:number', 'b'])
  expect(await wait(['send:number', 'b'], ['send:number', 'a'])).toBe(120)
})

it('a day without another try is forgotten, the right answer at once', async () => {
  for (let i = 0; i < 8; i += 1) await count(['wrong:person', 'a'])
  clock.moveBy(24 * 60 * MINUTE + 1)
  expect(await count(['wrong:person', 'a'])).toBe(0)
  for (let i = 0; i < 8; i += 1) await count(['wrong:person', 'a'])
  await db.tx((tx) => throttle.forgive(tx, [['wrong:person', 'a']]))
  expect(await wait(['wrong:person', 'a'])).toBe(0)
})

it('an address that thousands share is counted anew every ten minutes, however busy it is', async () => {
  const pauses: number[] = []
  for (let i = 0; i < 400; i += 1) {
    pauses.push(await count(['send:address', '10.0.0.1']))
    clock.moveBy(3_000)
  }
  expect(Math.max(...pauses)).toBe(0)
  for (let i = 0; i < 301; i += 1) pauses.push(await count(['send:address', '10.0.0.1']))
  expect(Math.max(...pauses)).toBeGreaterThan(0)
})

it('counts twenty tries at the same moment as twenty', async () => {
  await Promise.all(Array.from({ length: 20 }, () => count(['wrong:number', 'a'])))
  expect(await wait(['wrong:number', 'a'])).toBe(60)
})

it('keeps neither numbers nor addresses, and cleans up after a day', async () => {
  await count(['send:number', '19900000001'], ['send:address', '10.11.12.13'])
  const rows = await db.query<{ key: string }>('select key from identity_throttles')
  expect(rows.map(({ key }) => key).join()).not.toMatch(/19900000001|10\.11/)
  clock.moveBy(24 * 60 * MINUTE + 1)
  await throttle.cleanUp.run()
  expect(await db.query('select 1 from identity_throttles')).toEqual([])
})
