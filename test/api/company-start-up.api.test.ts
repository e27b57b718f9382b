import { type DeskCaseAct, deskCasesRoutes } from '@shared/contract/desk-cases'
import { feedbackRoutes } from '@shared/contract/feedback'
import type { Answers } from '@shared/contract/form'
import { identityRoutes } from '@shared/contract/identity'
import { messagesRoutes } from '@shared/contract/messages'
import { servicesRoutes } from '@shared/contract/services'
import * as z from 'zod/mini'
import { setMergedInto } from '../../bff/src/domains/identity/account-store'
import { agreeFor, named } from '../support/apply'
import type { Citizen } from '../support/citizen'
import { type Clerk, makeClerk } from '../support/clerk'
import { handInForm } from '../support/hand-in-form'
import { startProduct, type TestProduct } from '../support/start-product'

const DAY_MS = 24 * 3_600_000
const serviceId = 'company-start-up'
const DEPARTMENTS = ['market-regulation', 'public-security', 'tax', 'human-resources'] as const
let product: TestProduct
const clerks = new Map<string, Clerk>()
beforeAll(async () => {
  product = await startProduct()
  for (const department of DEPARTMENTS)
    clerks.set(department, await makeClerk(product, `clerk-${department}`, ['clerk'], department))
})
afterAll(() => product.close())

const clerkOf = (department: string): Clerk => {
  const clerk = clerks.get(department)
  if (!clerk) throw new Error(`no clerk of ${department}`)
  return clerk
}

async function founder(who: string): Promise<Citizen> {
  const citizen = product.citizen(who)
  await citizen.signIn()
  await named(citizen)
  return citizen
}

const handIn = (citizen: Citizen, changes: Answers = {}) => handInForm(citizen, serviceId, changes)

const show = async (citizen: Citizen, caseId: string) =>
  (await citizen.call(servicesRoutes.showCase, { params: { caseId } })).body
const act = async (department: string, caseId: string, body: DeskCaseAct) => {
  const done = await clerkOf(department).call(deskCasesRoutes.actOnDeskCase, { params: { caseId }, body })
  expect(done.error).toBeNull()
}
const complete: DeskCaseAct = {
  ...{ act: 'complete', granted: true, title: '示例结果', documentNo: null, basis: null, reason: null, fileIds: [] }
}

const runClock = () => product.product.jobs.find(({ name }) => name === 'services.desk-clock')?.run()

/** What the founder was told about the whole and its parts, the oldest first: about which case, in which words. */
async function toldAbout(citizen: Citizen, whole: { id: string; parts?: { id: string; serviceId: string }[] }) {
  const { items } = (await citizen.call(messagesRoutes.listMessages, { query: {} })).body
  const names = new Map([
    [whole.id, 'whole'],
    ...(whole.parts ?? []).map((part): [string, string] => [part.id, part.serviceId])
  ])
  return items.toReversed().flatMap(({ about, title }) => {
    const name = about?.kind === 'case' ? names.get(about.id) : undefined
    return name ? [`${name} ${title}`] : []
  })
}

const PART_OF: Record<string, (typeof DEPARTMENTS)[number]> = {
  'company-registration': 'market-regulation',
  'seal-engraving': 'public-security',
  'invoice-application': 'tax',
  'staff-enrolment': 'human-resources'
}

