import type { CaseDetail } from '@shared/contract/applications'
import { staffRoutes } from '@shared/contract/desk'
import { type DeskCaseAct, deskCasesRoutes } from '@shared/contract/desk-cases'
import { ledgerRoutes } from '@shared/contract/ledger'
import { messagesRoutes } from '@shared/contract/messages'
import { servicesRoutes } from '@shared/contract/services'
import { tasksRoutes } from '@shared/contract/tasks'
import { addDays, civilDateAt } from '@shared/values/civil-date'
import { person } from '../support/apply'
import { applyLocally, localItem } from '../support/apply-local'
import { type Citizen, photo } from '../support/citizen'
import { type Clerk, makeClerk } from '../support/clerk'
import { startProduct, type TestProduct } from '../support/start-product'

const DAY_MS = 24 * 3_600_000
let product: TestProduct
let citizen: Citizen
let clerk: Clerk
let head: Clerk
beforeAll(async () => {
  product = await startProduct()
  citizen = product.citizen(person.id)
  await citizen.signIn()
  clerk = await makeClerk(product, 'li-clerk', ['clerk'], localItem.department)
  head = await makeClerk(product, 'zhou-head', ['head'], localItem.department)
})
afterAll(() => product.close())

const show = async (caseId: string): Promise<CaseDetail> =>
  (await citizen.call(servicesRoutes.showCase, { params: { caseId } })).body
const act = (by: Clerk, caseId: string, body: DeskCaseAct) =>
  by.call(deskCasesRoutes.actOnDeskCase, { params: { caseId }, body })
const list = async (by: Clerk, view: 'open' | 'mine' | 'free' | 'overdue' | 'waiting' | 'closed') =>
  (await by.call(deskCasesRoutes.listDeskCases, { query: { view } })).body
const detail = async (by: Clerk, caseId: string) =>
  (await by.call(deskCasesRoutes.showDeskCase, { params: { caseId } })).body
const runClock = () => product.product.jobs.find(({ name }) => name === 'services.desk-clock')?.run()

/** A case at the desk. */
async function atDesk(): Promise<CaseDetail> {
  const handedIn = await applyLocally(citizen)
  await product.drain()
  return handedIn
}
const finish = (by: Clerk, caseId: string, fileIds: string[] = []) =>
  act(by, caseId, {
    ...{ act: 'complete', granted: true, title: '高龄津贴发放通知', documentNo: '示例〔2026〕1 号' },
    ...{ basis: null, reason: null, fileIds }
  })

async function resultFile(by: Clerk, caseId: string) {
  const form = new FormData()
  form.append('file', new Blob([photo()]), '通知书.jpg')
  const reply = await fetch(`${product.url}/api/v1/desk/cases/${caseId}/result-files`, {
    method: 'POST',
    headers: { cookie: by.cookie(), origin: product.url },
    body: form
  })
  return { status: reply.status, id: String(JSON.parse(await reply.text()).id) }
}

test('an application for a local item goes to the desk of its department, with an owner and a deadline from the start', async () => {
  const handedIn = await applyLocally(citizen)
  expect(handedIn.clock).toMatchObject({ owner: '区民政局 · 等待承办', dueFor: '受理', overdue: false })
  expect((await list(clerk, 'open')).items).toEqual([])
  await product.drain()
  const line = (await list(clerk, 'free')).items.find(({ id }) => id === handedIn.id)
  expect(line).toMatchObject({ applicant: '张*', state: 'received', dueFor: '受理', handler: null })
  expect(await show(handedIn.id)).toMatchObject({ state: 'received', receiptNo: handedIn.number })
})

test('staff of another department, and administrators, find nothing', async () => {
  const { id } = await atDesk()
  const other = await makeClerk(product, 'other-clerk', ['clerk'], 'justice')
  const audit = await makeClerk(product, 'aud', ['audit'], localItem.department)
  for (const stranger of [other, audit]) {
    expect((await list(stranger, 'open')).items).toEqual([])
    const params = { caseId: id }
    const tried = [
      await stranger.call(deskCasesRoutes.showDeskCase, { params }),
      await stranger.call(deskCasesRoutes.revealDeskCase, { params, body: { reason: 'verify' } }),
      await act(stranger, id, { act: 'accept' }),
      await resultFile(stranger, id)
    ]
    expect(tried.map(({ status }) => status)).toEqual([404, 404, 404, 404])
  }
})

