import { platformDeskRoutes } from '@shared/contract/platform-desk'
import { servicesRoutes } from '@shared/contract/services'
import * as z from 'zod'
import { insertEvent } from '../../bff/src/domains/services/case-store'
import { recountedEvent } from '../../bff/src/domains/services/recounted-line'
import { catchUp, pass } from '../safety/victims'
import { apply, goodAnswers, person } from '../support/apply'
import type { Citizen } from '../support/citizen'
import { type Clerk, makeClerk } from '../support/clerk'
import { startProduct, type TestProduct } from '../support/start-product'

const uploaded = z.object({ id: z.string() })
const platformCases = z.object({ cases: z.array(z.object({ outerId: z.string(), state: z.string() })) })
let product: TestProduct
let citizen: Citizen
let clerk: Clerk
beforeAll(async () => {
  product = await startProduct()
  citizen = product.citizen(person.id)
  await citizen.signIn()
  clerk = await makeClerk(product, 'reconciler', ['clerk'], 'human-resources')
  await catchUp(product)
})
afterAll(() => product.close())
beforeEach(() => product.control('/control/faults', { system: 'ykb', fault: 'none' }))

const show = async (caseId: string) => (await citizen.call(servicesRoutes.showCase, { params: { caseId } })).body
const statesOf = async (caseId: string) => (await show(caseId)).timeline.flatMap(({ state, at }) => (at ? [state] : []))
/** The desk closes by itself in the quarter of an hour that went by. */
const cameBack = async (by: Clerk) => {
  await by.signIn()
  await catchUp(product)
}
const differences = async (by = clerk) => {
  await cameBack(by)
  return (await by.call(platformDeskRoutes.listDifferences, {})).body
}
const compareNow = async () => {
  await cameBack(clerk)
  return (await clerk.call(platformDeskRoutes.reconcileNow, {})).body
}
/** A quarter of an hour later: the turn of the job. */
const nextTurn = async () => {
  await pass(product, 15 * 60_000)
  for (const job of product.product.jobs) if (job.name === 'services.reconcile') await job.run()
  await product.drain()
}
async function delivered() {
  const { id } = await apply(citizen)
  await product.drain()
  return id
}
const lose = (count: number) => product.fault('ykb', 'lost', count)

test('reports that never came are fetched within 15 minutes, in order, and a late or repeated one counts once', async () => {
  const id = await delivered()
  await lose(1)
  await product.advance(id, 'ACCEPTED')
  expect((await show(id)).state).toBe('received')
  // the next report comes, twice: the lost one is still missing between them
  await product.fault('ykb', 'duplicate', 1)
  await product.advance(id, 'REVIEWING')
  expect(await statesOf(id)).toEqual(['submitted', 'received', 'reviewing'])

  await nextTurn()
  expect(await statesOf(id)).toEqual(['submitted', 'received', 'accepted', 'reviewing'])
  const settled = await show(id)
  expect(settled.state).toBe('reviewing')
  const [healed] = (await differences()).healed
  expect(healed).toMatchObject({ kind: 'behind', number: settled.number, healedBy: 'pulled', closable: false })

  await nextTurn()
  expect(await show(id)).toEqual(settled)
  expect((await differences()).open).toEqual([])
})

test('without the comparison the lost report would stay lost', async () => {
  const id = await delivered()
  await lose(1)
  await product.advance(id, 'ACCEPTED')
  await pass(product, 15 * 60_000)
  await product.drain()
  expect((await show(id)).state).toBe('received')
  await nextTurn()
  expect((await show(id)).state).toBe('accepted')
})

test('a case the platform has lost is handed over again and shown until it is there', async () => {
  const id = await delivered()
  const before = await show(id)
  await product.control(`/ykb/desk/api/cases/${id}/forget`, {})
  await nextTurn()
  const [open] = (await differences()).open
  expect(open).toMatchObject({ kind: 'missing-there', number: before.number, theirs: '没有', tries: 1 })
  await nextTurn()
  // the platform gave it a number of its own again: ours follows
  await nextTurn()
  expect((await differences()).open).toEqual([])
  const [last, first] = (await differences()).healed.filter(({ number }) => number === before.number)
  expect([first?.healedBy, last?.healedBy]).toEqual(['delivered', 'number'])
  const again = await show(id)
  expect(again.receiptNo).not.toBe(before.receiptNo)
  expect(again.timeline).toEqual(before.timeline)
})

