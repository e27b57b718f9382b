import fc from 'fast-check'
import { openTestDb } from '../../../../test/support/test-stores'
import { movableClock } from '../clock/clock'
import type { Db, Tx } from '../db/db'
import { newId } from '../new-id'
import { expireSlots, makeSlots } from './slots'

const MINUTE = 60_000
let db: Db
const clock = movableClock()
const slots = makeSlots(clock)
beforeAll(async () => {
  db = await openTestDb()
})
afterAll(() => db.close())

const inMinutes = (minutes: number) => new Date(clock.now().getTime() + minutes * MINUTE)
const offer = (resource: string, capacity: number) => ({ resource, slot: '2026-11-23T09:00', capacity })
const hold = (resource: string, capacity: number, { quantity = 1, minutes = 10 } = {}) =>
  db.tx((tx) => slots.hold(tx, { ...offer(resource, capacity), quantity, until: inMinutes(minutes) }))
const freeOf = async (resource: string, capacity: number) =>
  (await slots.free(db, resource, [offer(resource, capacity)])).get('2026-11-23T09:00')
const taken = async (resource: string) =>
  (await db.query<{ taken: number }>('select taken from platform_slots where resource = $1', [resource]))[0]?.taken

/** The same slots with the guard taken out of the statement that counts. */
const unguarded = (tx: Tx): Tx => ({
  ...tx,
  query: (text, params) => tx.query(text.replace('where counter.taken + excluded.taken <= $4::int', ''), params)
})

describe('a crowd that wants the same slot at once', () => {
  const crowd = (resource: string, through: (tx: Tx) => Tx) =>
    Promise.all(
      Array.from({ length: 200 }, () =>
        db.tx((tx) => slots.hold(through(tx), { ...offer(resource, 20), quantity: 1, until: inMinutes(10) }))
      )
    )

  it('gets as many places as there are, not one more', async () => {
    const outcomes = await crowd('crowd', (tx) => tx)
    expect(outcomes.filter((outcome) => outcome !== 'full')).toHaveLength(20)
    expect(await freeOf('crowd', 20)).toBe(0)
    expect(await taken('crowd')).toBe(20)
  })

  it('gets too many when the guard is off: it is the guard that keeps the number', async () => {
    const outcomes = await crowd('unguarded', unguarded)
    expect(outcomes.filter((outcome) => outcome !== 'full').length).toBeGreaterThan(20)
  })
})

describe('a hold', () => {
  it('of more places than there are is refused whole, on an untouched slot too', async () => {
    expect(await hold('whole', 3, { quantity: 4 })).toBe('full')
    expect(await hold('whole', 3, { quantity: 2 })).not.toBe('full')
    expect(await hold('whole', 3, { quantity: 2 })).toBe('full')
    expect(await freeOf('whole', 3)).toBe(1)
  })

  it('counts no more from the moment its time has come, before any job has run', async () => {
    const first = await hold('expiry', 1, { minutes: 10 })
    clock.moveBy(10 * MINUTE - 1000)
    expect(await hold('expiry', 1)).toBe('full')
    clock.moveBy(1000)
    expect(await freeOf('expiry', 1)).toBe(1)
    expect(await db.tx((tx) => slots.confirm(tx, first))).toBe(false)
    expect(await hold('expiry', 1)).not.toBe('full')
    expect(await db.tx((tx) => slots.confirm(tx, first))).toBe(false)
    expect(await db.tx((tx) => slots.release(tx, first))).toBe(false)
    expect(await taken('expiry')).toBe(1)
  })

  it('that was confirmed in time stays, whatever the clock says', async () => {
    const id = await hold('confirmed', 1)
    expect(await db.tx((tx) => slots.confirm(tx, id))).toBe(true)
    clock.moveBy(60 * MINUTE)
    await expireSlots(db, clock).run()
    expect(await hold('confirmed', 1)).toBe('full')
    expect(await db.tx((tx) => slots.confirm(tx, id))).toBe(true)
  })

  it('is given back once, however often it is released', async () => {
    const id = await hold('released', 2)
    await hold('released', 2)
    expect(await db.tx((tx) => slots.release(tx, id))).toBe(true)
    expect(await db.tx((tx) => slots.release(tx, id))).toBe(false)
    expect(await freeOf('released', 2)).toBe(1)
  })

  it('of a transaction that fails was never there', async () => {
    const failed = db.tx(async (tx) => {
      await slots.hold(tx, { ...offer('failed', 1), quantity: 1, until: null })
      throw new Error('half way')
    })
    await expect(failed).rejects.toThrow('half way')
    expect(await freeOf('failed', 1)).toBe(1)
  })

  it('leaves nothing behind: the job removes it, and in time the counter as well', async () => {
    await hold('forgotten', 2, { quantity: 2, minutes: 1 })
    clock.moveBy(2 * MINUTE)
    await expireSlots(db, clock).run()
    expect(await taken('forgotten')).toBe(0)
    expect(await db.query("select 1 from platform_slot_holds where resource = 'forgotten'")).toEqual([])
    clock.moveBy(31 * 24 * 60 * MINUTE)
    await expireSlots(db, clock).run()
    expect(await taken('forgotten')).toBeUndefined()
  })
})

it('capacity lowered below what is taken leaves nothing free and takes nobody’s place away', async () => {
  await hold('lowered', 5, { quantity: 4 })
  expect(await freeOf('lowered', 3)).toBe(0)
  expect(await hold('lowered', 3)).toBe('full')
  expect(await taken('lowered')).toBe(4)
})

const step = fc.oneof(
  fc.record({
    kind: fc.constant('hold' as const),
    quantity: fc.integer({ min: 1, max: 3 }),
    minutes: fc.integer({ min: 1, max: 5 })
  }),
  fc.record({ kind: fc.constantFrom('confirm' as const, 'release' as const), nth: fc.nat({ max: 6 }) }),
  fc.record({ kind: fc.constantFrom('wait' as const, 'expire' as const) })
)

it('through any history the counter is the sum of what is held, free is the rest, and neither is ever wrong', async () => {
  const CAPACITY = 5
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 18 }), async (history) => {
      const resource = newId()
      /** what a person with pencil and paper would know: quantity and end by hold */
      const known = new Map<string, { quantity: number; until: Date | null }>()
      const live = () =>
        [...known.values()]
          .filter(({ until }) => !until || until > clock.now())
          .reduce((sum, one) => sum + one.quantity, 0)
      for (const one of history) {
        const id = 'nth' in one ? ([...known.keys()][one.nth] ?? '') : ''
        const held = known.get(id)
        const standing = held !== undefined && (!held.until || held.until > clock.now())
        if (one.kind === 'hold') {
          const fits = live() + one.quantity <= CAPACITY
          const got = await hold(resource, CAPACITY, one)
          expect(got !== 'full').toBe(fits)
          if (got !== 'full') known.set(got, { quantity: one.quantity, until: inMinutes(one.minutes) })
        }
        if (one.kind === 'confirm') {
          expect(await db.tx((tx) => slots.confirm(tx, id))).toBe(standing)
          if (held && standing) held.until = null
        }
        if (one.kind === 'release') {
          await db.tx((tx) => slots.release(tx, id))
          known.delete(id)
        }
        if (one.kind === 'wait') clock.moveBy(2 * MINUTE)
        if (one.kind === 'expire') await expireSlots(db, clock).run()
        expect(await freeOf(resource, CAPACITY)).toBe(CAPACITY - live())
      }
    }),
    { numRuns: 40 }
  )
})
