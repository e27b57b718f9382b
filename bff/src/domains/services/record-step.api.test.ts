import fc from 'fast-check'
import { makeCaseGround } from '../../../../test/support/case-ground'
import { openTestDb } from '../../../../test/support/test-stores'
import type { Db } from '../../platform/db/db'
import { isRefused } from '../../platform/http/refused'
import { type CaseRow, caseById, eventsOf } from './case-store'
import type { CaseStep } from './port'

let db: Db
let ground: Awaited<ReturnType<typeof makeCaseGround>>
beforeAll(async () => {
  db = await openTestDb()
  ground = await makeCaseGround(db)
})
afterAll(() => db.close())

const began = new Date('2026-09-28T02:00:00Z').getTime()
const step = (outerId: string, state: CaseStep['state'], minute: number, eventId = `${state}-${minute}`): CaseStep => ({
  eventId,
  outerId,
  receiptNo: 'YKB1',
  state,
  at: new Date(began + minute * 60_000),
  note: `${state} ${minute}`,
  correction: state === 'correction' ? [{ item: '身份证', reason: `看不清 ${minute}` }] : [],
  result: state === 'completed' ? { title: '登记表', documentNo: '1', issuedAt: new Date(began) } : null
})
const openCase = () => ground.openCase(new Date(began - 60_000))
const found = async (caseId: string): Promise<CaseRow> => {
  const row = await caseById(db, caseId)
  if (!row) throw new Error('no such case')
  return row
}
const states = async (caseId: string) => (await eventsOf(db, caseId)).map((event) => event.state)
/** What a citizen sees of a case in the end, without ids and moments of writing. */
const finalState = async (caseId: string) => {
  const row = await found(caseId)
  return {
    state: row.state,
    accepted: row.accepted_at?.toISOString(),
    promisedDay: row.promised_day,
    received: row.received_at?.toISOString(),
    receiptNo: row.receipt_no,
    delivery: row.delivery,
    asksForCorrection: row.correction_sealed !== null,
    hasResult: row.result_sealed !== null,
    timeline: await states(caseId)
  }
}

describe('reports of a department in any order', () => {
  const middle = fc.array(fc.constantFrom('accepted', 'reviewing', 'correction', 'received'), { maxLength: 4 })
  const way = fc
    .record({ middle, end: fc.constantFrom('completed', 'refused', 'reviewing', 'correction') })
    .map(({ middle: steps, end }): CaseStep['state'][] => ['received', ...steps, end])

  it('give the same final state as in the right order', async () => {
    const shuffled = way.chain((states) =>
      fc.tuple(
        fc.constant(states),
        fc.shuffledSubarray(
          states.map((_, at) => at),
          { minLength: states.length }
        )
      )
    )
    await fc.assert(
      fc.asyncProperty(shuffled, async ([way, order]) => {
        const [right, mixed] = [await openCase(), await openCase()]
        for (const [at, state] of way.entries()) await ground.recordStep.step(step(right, state, at))
        for (const at of order) await ground.recordStep.step(step(mixed, way[at] ?? 'received', at))
        expect(await finalState(mixed)).toEqual(await finalState(right))
      }),
      { numRuns: 20 }
    )
  })

  it('also when the department’s clock shows seconds only and two steps fall into one', async () => {
    const usual: CaseStep['state'][] = ['received', 'accepted', 'reviewing', 'completed']
    const right = await openCase()
    for (const state of usual) await ground.recordStep.step(step(right, state, 0))
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(usual, { minLength: 4 }), async (order) => {
        const mixed = await openCase()
        for (const state of order) await ground.recordStep.step(step(mixed, state, 0))
        expect(await finalState(mixed)).toEqual(await finalState(right))
      }),
      { numRuns: 12 }
    )
  })

  it('a late report stands in its place in the timeline and does not take the case back', async () => {
    const id = await openCase()
    for (const [state, minute] of [
      ['received', 1],
      ['reviewing', 5],
      ['accepted', 3]
    ] as const)
      await ground.recordStep.step(step(id, state, minute))
    expect(await states(id)).toEqual(['submitted', 'received', 'accepted', 'reviewing'])
    expect((await found(id)).state).toBe('reviewing')
  })
})

describe('a case that has ended', () => {
  const ended = async (state: 'completed' | 'refused') => {
    const id = await openCase()
    for (const [at, one] of (['received', 'accepted', state] as const).entries())
      await ground.recordStep.step(step(id, one, at))
    return id
  }

  it.each(['completed', 'refused'] as const)('%s is not opened again by a report dated later', async (state) => {
    const id = await ended(state)
    const told = await db.query('select 1 from messages_inbox where about_id = $1', [id])
    for (const [at, late] of (['accepted', 'reviewing', 'correction'] as const).entries())
      await ground.recordStep.step(step(id, late, 60 + at))
    expect(await found(id)).toMatchObject({ state, correction_sealed: null })
    expect((await states(id)).at(-1)).toBe(state)
    expect(await db.query('select 1 from messages_inbox where about_id = $1', [id])).toHaveLength(told.length)
  })

  it('stands the same when what was dated later came first', async () => {
    const id = await openCase()
    await ground.recordStep.step(step(id, 'reviewing', 60))
    await ground.recordStep.step(step(id, 'completed', 5))
    expect(await states(id)).toEqual(['submitted', 'reviewing', 'completed'])
    expect((await found(id)).state).toBe('completed')
  })
})

describe('a report that comes again', () => {
  it('counts once, however many come at the same moment', async () => {
    const id = await openCase()
    await Promise.all(Array.from({ length: 10 }, () => ground.recordStep.step(step(id, 'accepted', 1))))
    expect(await states(id)).toEqual(['submitted', 'accepted'])
    const told = await db.query('select 1 from messages_inbox where about_id = $1', [id])
    expect(told).toHaveLength(1)
  })

  it('under another number is another report, so the test above can fail', async () => {
    const id = await openCase()
    await ground.recordStep.step(step(id, 'accepted', 1, 'a'))
    await ground.recordStep.step(step(id, 'accepted', 1, 'b'))
    expect(await states(id)).toEqual(['submitted', 'accepted', 'accepted'])
  })

  it('for a case that is not ours is refused and leaves nothing', async () => {
    const refused = await ground.recordStep.step(step('somebody-elses-case', 'accepted', 1))
    expect(isRefused(refused) && refused.code).toBe('not_found')
    expect(await eventsOf(db, 'somebody-elses-case')).toEqual([])
  })
})

describe('the promised day', () => {
  const promised = async (acceptedAt: string) => {
    const id = await openCase()
    await ground.recordStep.step({ ...step(id, 'accepted', 0), at: new Date(acceptedAt) })
    return (await found(id)).promised_day
  }

  it.each([
    [
      'on the last working day before 国庆 2026, over the holiday and the worked Saturday',
      '2026-09-30T09:00:00+08:00',
      '2026-10-13'
    ],
    ['within the holiday', '2026-10-03T12:00:00+08:00', '2026-10-13'],
    ['before 中秋 and 国庆', '2026-09-22T09:00:00+08:00', '2026-09-30'],
    ['a minute before midnight in Chongqing', '2026-09-30T23:59:00+08:00', '2026-10-13'],
    ['a minute after it, which is the evening before in UTC', '2026-10-08T00:01:00+08:00', '2026-10-14']
  ])('of five working days accepted %s', async (_what, acceptedAt, day) => {
    expect(await promised(acceptedAt)).toBe(day)
  })
})