test('one form goes to four departments at once; each has its own clock, the founder one page of progress', async () => {
  const citizen = await founder('zhang-min')
  const refused = await handIn(citizen)
  expect(refused.error?.error).toBe('consent_required')
  expect(Object.keys(refused.error?.fields ?? {})).toHaveLength(4)
  await agreeFor(citizen, serviceId)
  const { body: whole, error } = await handIn(citizen, { trades: ['food-business-licence'] })
  expect(error).toBeNull()
  expect(whole.deliveryNote).toBeNull()
  expect(whole.parts?.map((part) => [part.serviceId, part.state, part.clock?.dueFor])).toEqual(
    Object.keys(PART_OF).map((id) => [id, 'submitted', '受理'])
  )
  expect(whole.licences).toEqual([{ id: 'food-business-licence', name: expect.any(String), trade: '做餐饮、卖食品' }])
  await product.drain()
  expect((await show(citizen, whole.id)).state).toBe('received')
  const { body: mine } = await citizen.call(servicesRoutes.listCases, { query: {} })
  expect(mine.items.map(({ id }) => id)).toEqual([whole.id])

  for (const part of whole.parts ?? []) {
    const own = PART_OF[part.serviceId] ?? 'tax'
    for (const department of DEPARTMENTS) {
      const seen = await clerkOf(department).call(deskCasesRoutes.showDeskCase, { params: { caseId: part.id } })
      expect(seen.status).toBe(department === own ? 200 : 404)
    }
    await act(own, part.id, { act: 'take' })
    await act(own, part.id, { act: 'accept' })
  }
  expect((await show(citizen, whole.id)).state).toBe('accepted')
  for (const part of whole.parts ?? []) {
    expect((await show(citizen, whole.id)).state).toBe('accepted')
    await act(PART_OF[part.serviceId] ?? 'tax', part.id, complete)
  }
  const done = await show(citizen, whole.id)
  expect(done.state).toBe('completed')
  expect(done.timeline.map(({ label }) => label)).toEqual(['已提交', '部门已接收', '已受理', '已办结'])
  expect((await show(citizen, done.parts?.[0]?.id ?? '')).partOf).toEqual({ id: whole.id, serviceName: '企业开办' })
})

test('the founder is told once at each stage of the whole, and rates it once: no part is rated by itself', async () => {
  const citizen = await founder('luo-shufen')
  await agreeFor(citizen, serviceId)
  const { body: whole } = await handIn(citizen)
  await product.drain()
  const rating = (caseId: string) => citizen.call(feedbackRoutes.showRating, { params: { caseId } })
  const rate = (caseId: string) =>
    citizen.call(feedbackRoutes.rateCase, { params: { caseId }, body: { level: 'good', reasons: [] } })
  for (const part of whole.parts ?? []) await act(PART_OF[part.serviceId] ?? 'tax', part.id, { act: 'take' })
  for (const part of whole.parts ?? []) await act(PART_OF[part.serviceId] ?? 'tax', part.id, { act: 'accept' })
  for (const part of whole.parts ?? []) {
    expect((await rating(whole.id)).body.notYet).toBe('办结后就可以评价。')
    await act(PART_OF[part.serviceId] ?? 'tax', part.id, complete)
    expect((await rating(part.id)).body.notYet).toBe('请在“企业开办”里一起评价。')
    expect((await rate(part.id)).status).toBe(409)
  }
  await product.drain()
  expect(await toldAbout(citizen, whole)).toEqual([
    'whole 申请已提交',
    'whole 部门已接收',
    'whole 申请已受理',
    'whole 申请已办结'
  ])
  expect((await rate(whole.id)).status).toBe(200)
  expect((await rate(whole.id)).status).toBe(409)
})

test('what a part needs from the founder, or its refusal, is told at once and for that part', async () => {
  const citizen = await founder('liu-yang')
  await agreeFor(citizen, serviceId)
  const { body: whole } = await handIn(citizen, { staffNow: 'no' })
  await product.drain()
  const [licence, seal] = whole.parts ?? []
  await act('market-regulation', licence?.id ?? '', { act: 'take' })
  await act('market-regulation', licence?.id ?? '', {
    act: 'ask',
    items: [{ field: 'scope', reason: '请写得具体一些。' }]
  })
  await act('public-security', seal?.id ?? '', { act: 'take' })
  const basis = '国务院关于国家行政机关和企业事业单位社会团体印章管理的规定'
  await act('public-security', seal?.id ?? '', { act: 'refuse', basis, reason: '名称不一致。' })
  await product.drain()
  expect(await toldAbout(citizen, whole)).toEqual([
    'whole 申请已提交',
    'whole 部门已接收',
    'company-registration 需要补正材料',
    'seal-engraving 申请未通过'
  ])
})