test('a supplement the platform has lost with the rest of that hour reaches it', async () => {
  const id = await delivered()
  await product.advance(id, 'CORRECTION', { correction: [{ item: '身份证国徽面', reason: '看不清有效期限' }] })
  const photos = [(await citizen.upload()).body, (await citizen.upload()).body].map((body) => uploaded.parse(body).id)
  const answers = goodAnswers([photos[0] ?? '', photos[1] ?? ''])
  await citizen.call(servicesRoutes.answerCorrection, { params: { caseId: id }, body: { answers } })
  await product.drain()
  expect((await show(id)).state).toBe('received')
  // a line of ours behind it, that days were counted anew, is nothing that was handed in
  const line = { event_id: recountedEvent(2099), position: 99, state: 'submitted' as const, by_department: false }
  await product.stores.db.tx((tx) => insertEvent(tx, id, { ...line, at: product.clock.now(), note_sealed: null }))
  await product.control(`/ykb/desk/api/cases/${id}/forget-supplement`, {})
  await nextTurn()
  const reply = await fetch(`${product.sandboxUrl}/ykb/desk/api/cases`)
  const { cases } = platformCases.parse(await reply.json())
  expect(cases.find(({ outerId }) => outerId === id)?.state).toBe('RECEIVED')
  await nextTurn()
  expect((await differences()).open).toEqual([])
})

test('a platform that is down changes nothing, is named at the desk, and everything heals after it is back', async () => {
  const id = await delivered()
  await lose(1)
  await product.advance(id, 'REFUSED', { note: '不在本区办理' })
  await product.fault('ykb', 'down')
  await nextTurn()
  expect((await differences()).last).toMatchObject({ outcome: 'unavailable' })
  expect((await show(id)).state).toBe('received')
  await product.fault('ykb', 'none')
  expect(await compareNow()).toMatchObject({ outcome: 'done' })
  expect((await show(id)).state).toBe('refused')
})

test('what only the platform has is shown to the office alone, and closed by a person with a reason, once', async () => {
  const office = await makeClerk(product, 'office', ['clerk'], 'government-services')
  await catchUp(product)
  const id = await delivered()
  await product.stores.db.query('delete from services_case_events where case_id = $1', [id])
  await product.stores.db.query('delete from services_files where case_id = $1', [id])
  await product.stores.db.query('update services_drafts set case_id = null where case_id = $1', [id])
  await product.stores.db.query('delete from services_cases where id = $1', [id])
  await nextTurn()
  expect((await differences()).open).toEqual([])
  const [open] = (await differences(office)).open
  expect(open).toMatchObject({ kind: 'missing-here', number: id, ours: '没有', closable: true })
  const close = (by: Clerk) =>
    by.call(platformDeskRoutes.closeDifference, {
      params: { differenceId: open?.id ?? '' },
      body: { reason: '已与渝快办核对，是演练数据。' }
    })
  await cameBack(clerk)
  expect((await close(clerk)).status).toBe(404)
  expect((await close(office)).status).toBe(200)
  await nextTurn()
  const after = await differences(office)
  expect(after.open).toEqual([])
  expect(after.healed[0]).toMatchObject({ healedBy: 'closed', closedReason: '已与渝快办核对，是演练数据。' })
})

test('whoever works on no cases sees no comparison', async () => {
  const editor = await makeClerk(product, 'editor-only', ['editor'], 'government-services')
  await catchUp(product)
  expect((await editor.call(platformDeskRoutes.listDifferences, {})).status).toBe(403)
  expect((await editor.call(platformDeskRoutes.reconcileNow, {})).status).toBe(403)
})
