import { randomBytes } from 'node:crypto'
import { isBad, type RatingLevel } from '@shared/contract/feedback'
import fc from 'fast-check'
import { openTestDb } from '../../../../test/support/test-stores'
import { parseCalendars } from '../../platform/clock/calendar'
import { movableClock } from '../../platform/clock/clock'
import type { Db, Tx } from '../../platform/db/db'
import { isRefused } from '../../platform/http/refused'
import { newId } from '../../platform/new-id'
import { makeOutbox } from '../../platform/outbox/outbox'
import { makeSealer } from '../../platform/seal/sealer'
import type { RatingsDefinition } from '../content/port'
import { makeCitizenSeals } from '../identity/seals'
import { insertCitizen } from '../identity/store'
import type { ActingCaller } from '../mandates/port'
import { makeNotify } from '../messages/service'
import { makeTasks } from '../tasks/open-task'
import type { MendingAct } from './mending-rules'
import { makeMendings } from './mendings'
import { makeOverdueJob } from './overdue'
import type { RateableKind, Rateables } from './port'
import { makeRatings } from './ratings'
import { badRatings, mendingOf, type RatingRow, ratingOf, stepsOf } from './store'

const ofCase = (id: string) => ({ kind: 'case' as const, id })
const DAY_MS = 24 * 3_600_000
const OFFICE = 'government-services'
const DEPARTMENT = 'human-resources'
/** The department has one person only: its work must be checked by the office. */
/** had the case in hand */
const HANDLER = 'dan'
const STAFF: Record<string, string[]> = { [DEPARTMENT]: ['ann', HANDLER], [OFFICE]: ['bo', 'cy'] }
const content: RatingsDefinition = {
  levels: [{ level: 'bad', reasons: [{ id: 'slow', label: '办得慢' }], source: null }],
  deadlines: { contact: 1, mend: 5, check: 2, answer: 5 },
  resultWaitDays: 5
}

let db: Db
let ground: Awaited<ReturnType<typeof makeGround>>
beforeAll(async () => {
  db = await openTestDb()
  ground = await makeGround()
})
afterAll(() => db.close())

async function makeGround() {
  const sealer = makeSealer({
    masterKeys: [{ id: 'k1', key: randomBytes(32) }],
    indexKey: randomBytes(32),
    algorithm: 'sm4'
  })
  const clock = movableClock()
  const seals = makeCitizenSeals(sealer)
  const calendar = parseCalendars([])
  const tasks = makeTasks({ clock, calendar })
  const notify = makeNotify(clock)
  const staff = {
    ofDepartment: async (_: unknown, department: string) =>
      (STAFF[department] ?? []).map((staffId) => ({ staffId, name: staffId, title: '窗口受理人员' }))
  }
  const mendings = makeMendings({
    ...{ clock, calendar, seals, tasks, notify, staff, content, office: OFFICE }
  })
  const citizenId = newId()
  await db.tx((tx) =>
    insertCitizen(tx, { id: citizenId, wrappedKey: sealer.newWrappedKey(), kind: 'person', at: clock.now() })
  )
  const rateable = (kind: RateableKind): Rateables => ({
    find: async (_sql, _caller, id) => ({
      ...{ kind, id, ownerId: citizenId, serviceId: 'service', serviceName: '参保登记' },
      ...{
        departmentId: DEPARTMENT,
        departmentName: '区人力社保局',
        handledBy: [HANDLER],
        endedAt: clock.now(),
        resultIsThere: true
      },
      ratedWith: null
    })
  })
  const ratings = makeRatings({
    ...{ db, clock, seals, mendings, content, office: OFFICE },
    rateables: { case: rateable('case'), visit: rateable('visit') },
    ledger: { record: async () => undefined },
    outbox: makeOutbox(clock),
    checkWords: async () => 'fit',
    acting: {
      actorOf: async () => ({ citizenId, capacity: 'self', mandateId: null, label: '本人' }),
      tellOwner: async () => undefined,
      enterpriseOf: async () => null
    }
  })
  const caller: ActingCaller = {
    ...{ citizenId, selfIds: [citizenId], ownerId: citizenId, ownerIds: [citizenId] },
    capacity: { kind: 'self', mandateId: null, scope: null }
  }
  const job = makeOverdueJob({ db, clock, tasks, mendings, office: OFFICE })
  return { clock, mendings, ratings, caller, job }
}