test('the desk shows data masked; what is revealed needs a reason and stands in the citizen’s ledger', async () => {
  const { id } = await atDesk()
  const shown = await detail(clerk, id)
  const values = shown.answers.map(({ value }) => value).join()
  expect(values).not.toContain(person.citizenId)
  expect(values).not.toContain(person.phone)
  expect(values).not.toContain('6222020000000000000')
  const revealed = await clerk.call(deskCasesRoutes.revealDeskCase, {
    params: { caseId: id },
    body: { reason: 'contact' }
  })
  expect(revealed.body.answers).toContainEqual({ field: 'phone', label: '联系手机号码', value: person.phone })
  const file = shown.files[0]?.id ?? ''
  const seen = await clerk.call(deskCasesRoutes.showDeskCaseFile, {
    params: { caseId: id, fileId: file },
    query: { reason: 'verify' }
  })
  expect(seen.status).toBe(200)
  const without = await fetch(`${product.url}/api/v1/desk/cases/${id}/files/${file}`, {
    headers: { cookie: clerk.cookie() }
  })
  expect(without.status).toBe(400)
  const { items } = (await citizen.call(ledgerRoutes.listReads, { query: {} })).body
  const reads = items.filter(({ caseId, reader }) => caseId === id && reader.kind === 'staff')
  expect(reads.map(({ purpose }) => purpose).sort()).toEqual(['办理申请', '核对申请材料', '联系申请人'].sort())
  expect(reads[0]?.reader.name).toBe('窗口受理人员 · 区民政局')
})

test('a promise that reaches into a year whose days off are not published yet says that the day may move', async () => {
  const { id } = await atDesk()
  const [before] = await product.stores.db.query<{ promised_day: string }>(
    'select promised_day from services_cases where id = $1',
    [id]
  )
  expect((await show(id)).promiseNote).not.toMatch(/还没有公布/)
  await product.stores.db.query("update services_cases set promised_day = '2031-01-06' where id = $1", [id])
  expect((await show(id)).promiseNote).toMatch(/2031 年的放假安排还没有公布，这一天可能推后。$/)
  await product.stores.db.query('update services_cases set promised_day = $2 where id = $1', [id, before?.promised_day])
})

test('补正: only what was ticked reopens, everything else stays, and both sides see what changed', async () => {
  const { id } = await atDesk()
  const asked = await act(clerk, id, { act: 'ask', items: [{ field: 'bankCard', reason: '卡号和照片不一致。' }] })
  expect(asked.body).toMatchObject({ state: 'correction', dueFor: '申请人补正' })
  const open = (await citizen.call(servicesRoutes.showCaseAnswers, { params: { caseId: id } })).body
  expect(open.form.steps.flatMap(({ fields }) => fields.map((field) => field.id))).toEqual(['bankCard'])

  const mend = (answers: typeof open.answers) =>
    citizen.call(servicesRoutes.answerCorrection, { params: { caseId: id }, body: { answers } })
  const more = await mend({ ...open.answers, bankCard: '6222020000000000018', bankName: '另一家银行' })
  expect(more.error).toMatchObject({
    error: 'form_invalid',
    fields: { bankName: expect.stringMatching(/不在补正范围/) }
  })
  const mended = await mend({ ...open.answers, bankCard: '6222020000000000018' })
  expect(mended.body.state).toBe('submitted')
  await product.drain()

  const difference = {
    label: '银行卡号',
    reason: '卡号和照片不一致。',
    before: '**** 0000',
    after: '**** 0018',
    changed: true
  }
  expect((await show(id)).mends).toEqual([expect.objectContaining({ items: [difference] })])
  const seen = await detail(clerk, id)
  expect(seen).toMatchObject({ state: 'received', mends: [{ items: [difference] }] })
  expect(seen.tickable.map(({ field }) => field)).toEqual(['bankCard'])
  const again = await act(clerk, id, { act: 'ask', items: [{ field: 'idFront', reason: '看不清楚。' }] })
  expect(again).toMatchObject({ error: 'form_invalid', fields: { items: expect.stringMatching(/一次告知/) } })
})

