import { type DeskCaseAct, deskCasesRoutes } from '@shared/contract/desk-cases'
import type { Answers } from '@shared/contract/form'
import { messagesRoutes } from '@shared/contract/messages'
import { servicesRoutes } from '@shared/contract/services'
import { agreeFor, named } from '../support/apply'
import type { Citizen } from '../support/citizen'
import { type Clerk, makeClerk } from '../support/clerk'
import { handInForm } from '../support/hand-in-form'
import { startProduct, type TestProduct } from '../support/start-product'

const serviceId = 'newborn-package'
const OFFICE: Record<string, string> = {
  'birth-registration': 'health',
  'newborn-household': 'public-security',
  'medical-enrolment': 'medical-insurance',
  'social-card': 'human-resources'
}
let product: TestProduct
const clerks = new Map<string, Clerk>()
beforeAll(async () => {
  product = await startProduct()
  for (const department of Object.values(OFFICE))
    clerks.set(department, await makeClerk(product, `clerk-${department}`, ['clerk'], department))
})
afterAll(() => product.close())

async function mother(who: string, changes: Answers) {
  const citizen = product.citizen(who)
  await citizen.signIn()
  await named(citizen)
  await agreeFor(citizen, serviceId)
  const { body: whole, error } = await handInForm(citizen, serviceId, {
    childName: '示例宝宝',
    birthNo: 'X500000001',
    ...changes
  })
  expect(error).toBeNull()
  await product.drain()
  return { citizen, whole }
}

const clerkOf = (part: string): Clerk => {
  const clerk = clerks.get(OFFICE[part] ?? '')
  if (!clerk) throw new Error(`nobody handles ${part}`)
  return clerk
}
const seenBy = async ({ id: caseId, serviceId: part }: { id: string; serviceId: string }) =>
  (await clerkOf(part).call(deskCasesRoutes.showDeskCase, { params: { caseId } })).body.answers.map(
    ({ label }) => label
  )
async function act(part: { id: string; serviceId: string }, ...acts: DeskCaseAct[]) {
  for (const body of acts) {
    const params = { caseId: part.id }
    const { error } = await clerkOf(part.serviceId).call(deskCasesRoutes.actOnDeskCase, { params, body })
    expect(error).toBeNull()
  }
}
const show = async (citizen: Citizen, caseId: string) =>
  (await citizen.call(servicesRoutes.showCase, { params: { caseId } })).body
const complete: DeskCaseAct = {
  ...{ act: 'complete', granted: true, title: '示例结果', documentNo: null, basis: null, reason: null, fileIds: [] }
}

const everything = { registered: 'no', medical: 'yes', card: 'yes' }

test('one form after a birth goes to four departments; each reads what is its own, the parents one page of progress', async () => {
  const { citizen, whole } = await mother('wang-xiaoli', everything)
  const parts = whole.parts ?? []
  expect(parts.map((part) => part.serviceId)).toEqual(Object.keys(OFFICE))
  const [register, household, medical, card] = await Promise.all(parts.map(seenBy))
  expect(household).toContain('随谁落户')
  expect(household).not.toContain('制卡银行')
  expect(register).toContain('这是第几个孩子')
  expect(register).not.toContain('孩子的姓名')
  for (const labels of [medical, card]) {
    expect(labels).toEqual(expect.arrayContaining(['孩子的姓名', '出生医学证明编号']))
    expect(labels).not.toContain('孩子的身份证号码')
  }
  for (const part of parts) await act(part, { act: 'take' }, { act: 'accept' })
  expect((await show(citizen, whole.id)).state).toBe('accepted')
  for (const part of parts) {
    expect((await show(citizen, whole.id)).state).toBe('accepted')
    await act(part, complete)
  }
  expect((await show(citizen, whole.id)).state).toBe('completed')
})

test('what is registered already, or not wanted, opens no case', async () => {
  const { whole } = await mother('luo-shufen', { registered: 'yes', medical: 'no', card: 'yes' })
  expect(whole.parts?.map((part) => part.serviceId)).toEqual(['newborn-household', 'social-card'])
})

test('a department that refuses its part does not stop the others, and the parents read which one failed', async () => {
  const { citizen, whole } = await mother('zhang-min', everything)
  const basis = '中华人民共和国社会保险法第二十五条'
  for (const part of whole.parts ?? []) {
    await act(part, { act: 'take' })
    if (part.serviceId === 'medical-enrolment') await act(part, { act: 'refuse', basis, reason: '孩子已经参保。' })
    else await act(part, { act: 'accept' }, complete)
  }
  const done = await show(citizen, whole.id)
  expect(done.state).toBe('completed')
  expect(done.timeline.at(-1)?.note).toBe('3 项已办结、1 项未通过。没有办成：城乡居民基本医疗保险参保登记（未通过）')
  await product.drain()
  const { items } = (await citizen.call(messagesRoutes.listMessages, {})).body
  expect(items.find(({ about, title }) => about?.id === whole.id && title === '申请已办结')?.body).toContain(
    '3 项已办结、1 项未通过'
  )
})
