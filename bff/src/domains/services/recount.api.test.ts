import { makeCaseGround } from '../../../../test/support/case-ground'
import { openTestDb } from '../../../../test/support/test-stores'
import { parseCalendars } from '../../platform/clock/calendar'
import { makeOutbox } from '../../platform/outbox/outbox'
import { makeNotify } from '../messages/service'
import { eventsOf } from './case-store'
import { makeRecordStep } from './record-step'
import { makeRecountJob } from './recount'

const source = { title: '示例', document: '示例', read: false }
const holidays = ['01', '04', '05'].map((day) => ({ day: `2027-01-${day}`, name: '示例假日' }))
const notice = { year: 2027, source, holidays, workdays: [] }

/** Two cases a department with a system of its own has accepted, counted before the notice of 2027. */
async function ground() {
  const db = await openTestDb()
  const { openCase, citizenId, clock, seals, content } = await makeCaseGround(db)
  const known = content.calendars.filter((one) => parseCalendars([one]).lastYear <= 2026)
  const at = new Date('2026-12-28T10:00:00+08:00')
  clock.moveBy(at.getTime() - clock.now().getTime())
  const notify = makeNotify(clock)
  const recordStep = makeRecordStep({
    ...{ db, clock, seals, notify, outbox: makeOutbox(clock) },
    calendar: parseCalendars(known)
  })
  const accepted = async () => {
    const id = await openCase(at)
    const told = { note: null, correction: [], result: null }
    await recordStep.step({ eventId: 'e1', outerId: id, receiptNo: 'YKB-1', state: 'accepted', at, ...told })
    return id
  }
  const cases = [await accepted(), await accepted()]
  const deps = { db, clock, seals, notify, calendar: parseCalendars([...known, notice]) }
  const days = async () => {
    const rows = await db.query<{ day: string }>('select promised_day as day from services_cases order by seq')
    return rows.map(({ day }) => day)
  }
  const messages = async () =>
    (await db.query<{ n: number }>("select count(*)::int as n from messages_inbox where key like '%:recounted:%'"))[0]
      ?.n
  return { db, cases, citizenId, deps, days, messages }
}

it('a case of a department’s own system is counted anew too; what fails on the way is made good, and nobody is told twice', async () => {
  const { db, cases, deps, days, messages } = await ground()
  expect(await days()).toEqual(['2027-01-05', '2027-01-05'])
  let asked = 0
  const failing: typeof deps.notify = async (tx, one) => {
    asked += 1
    if (asked === 2) throw new Error('the process died')
    return deps.notify(tx, one)
  }
  await expect(makeRecountJob({ ...deps, notify: failing }).run()).rejects.toThrow('the process died')
  // all of the second case is as it was: day, line and message
  expect(await days()).toEqual(['2027-01-07', '2027-01-05'])
  expect(await messages()).toBe(1)
  await makeRecountJob(deps).run()
  await makeRecountJob(deps).run()
  expect(await days()).toEqual(['2027-01-07', '2027-01-07'])
  expect(await messages()).toBe(2)
  for (const id of cases) {
    const lines = (await eventsOf(db, id)).filter(({ event_id }) => event_id === 'recounted:2027')
    expect(lines).toMatchObject([{ by_department: false, state: 'accepted' }])
  }
  await db.close()
})

it('an ended case keeps the day it was promised', async () => {
  const { db, cases, deps, days } = await ground()
  await db.query("update services_cases set state = 'completed' where id = $1", [cases[0]])
  await makeRecountJob(deps).run()
  expect(await days()).toEqual(['2027-01-05', '2027-01-07'])
  await db.close()
})

it('a case that a program from before the counting opens, while another is upgraded, is counted anew like all', async () => {
  const { db, cases, deps } = await ground()
  const known = `citizen_id, service_id, service_version, service_name, department, state, answers_sealed,
    submitted_at, updated_at, promised_day, accepted_at`
  await db.query(
    `insert into services_cases (id, number, draft_id, ${known})
     select 'old', 'YZ20261228000009', 'old', ${known} from services_cases where id = $1`,
    [cases[0]]
  )
  await makeRecountJob(deps).run()
  expect(await db.query("select promised_day as day from services_cases where id = 'old'")).toEqual([
    { day: '2027-01-07' }
  ])
  await db.close()
})

it('of a 一件事 the applicant is told once, of the whole; each part has its line', async () => {
  const { db, cases, deps, days, messages } = await ground()
  const [whole, part] = cases
  await db.query('update services_cases set bundle_id = $1 where id = $2', [whole, part])
  await makeRecountJob(deps).run()
  expect(await days()).toEqual(['2027-01-07', '2027-01-07'])
  expect(await messages()).toBe(1)
  expect(await db.query('select key from messages_inbox where key like $1', [`${whole}:recounted:%`])).toHaveLength(1)
  expect((await eventsOf(db, part ?? '')).map(({ event_id }) => event_id)).toContain('recounted:2027')
  await db.close()
})
