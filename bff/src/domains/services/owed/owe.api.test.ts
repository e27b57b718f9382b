import { form as formSchema } from '@shared/contract/form'
import { makeCaseGround } from '../../../../../test/support/case-ground'
import { openTestDb } from '../../../../../test/support/test-stores'
import type { Db } from '../../../platform/db/db'
import { writeOwed } from './owe'
import { markBroken, owedOf } from './store'

let db: Db
let ground: Awaited<ReturnType<typeof makeCaseGround>>
beforeAll(async () => {
  db = await openTestDb()
  ground = await makeCaseGround(db)
})
afterAll(() => db.close())

const YES_NO = ['yes', 'no'].map((value) => ({ value, label: value }))
const form = formSchema.parse({
  serviceId: 'example',
  version: '1',
  steps: [
    {
      id: 'papers',
      title: '材料',
      fields: [
        { id: 'rents', label: '住处', kind: 'choice', required: true, options: YES_NO },
        {
          ...{ id: 'lease', label: '租房合同', kind: 'upload', required: true, maxFiles: 1, later: { days: 10 } },
          when: { field: 'rents', is: 'yes' }
        },
        { id: 'photo', label: '照片', kind: 'upload', required: true, maxFiles: 1, later: { days: 10 } }
      ]
    }
  ]
})
const later = { instead: 'later' as const, agreed: true }
const handIn = (caseId: string, rents: 'yes' | 'no') =>
  db.tx((tx) =>
    writeOwed(
      tx,
      caseId,
      { form, answers: { rents, lease: later, photo: later }, at: ground.clock.now() },
      ground.calendar
    )
  )
const owed = async (caseId: string) => (await owedOf(db, caseId)).map(({ field, state }) => [field, state])

it('who mends an answer so that a paper is not asked for any more owes it no longer', async () => {
  const id = await ground.openCase(ground.clock.now())
  await handIn(id, 'yes')
  expect(await owed(id)).toEqual([
    ['lease', 'owed'],
    ['photo', 'owed']
  ])
  await handIn(id, 'no')
  expect(await owed(id)).toEqual([['photo', 'owed']])
})

it('a promise that was broken before stays on record', async () => {
  const id = await ground.openCase(ground.clock.now())
  await handIn(id, 'yes')
  await db.tx((tx) => markBroken(tx, { caseId: id, field: 'lease', on: '2026-09-01', reasonSealed: null }))
  await handIn(id, 'no')
  expect(await owed(id)).toEqual([
    ['lease', 'broken'],
    ['photo', 'owed']
  ])
})