class Crash extends Error {}
/** Runs an act and lets the process die before the commit, when asked to. */
const maybeCrash = async <T>(crash: boolean, work: (tx: Tx) => Promise<T>): Promise<T | 'crashed'> =>
  db
    .tx(async (tx) => {
      const done = await work(tx)
      if (crash) throw new Crash()
      return done
    })
    .catch((error: Error) => {
      if (error instanceof Crash) return 'crashed' as const
      throw error
    })

const openTasks = (ratingId: string) =>
  db.query<{ kind: string; about_id: string; owner_id: string | null; due_day: string }>(
    `select kind, about_id, owner_id, due_day from tasks_queue where starts_with(about_id, $1) and kind <> 'rating-overdue'`,
    [`${ratingId}.`]
  )

/** Owner and deadline of what is open now; every turn of staff has its own task, owned from its beginning. */
async function mustBeOwned(rating: RatingRow) {
  const mending = await mendingOf(db, rating.id)
  expect(mending !== null).toBe(isBad(rating.level))
  if (!mending || mending.state === 'closed') return
  expect(mending.due_day).toMatch(/^\d{4}-\d\d-\d\d$/)
  if (mending.state === 'answer') return
  const task = (await openTasks(rating.id)).find((one) => one.about_id === `${rating.id}.${mending.turn}`)
  expect(task?.owner_id).not.toBe(HANDLER)
  expect(task).toMatchObject({ owner_id: expect.any(String), due_day: mending.due_day })
  const checks = mending.state === 'check' || mending.state === 'recheck'
  if (checks) expect(mending.mended_by).not.toContain(task?.owner_id)
}

type Move =
  | { do: 'rate'; level: RatingLevel }
  | { do: 'answer'; mended: boolean }
  | { do: 'staff'; act: MendingAct; by: string }
  | { do: 'days'; days: number }
const moves: fc.Arbitrary<{ move: Move; crash: boolean; twice: boolean }> = fc.record({
  move: fc.oneof(
    fc.record({ do: fc.constant('rate' as const), level: fc.constantFrom<RatingLevel>('bad', 'very-bad', 'good') }),
    fc.record({ do: fc.constant('answer' as const), mended: fc.boolean() }),
    fc.record({
      do: fc.constant('staff' as const),
      act: fc.constantFrom<MendingAct>('contacted', 'mended', 'explained', 'passed', 'returned'),
      // who checks; the department's work is done by the one it has
      by: fc.constantFrom('ann', 'bo', 'cy')
    }),
    fc.record({ do: fc.constant('days' as const), days: fc.integer({ min: 1, max: 9 }) })
  ),
  crash: fc.boolean(),
  twice: fc.boolean()
})

async function play(caseId: string, move: Move, crash: boolean): Promise<void> {
  const { clock, mendings, ratings, caller, job } = ground
  const before = await ratingOf(db, ofCase(caseId))
  if (move.do === 'rate') {
    const given = { level: move.level, reasons: [], text: '等了很久', held: null }
    const rated = await maybeCrash(crash, (tx) => ratings.rate(tx, caller, ofCase(caseId), given))
    if (before) expect(isRefused(rated) || rated === 'crashed').toBe(true)
  } else if (move.do === 'answer')
    await maybeCrash(crash, (tx) => ratings.answer(tx, caller, ofCase(caseId), { mended: move.mended, held: null }))
  else if (move.do === 'staff' && before) {
    const byStaff = move.act === 'passed' || move.act === 'returned' ? move.by : 'ann'
    await maybeCrash(crash, (tx) => mendings.act(tx, { ratingId: before.id }, move.act, { byStaff }))
  } else if (move.do === 'days') {
    clock.moveBy(move.days * DAY_MS)
    await job.run()
  }
}