test('不予批准 of a part is no success: it is told for that part, named on the whole, and a whole of nothing else has failed', async () => {
  const citizen = await founder('wang-xiaoli')
  await agreeFor(citizen, serviceId)
  const { body: whole } = await handIn(citizen, { staffNow: 'no' })
  await product.drain()
  const deny: DeskCaseAct = {
    ...complete,
    granted: false,
    title: '不予批准决定',
    basis: '示例办法第三条',
    reason: '不符合。'
  }
  const [licence, seal, invoice] = whole.parts ?? []
  for (const part of whole.parts ?? []) {
    await act(PART_OF[part.serviceId] ?? 'tax', part.id, { act: 'take' })
    await act(PART_OF[part.serviceId] ?? 'tax', part.id, { act: 'accept' })
  }
  await act('public-security', seal?.id ?? '', deny)
  await act('tax', invoice?.id ?? '', deny)
  expect((await show(citizen, whole.id)).parts?.map(({ stateLabel }) => stateLabel)).toEqual([
    '已受理',
    '不予批准',
    '不予批准'
  ])
  await act('market-regulation', licence?.id ?? '', deny)
  const done = await show(citizen, whole.id)
  expect(done.state).toBe('refused')
  expect(done.timeline.at(-1)?.note).toBe(
    '0 项已办结、3 项不予批准。没有办成：公司设立登记（营业执照）（不予批准）、企业公章刻制（不予批准）、新办企业申领发票（不予批准）'
  )
  const part = await show(citizen, seal?.id ?? '')
  expect([part.stateLabel, part.timeline.at(-1)?.label]).toEqual(['不予批准', '不予批准'])
  await product.drain()
  expect(await toldAbout(citizen, whole)).toEqual([
    'whole 申请已提交',
    'whole 部门已接收',
    'whole 申请已受理',
    'seal-engraving 申请不予批准',
    'invoice-application 申请不予批准',
    'company-registration 申请不予批准',
    'whole 申请未通过'
  ])
  const { items } = (await citizen.call(messagesRoutes.listMessages, { query: {} })).body
  expect(items[0]?.body).toBe('您的“企业开办”申请各部门都有了结果：0 项已办结、3 项不予批准，点开可以查看。')
})

test('a department reads what its part asks, nothing of the others', async () => {
  const citizen = await founder('zhao-lei')
  await agreeFor(citizen, serviceId)
  const { body: whole } = await handIn(citizen)
  await product.drain()
  const seal = whole.parts?.find((part) => part.serviceId === 'seal-engraving')
  const seen = await clerkOf('public-security').call(deskCasesRoutes.showDeskCase, {
    params: { caseId: seal?.id ?? '' }
  })
  const labels = seen.body.answers.map(({ label }) => label)
  expect(labels).toContain('要刻哪几枚章')
  expect(labels).not.toContain('股东')
  expect(labels).not.toContain('员工名单')
})

test('without employees there are three; one refused and one taken back, the rest go on, and the founder reads which failed', async () => {
  const citizen = await founder('chen-guoqiang')
  await agreeFor(citizen, serviceId)
  const { body: whole } = await handIn(citizen, { staffNow: 'no' })
  await product.drain()
  const [licence, seal, invoice, ...rest] = whole.parts ?? []
  expect(rest).toEqual([])
  await act('public-security', seal?.id ?? '', { act: 'take' })
  const basis = '国务院关于国家行政机关和企业事业单位社会团体印章管理的规定'
  await act('public-security', seal?.id ?? '', { act: 'refuse', basis, reason: '名称和营业执照不一致。' })
  const back = await citizen.call(servicesRoutes.withdrawCase, { params: { caseId: invoice?.id ?? '' } })
  expect(back.error).toBeNull()
  expect((await show(citizen, whole.id)).state).toBe('received')
  await act('market-regulation', licence?.id ?? '', { act: 'take' })
  await act('market-regulation', licence?.id ?? '', { act: 'accept' })
  await act('market-regulation', licence?.id ?? '', complete)
  const done = await show(citizen, whole.id)
  expect(done.state).toBe('completed')
  expect(done.timeline.at(-1)?.note).toBe(
    '1 项已办结、1 项未通过、1 项已撤回。没有办成：企业公章刻制（未通过）、新办企业申领发票（已撤回）'
  )
})

