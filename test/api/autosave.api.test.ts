import fc from 'fast-check'
import type { Db } from '../../bff/src/platform/db/db'
import { makeAutosaveGround } from '../support/autosave-ground'
import { autosaveHistory, playAutosave } from '../support/autosave-histories'
import { openTestDb } from '../support/test-stores'

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
let db: Db
beforeAll(async () => {
  db = await openTestDb()
})
afterAll(() => db.close())

it(`wherever phone or server die (SEED=${seed}): no acknowledged edit is lost, exactly one case`, async () => {
  const ground = await makeAutosaveGround(async () => db)
  let crashes = 0
  await fc.assert(
    fc.asyncProperty(autosaveHistory, async (told) => {
      const played = await playAutosave(ground, told)
      crashes += played.crashes
      expect(played.problems).toEqual([])
    }),
    { numRuns: 25, seed }
  )
  expect(crashes).toBeGreaterThan(50)
})

it('the proof bites: a server that answers before it writes is found out', async () => {
  const ground = await makeAutosaveGround(async () => db, { careless: true })
  const played = await fc.check(
    fc.asyncProperty(autosaveHistory, async (told) => (await playAutosave(ground, told)).problems.length === 0),
    { numRuns: 25, seed, endOnFailure: true }
  )
  expect(played.failed).toBe(true)
})