it('over random histories with crashes: one rating a case, and at each step an owner and a deadline', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(moves, { minLength: 6, maxLength: 14 }), async (history) => {
      const caseId = newId()
      await play(caseId, { do: 'rate', level: 'bad' }, false)
      const first = await ratingOf(db, ofCase(caseId))
      for (const { move, crash, twice } of history) {
        await (twice ? Promise.all([play(caseId, move, crash), play(caseId, move, false)]) : play(caseId, move, crash))
        const rows = await db.query<RatingRow>('select * from feedback_ratings where case_id = $1', [caseId])
        expect(rows).toEqual([first])
        if (first) await mustBeOwned(first)
      }
    }),
    { numRuns: 40 }
  )
}, 60_000)

it('who had the case in hand gets no task of it, reads nothing of it and can do nothing to it', async () => {
  const { mendings, ratings, caller } = ground
  const caseId = newId()
  await db.tx((tx) => ratings.rate(tx, caller, ofCase(caseId), { level: 'bad', reasons: ['slow'], held: null }))
  const ratingId = (await ratingOf(db, ofCase(caseId)))?.id ?? ''
  expect((await openTasks(ratingId)).map(({ owner_id }) => owner_id)).toEqual(['ann'])
  expect(await db.tx((tx) => mendings.act(tx, { ratingId }, 'contacted', { byStaff: HANDLER }))).toBe(false)
  const seenBy = async (staffId: string) =>
    (await badRatings(db, { department: DEPARTMENT, staffId }, 0, 50)).filter(({ id }) => id === ratingId).length
  expect([await seenBy('ann'), await seenBy(HANDLER)]).toEqual([1, 0])
})

it('two ratings at the same moment are one', async () => {
  const { ratings, caller } = ground
  const caseId = newId()
  const rate = () => db.tx((tx) => ratings.rate(tx, caller, ofCase(caseId), { level: 'good', reasons: [], held: null }))
  const both = await Promise.all([rate(), rate()])
  expect(both.map(isRefused).sort()).toEqual([false, true])
})

it('a lone clerk’s mending is checked by the office, and who mended it cannot pass it', async () => {
  const { mendings, ratings, caller } = ground
  const caseId = newId()
  await db.tx((tx) => ratings.rate(tx, caller, ofCase(caseId), { level: 'bad', reasons: ['slow'], held: null }))
  const ratingId = (await ratingOf(db, ofCase(caseId)))?.id ?? ''
  const act = (what: MendingAct, byStaff: string) => db.tx((tx) => mendings.act(tx, { ratingId }, what, { byStaff }))
  expect([await act('mended', 'ann'), await act('contacted', 'ann'), await act('mended', 'ann')]).toEqual([
    ...[false, true, true]
  ])
  expect(await mendingOf(db, ratingId)).toMatchObject({ state: 'check', department: OFFICE })
  expect(await act('passed', 'ann')).toBe(false)
  expect(await act('passed', 'bo')).toBe(true)
  expect(await mendingOf(db, ratingId)).toMatchObject({ state: 'answer', department: null })
})

it('whoever is late is reported to the office once, and the rater sees it; a silent rater ends the matter', async () => {
  const { clock, mendings, ratings, caller, job } = ground
  const caseId = newId()
  await db.tx((tx) => ratings.rate(tx, caller, ofCase(caseId), { level: 'very-bad', reasons: [], held: null }))
  const ratingId = (await ratingOf(db, ofCase(caseId)))?.id ?? ''
  clock.moveBy(8 * DAY_MS)
  await job.run()
  await job.run()
  const late = () =>
    db.query('select department from tasks_queue where kind = $1 and about_id = $2', [
      'rating-overdue',
      `${ratingId}.1`
    ])
  expect(await late()).toEqual([{ department: OFFICE }])
  expect((await stepsOf(db, ratingId)).map(({ what }) => what)).toEqual(['rated', 'overdue'])
  const done: [MendingAct, string][] = [
    ['contacted', 'ann'],
    ['explained', 'ann'],
    ['passed', 'cy']
  ]
  for (const [act, byStaff] of done) await db.tx((tx) => mendings.act(tx, { ratingId }, act, { byStaff }))
  clock.moveBy(15 * DAY_MS)
  await job.run()
  expect(await mendingOf(db, ratingId)).toMatchObject({ state: 'closed', due_day: null })
  expect((await stepsOf(db, ratingId)).at(-1)?.what).toBe('lapsed')
})
