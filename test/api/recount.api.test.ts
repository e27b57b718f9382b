import { deskCasesRoutes } from '@shared/contract/desk-cases'
import { messagesRoutes } from '@shared/contract/messages'
import { servicesRoutes } from '@shared/contract/services'
import { addDays } from '@shared/values/civil-date'
import { publishIn } from '../../bff/src/domains/content/releases'
import { parseCalendars } from '../../bff/src/platform/clock/calendar'
import { agreeFor, person } from '../support/apply'
import { applyLocally, localItem } from '../support/apply-local'
import type { Citizen } from '../support/citizen'
import { type Clerk, makeClerk } from '../support/clerk'
import { handInForm } from '../support/hand-in-form'
import { startProduct, type TestProduct } from '../support/start-product'

/** A notice that is not out yet, made up: the first five days of the year are off, and a Saturday is worked. */
const notice = (year: number) => `year: ${year}
source: { title: 示例通知, document: 示例, read: false }
holidays:
${[1, 2, 3, 4, 5, 6, 7].map((day) => `  - { day: ${year}-01-0${day}, name: 示例假日 }`).join('\n')}
workdays: []
`
let product: TestProduct
let citizen: Citizen
let clerk: Clerk
let year: number
async function setClock(text: string) {
  const moveMs = new Date(`${text}T10:00:00+08:00`).getTime() - product.clock.now().getTime()
  await product.control('/control/clock', { moveMs })
  product.clock.moveBy(moveMs)
}

beforeAll(async () => {
  product = await startProduct()
  year = parseCalendars(product.releases.content.calendars).lastYear
  await setClock(`${year}-12-22`)
  citizen = product.citizen(person.id)
  await citizen.signIn()
  clerk = await makeClerk(product, 'li-recount', ['clerk'], localItem.department)
})
afterAll(() => product.close())

const show = async (caseId: string) => (await citizen.call(servicesRoutes.showCase, { params: { caseId } })).body
const desk = async (caseId: string) => (await clerk.call(deskCasesRoutes.showDeskCase, { params: { caseId } })).body
const recount = () => product.product.jobs.find(({ name }) => name === 'services.recount')?.run()
const told = async () =>
  (await citizen.call(messagesRoutes.listMessages, { query: {} })).body.items.filter(
    ({ title }) => title === '承诺办结的日期有变化'
  )
const daysOf = (caseId: string) =>
  product.stores.db.query<{ promised_day: string; due_day: string; legal_day: string | null }>(
    'select c.promised_day, d.due_day, d.legal_day from services_cases c join services_desk_cases d on d.case_id = c.id where c.id = $1',
    [caseId]
  )
async function accepted() {
  const { id } = await applyLocally(citizen)
  await product.drain()
  await clerk.call(deskCasesRoutes.actOnDeskCase, { params: { caseId: id }, body: { act: 'accept' } })
  return id
}
/** 车位不动产登记 (示例): the law gives it working days of its own. */
async function withLegalLimit() {
  const serviceId = 'parking-space-property'
  await agreeFor(citizen, serviceId)
  const { body } = await handInForm(citizen, serviceId)
  await product.drain()
  const department = product.releases.content.services.get(serviceId)?.guide.department.id ?? ''
  const other = await makeClerk(product, 'wang-recount', ['clerk'], department)
  await other.call(deskCasesRoutes.actOnDeskCase, { params: { caseId: body.id }, body: { act: 'accept' } })
  return body.id
}
const publish = () =>
  product.stores.db.tx((tx) =>
    publishIn(
      tx,
      { clock: product.clock, seed: product.releases.seed },
      {
        ...{ kind: 'calendar', id: `${year + 1}`, body: notice(year + 1) },
        ...{ origin: 'command', author: '李娜', reviewer: '周伟' }
      }
    )
  )

test('a year’s notice moves the promised, legal and due days of open cases into it, once, and the citizen reads why', async () => {
  const waiting = (await applyLocally(citizen)).id
  const running = await accepted()
  const paused = await accepted()
  const until = addDays(`${year + 1}-01-01`, 19)
  const pausing = { act: 'pause' as const, until, reason: '需要上门核查。' }
  await clerk.call(deskCasesRoutes.actOnDeskCase, { params: { caseId: paused }, body: pausing })
  const owned = await withLegalLimit()
  const undelivered = (await applyLocally(citizen)).id
  const [before] = await daysOf(running)
  const [ownedBefore] = await daysOf(owned)
  expect((await show(running)).promiseNote).toContain(`${year + 1} 年的放假安排还没有公布，这一天可能推后`)

  await publish()
  // the process dies between the publication and the counting: the next one serves the notice, and counts
  await product.releases.refresh()
  expect((await daysOf(running))[0]).toEqual(before)
  // whoever acts first counts: nothing is added to a day that was counted without the notice
  await clerk.call(deskCasesRoutes.actOnDeskCase, { params: { caseId: running }, body: { act: 'review' } })
  expect((await desk(running)).promisedDay?.slice(0, 4)).toBe(`${year + 1}`)
  expect((await daysOf(running))[0]).not.toEqual(before)
  await recount()

  const [after] = await daysOf(running)
  expect((after?.promised_day ?? '') > (before?.promised_day ?? '')).toBe(true)
  expect(after?.due_day).toBe(after?.promised_day)
  const seen = await show(running)
  expect(seen).toMatchObject({ promisedDay: after?.promised_day })
  expect(seen.promiseNote).not.toContain('还没有公布')
  const lines = seen.timeline.filter(({ note }) => note?.includes('的放假安排已经公布'))
  expect(lines.map(({ label }) => label)).toEqual(['承诺办结的日期有变化'])
  expect((await show(waiting)).promisedDay).toBe(after?.promised_day)
  // nobody has it yet, and nothing was handed in again
  const labels = (await show(undelivered)).timeline.filter(({ at }) => at !== null).map(({ label }) => label)
  expect(labels).toEqual(['已提交', '承诺办结的日期有变化'])
  expect((await daysOf(paused))[0]).toMatchObject({ promised_day: after?.promised_day, due_day: until })
  expect((await desk(running)).promisedDay).toBe(after?.promised_day)
  const [ownedAfter] = await daysOf(owned)
  expect((ownedAfter?.legal_day ?? '') > (ownedBefore?.legal_day ?? '9')).toBe(true)
  expect(await told()).toHaveLength(4)

  await recount()
  expect((await daysOf(running))[0]).toEqual(after)
  expect((await show(running)).timeline).toHaveLength(seen.timeline.length)
  expect(await told()).toHaveLength(4)
  // counted with the notice from the start: the same day, and nothing to tell
  const late = await accepted()
  expect((await daysOf(late))[0]).toEqual(after)
  await recount()
  expect(await told()).toHaveLength(4)
})