test('the founder takes the whole back: the parts that can still be go with it, and one message tells', async () => {
  const citizen = await founder('liu-yang')
  await agreeFor(citizen, serviceId)
  const { body: whole } = await handIn(citizen, { staffNow: 'no' })
  await product.drain()
  const [licence] = whole.parts ?? []
  await act('market-regulation', licence?.id ?? '', { act: 'take' })
  await act('market-regulation', licence?.id ?? '', { act: 'accept' })
  expect((await show(citizen, whole.id)).withdrawable).toBe(true)
  const back = await citizen.call(servicesRoutes.withdrawCase, { params: { caseId: whole.id } })
  expect(back.body.parts?.map(({ state }) => state)).toEqual(['accepted', 'withdrawn', 'withdrawn'])
  expect(back.body.withdrawable ?? false).toBe(false)
  const again = await citizen.call(servicesRoutes.withdrawCase, { params: { caseId: whole.id } })
  expect(again.error?.error).toBe('conflict')
  await act('market-regulation', licence?.id ?? '', complete)
  expect((await show(citizen, whole.id)).state).toBe('completed')
})

test('however often the founder taps, there are four cases and one whole', async () => {
  const citizen = await founder('zhang-min')
  const before = (await product.stores.db.query('select id from services_cases')).length
  const { body: first } = await handIn(citizen)
  const { draft_id: draftId } = (
    await product.stores.db.query<{ draft_id: string }>('select draft_id from services_cases where id = $1', [first.id])
  )[0] ?? { draft_id: '' }
  const again = await citizen.call(servicesRoutes.submitDraft, {
    params: { draftId },
    body: { formVersion: 'any', revision: 1 }
  })
  expect(again.error?.error).toBe('draft_submitted')
  expect((await product.stores.db.query('select id from services_cases')).length).toBe(before + 5)
})

test('the department of a part reads the papers also where they were uploaded under an account joined with the founder’s', async () => {
  const [citizen, beside] = [await founder('yang-defu'), product.citizen('wang-xiaoli')]
  await agreeFor(citizen, serviceId)
  const { citizenId } = (await citizen.call(identityRoutes.me, {})).body
  const { me } = await beside.signIn()
  const fileId = z.object({ id: z.string() }).parse((await beside.upload()).body).id
  await product.stores.db.tx((tx) => setMergedInto(tx, me.citizenId, citizenId))
  await citizen.signIn()
  const { body: whole, error } = await handIn(citizen, { constitution: [fileId] })
  expect(error).toBeNull()
  await product.drain()
  const licence = whole.parts?.find((part) => part.serviceId === 'company-registration')
  const params = { caseId: licence?.id ?? '' }
  const seen = await clerkOf('market-regulation').call(deskCasesRoutes.showDeskCase, { params })
  expect(seen.body.files.map(({ id }) => id)).toContain(fileId)
})

test('departments that miss the same day: one notice for the whole, one task for each of their heads', async () => {
  const citizen = await founder('tang-jing')
  await agreeFor(citizen, serviceId)
  const { body: whole } = await handIn(citizen)
  await product.drain()
  product.clock.moveBy(40 * DAY_MS)
  await citizen.signIn()
  await runClock()
  await runClock()
  const told = (await toldAbout(citizen, whole)).filter((words) => words.includes('超过'))
  expect(told).toEqual(['whole 办理超过了承诺时间'])
  const tasks = await product.stores.db.query<{ department: string }>(
    "select department from tasks_queue where kind = 'overdue' and about_id like any($1)",
    [(whole.parts ?? []).map(({ id }) => `${id}|%`)]
  )
  expect(tasks.map(({ department }) => department).sort()).toEqual([...DEPARTMENTS].sort())
})