test('受理 starts the clock, a pause stops it and a resumed case is promised later; the result comes with its file', async () => {
  const { id } = await atDesk()
  const accepted = (await act(clerk, id, { act: 'accept' })).body
  expect(accepted).toMatchObject({ state: 'accepted', dueFor: '办结', handler: { mine: true } })
  const until = addDays(civilDateAt(product.clock.now()), 30)
  const paused = (await act(clerk, id, { act: 'pause', until, reason: '需要上门核查。' })).body
  expect(paused).toMatchObject({ dueDay: until, dueFor: '恢复计时' })
  expect((await act(clerk, id, { act: 'review' })).error).toBe('conflict')
  expect((await show(id)).clock).toMatchObject({ pause: { until, reason: '需要上门核查。' } })
  product.clock.moveBy(7 * DAY_MS)
  await clerk.signIn()
  const resumed = (await act(clerk, id, { act: 'resume' })).body
  expect((resumed.promisedDay ?? '') > (accepted.promisedDay ?? '')).toBe(true)
  await act(clerk, id, { act: 'review' })
  const { id: fileId } = await resultFile(clerk, id)
  expect((await finish(clerk, id, [fileId])).body).toMatchObject({ state: 'completed', dueDay: null, acts: [] })
  const told = await show(id)
  expect(told).toMatchObject({
    state: 'completed',
    clock: null,
    result: { title: '高龄津贴发放通知', files: [{ id: fileId }] }
  })
  const got = await fetch(`${product.url}/api/v1/files/${fileId}`, {
    headers: { authorization: `Bearer ${citizen.token()}` }
  })
  expect(got.status).toBe(200)
})

test('不予批准 needs a legal basis, which the citizen reads', async () => {
  const { id } = await atDesk()
  await act(clerk, id, { act: 'accept' })
  const body = { act: 'complete' as const, granted: false, title: '不予发放决定', documentNo: null, fileIds: [] }
  expect((await act(clerk, id, { ...body, basis: null, reason: null })).fields).toHaveProperty('basis')
  await act(clerk, id, { ...body, basis: '示例办法第三条', reason: '年龄没有达到标准。' })
  expect((await show(id)).result?.details).toContainEqual({ label: '依据', value: '示例办法第三条' })
  expect((await show(id)).stateLabel).toBe('不予批准')
})

test('a case a colleague has is left alone until it is forwarded; who leaves gives theirs back to the department', async () => {
  const { id } = await atDesk()
  await head.signIn()
  const wu = await makeClerk(product, 'wu-clerk', ['clerk'], localItem.department)
  await act(clerk, id, { act: 'take' })
  expect((await act(wu, id, { act: 'accept' })).error).toBe('conflict')
  const elsewhere = await makeClerk(product, 'far-clerk', ['clerk'], 'justice')
  const outside = await act(clerk, id, { act: 'forward', to: elsewhere.me.staffId, note: '' })
  expect(outside.fields).toHaveProperty('to')
  await act(clerk, id, { act: 'forward', to: wu.me.staffId, note: '请您接着办。' })
  expect((await detail(wu, id)).handler).toMatchObject({ mine: true })
  expect((await detail(head, id)).acts).toContain('forward')
  expect((await act(wu, id, { act: 'accept' })).status).toBe(200)
  const system = await makeClerk(product, 'sys', ['system'], localItem.department)
  await system.check()
  await system.call(staffRoutes.disableAccount, { params: { accountId: wu.me.staffId } })
  expect((await detail(head, id)).handler).toBeNull()
})

test('the applicant takes a case back before 受理, also before the department has it, and not after', async () => {
  const withdraw = (caseId: string) => citizen.call(servicesRoutes.withdrawCase, { params: { caseId } })
  const early = await applyLocally(citizen)
  expect((await withdraw(early.id)).body).toMatchObject({ state: 'withdrawn', withdrawable: false, clock: null })
  await product.drain()
  expect((await show(early.id)).state).toBe('withdrawn')
  const late = await atDesk()
  expect((await show(late.id)).withdrawable).toBe(true)
  await act(clerk, late.id, { act: 'accept' })
  expect((await withdraw(late.id)).error?.error).toBe('conflict')
})

test('a broken promise is a task for the head and a message to the citizen, once', async () => {
  const { id, number } = await atDesk()
  await act(clerk, id, { act: 'accept' })
  product.clock.moveBy(40 * DAY_MS)
  await Promise.all([clerk.signIn(), citizen.signIn()])
  await head.signIn()
  await runClock()
  await runClock()
  const tasks = (await head.call(tasksRoutes.listTasks, { query: {} })).body.items
  expect(tasks.filter(({ title }) => title.includes(number))).toEqual([expect.objectContaining({ kind: 'overdue' })])
  const messages = (await citizen.call(messagesRoutes.listMessages, { query: {} })).body.items
  expect(messages.filter(({ title, about }) => title === '办理超过了承诺时间' && about?.id === id)).toHaveLength(1)
  const overdue = (await list(clerk, 'overdue')).items
  expect(overdue.map((line) => line.id)).toContain(id)
  expect((await list(clerk, 'open')).items[0]?.daysLeft).toBeLessThan(0)
})
