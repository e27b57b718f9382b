import { messagesRoutes } from '@shared/contract/messages'
import { servicesRoutes } from '@shared/contract/services'
import { makeCommands } from '../../bff/src/commands'
import { apply, fillDraft, person } from '../support/apply'
import type { Citizen } from '../support/citizen'
import { startProduct, type TestProduct } from '../support/start-product'

const HOUR_MS = 3_600_000
let product: TestProduct
let citizen: Citizen
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.close())
beforeEach(async () => {
  for (const system of ['ykb', 'rsj'] as const) await product.fault(system, 'none')
  citizen = product.citizen(person.id)
  await citizen.signIn()
})

const show = async (caseId: string) => (await citizen.call(servicesRoutes.showCase, { params: { caseId } })).body
const told = async (caseId: string) =>
  (await citizen.call(messagesRoutes.listMessages, { query: { limit: '50' } })).body.items
    .filter((message) => message.about?.id === caseId)
    .map((message) => message.title)
const atTheDesk = async (caseId: string) => {
  const { cases } = JSON.parse(await (await fetch(`${product.sandboxUrl}/ykb/desk/api/cases`)).text())
  return cases.filter((one: { outerId: string }) => one.outerId === caseId).length
}
const parked = (caseId: string) =>
  product.stores.db.query<{ id: number }>('select id from platform_outbox where parked_at is not null and key = $1', [
    caseId
  ])

it('a department that is down for three days: the citizen is told where to go; retried by a person, it arrives', async () => {
  await product.fault('ykb', 'down')
  const { id } = await apply(citizen)
  await product.drain()
  for (let days = 0; days < 3; days++) await product.drainLater(24 * HOUR_MS)
  await product.drainLater(HOUR_MS)
  const stuck = await show(id)
  expect(stuck.state).toBe('submitted')
  expect(stuck.deliveryNote).toContain('没能送达')
  expect(stuck.deliveryNote).toContain(stuck.department)

  await product.fault('ykb', 'none')
  await product.drainLater(24 * HOUR_MS)
  expect(await atTheDesk(id)).toBe(0)
  const commands = makeCommands({
    db: product.stores.db,
    clock: product.clock,
    sealer: product.product.sealer,
    dataDir: product.folder,
    content: product.releases,
    about: {}
  })
  await commands.retry?.(String((await parked(id))[0]?.id))
  await product.drain()
  await citizen.signIn()
  const arrived = await show(id)
  expect([arrived.state, arrived.deliveryNote]).toEqual(['received', null])
  expect(await atTheDesk(id)).toBe(1)
})

it.each(['error500', 'garbage', 'busy', 'lost-reply'])(
  'a department that answers with %s for a while gets the case once',
  async (fault) => {
    await product.fault('ykb', fault)
    const { id } = await apply(citizen)
    await product.drain()
    await product.drainLater(HOUR_MS)
    expect((await show(id)).deliveryNote).toContain('没有回应')
    await product.fault('ykb', 'none')
    await product.drainLater(HOUR_MS)
    expect((await show(id)).state).toBe('received')
    expect(await atTheDesk(id)).toBe(1)
    expect((await told(id)).filter((title) => title === '部门已接收')).toHaveLength(1)
  }
)

it('a worker that dies after the department took the case and before it was written down: one case there, one receipt here', async () => {
  const { id } = await apply(citizen)
  await product.drain()
  await product.stores.db.query('update platform_outbox set done_at = null where key = $1', [id])
  await product.stores.db.query(
    "update services_cases set receipt_no = null, received_at = null, delivery = 'waiting', state = 'submitted' where id = $1",
    [id]
  )
  await product.stores.db.query("delete from services_case_events where case_id = $1 and state = 'received'", [id])
  await product.drain()
  expect((await show(id)).state).toBe('received')
  expect(await atTheDesk(id)).toBe(1)
  expect((await told(id)).filter((title) => title === '部门已接收')).toHaveLength(1)
})

it('the bureau’s register is down at 办结: the case is finished, the details follow, and the citizen is told once', async () => {
  await product.fault('rsj', 'down')
  const { id } = await apply(citizen)
  await product.drain()
  for (const to of ['ACCEPTED', 'REVIEWING', 'DONE']) await product.advance(id, to)
  await product.drain()
  const finished = await show(id)
  expect(finished.state).toBe('completed')
  expect(finished.result?.detailsNote).toContain('登记')
  await product.fault('rsj', 'none')
  await product.drainLater(HOUR_MS)
  await product.drainLater(HOUR_MS)
  const complete = await show(id)
  expect(complete.result?.detailsNote).toBeNull()
  expect(complete.result?.details.map(({ label }) => label)).toContain('个人编号')
  expect((await told(id)).filter((title) => title === '办理结果已送达')).toHaveLength(1)
})

it('what the department receives is what was handed in, also when the form was published anew meanwhile', async () => {
  await product.fault('ykb', 'down')
  const draft = await fillDraft(citizen, { household: 'city' })
  const handedIn = await citizen.call(servicesRoutes.submitDraft, {
    params: { draftId: draft.id },
    body: { formVersion: draft.formVersion, revision: draft.revision }
  })
  const { id } = handedIn.body
  await product.drain()
  await product.fault('ykb', 'none')
  await product.drainLater(HOUR_MS)
  const page = await (await fetch(`${product.sandboxUrl}/ykb/desk/${id}`)).text()
  for (const answer of handedIn.body.answers.filter(({ value }) => !value.includes('*')))
    expect([answer.label, page.includes(answer.label)]).toEqual([answer.label, true])
  expect(page).toContain(person.name)
})
