import fc from 'fast-check'
import type { Db } from '../../bff/src/platform/db/db'
import { history, play } from '../support/case-histories'
import { type DeskGround, makeDeskGround } from '../support/desk-ground'
import { openTestDb } from '../support/test-stores'

let db: Db
let ground: DeskGround
beforeAll(async () => {
  db = await openTestDb()
  ground = await makeDeskGround(db)
})
afterAll(() => db.close())

it('whatever applicant, clerks, clock and crashes do: one case each, legal steps, always an owner and a deadline', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (told) => {
      expect(await play(ground, told)).toEqual([])
    }),
    { numRuns: 40 }
  )
}, 60_000)

it('the check sees a case that loses its deadline behind the machine’s back', async () => {
  await db.query(
    'create rule no_deadline as on insert to services_desk_acts do also update services_desk_cases set due_day = null'
  )
  const moves = [{ does: 'deliver' as const, by: 0, n: 1, crash: 0, again: false }]
  const told = {
    variant: 0,
    submitCrash: 0,
    moves: [...moves, { does: 'accept' as const, by: 0, n: 1, crash: 0, again: false }]
  }
  expect(await play(ground, told)).toContain('accept: accepted without a deadline')
  await db.query('drop rule no_deadline on services_desk_acts')
})
