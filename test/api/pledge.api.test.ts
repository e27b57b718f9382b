import { certificatesRoutes } from '@shared/contract/certificates'
import { deskCasesRoutes } from '@shared/contract/desk-cases'
import type { Answers } from '@shared/contract/form'
import { mandatesRoutes } from '@shared/contract/mandates'
import { messagesRoutes } from '@shared/contract/messages'
import { owedRoutes } from '@shared/contract/owed'
import { servicesRoutes } from '@shared/contract/services'
import { tasksRoutes } from '@shared/contract/tasks'
import { agreeFor } from '../support/apply'
import type { Citizen } from '../support/citizen'
import { type Clerk, makeClerk } from '../support/clerk'
import { actAs, given } from '../support/entrust'
import { handInForm } from '../support/hand-in-form'
import { realCitizen } from '../support/real-citizen'
import { startProduct, type TestProduct } from '../support/start-product'

const serviceId = 'employment-agency'
const BANYAN = { company: '重庆黄葛树下餐饮有限公司（示例）', code: '91669999MA0YJB01X6' }
const HILLSIDE = { company: '重庆半山即时配送有限公司（示例）', code: '91669999MA0YJB247G' }

let product: TestProduct
let clerk: Clerk
let zhao: Citizen
beforeAll(async () => {
  product = await startProduct()
  clerk = await makeClerk(product, 'pledge-clerk', ['clerk'], 'human-resources')
  zhao = await realCitizen(product, 'zhao-lei')
})
afterAll(() => product.close())

/** zhao-lei is the legal representative of both. */
async function actFor({ code: creditCode }: typeof BANYAN): Promise<void> {
  await actAs(zhao, null)
  const bound = await zhao.call(mandatesRoutes.bindEnterprise, { body: { creditCode } })
  await actAs(zhao, given('bind', bound).mandateId)
}

async function handIn(answers: Answers) {
  await agreeFor(zhao, serviceId)
  const handedIn = await handInForm(zhao, serviceId, answers)
  const { id } = given('hand in', handedIn)
  await product.drain()
  return id
}

const show = async (caseId: string) => given('case', await zhao.call(servicesRoutes.showCase, { params: { caseId } }))
const lastNote = async (caseId: string) => (await show(caseId)).timeline.filter(({ at }) => at).at(-1)?.note ?? null
const told = async () => (await zhao.call(messagesRoutes.listMessages, {})).body.items

async function decide(kind: string, decision: string, reason: string) {
  const { items } = (await clerk.call(tasksRoutes.listTasks, { query: {} })).body
  const params = { taskId: items.find((task) => task.kind === kind)?.id ?? '' }
  await clerk.call(tasksRoutes.takeTask, { params })
  return clerk.call(tasksRoutes.decideTask, { params, body: { decision, reason } })
}

test('what is mended stays, and the enterprise is told', async () => {
  await actFor(HILLSIDE)
  const caseId = await handIn(HILLSIDE)
  await decide('pledge', 'not-kept', '没有固定场所。')
  expect((await decide('pledge-mended', 'mended', '')).error).toBeNull()
  expect(await show(caseId)).toMatchObject({ state: 'completed', owed: [{ state: 'mended', stateLabel: '已整改' }] })
  expect((await told()).map(({ title }) => title)).toContain('整改已达到要求')
})

test('nobody else is granted it on the spot: a person, another enterprise, or one that makes no promise', async () => {
  const others: [string, () => Promise<void>, Answers][] = [
    ['a person', async () => void (await actAs(zhao, null)), BANYAN],
    ['another enterprise', () => actFor(HILLSIDE), BANYAN],
    ['the code of another', () => actFor(HILLSIDE), { ...HILLSIDE, code: BANYAN.code }]
  ]
  for (const [who, take, answers] of others) {
    await take()
    const caseId = await handIn(answers)
    expect([who, (await show(caseId)).state]).toEqual([who, 'received'])
    expect(await lastNote(caseId)).toMatch(/^没有当场决定：没有用企业身份提交，或者填写的企业和登记的不一致。/)
  }
  await actFor(HILLSIDE)
  const { pledged: _, ...without } = { ...HILLSIDE, way: 'ordinary', pledged: false }
  const caseId = await handIn(without)
  const ordinary = await show(caseId)
  expect([ordinary.state, ordinary.owed]).toEqual(['received', undefined])
  expect(await lastNote(caseId)).toBeNull()
})

test('告知承诺 grants the enterprise on the spot; what is broken is to be mended, then revoked, and no second time granted so', async () => {
  await actFor(BANYAN)
  // typed with half-width brackets: the registered name all the same
  const caseId = await handIn({ ...BANYAN, company: BANYAN.company.replace('（', '(').replace('）', ')') })
  const granted = await show(caseId)
  expect(granted).toMatchObject({ state: 'completed', result: { title: '人力资源服务许可证' } })
  expect(granted.timeline.map(({ label }) => label)).toEqual(['已提交', '部门已接收', '已办结'])
  expect(granted.owed).toMatchObject([{ label: '告知承诺书', kind: 'pledge', stateLabel: '已作承诺' }])
  const certificate = async () => (await zhao.call(certificatesRoutes.listCertificates, {})).body.items[0]
  const params = { certificateId: (await certificate())?.id ?? '' }
  const held = await zhao.call(certificatesRoutes.showCertificate, { params })
  expect(held.body).toMatchObject({
    title: '人力资源服务许可证',
    state: 'valid',
    holder: expect.stringContaining('餐饮')
  })
  // found untrue only by its own check, not by the act for promises in place of a paper
  const broken = { params: { caseId, field: 'pledged' }, body: { reason: '没有场所' } }
  expect((await clerk.call(owedRoutes.breakPromise, broken)).status).toBe(409)

  expect((await decide('pledge', 'not-kept', '没有固定场所。')).error).toBeNull()
  const [owed] = (await show(caseId)).owed ?? []
  expect(owed).toMatchObject({ state: 'broken', stateLabel: '承诺不实，限期整改', dueDay: expect.any(String) })
  expect(await lastNote(caseId)).toMatch(/请在 \d+年\d+月\d+日前整改；.*撤销。原因：没有固定场所。$/)
  const mend = (await told()).find(({ title }) => title === '与承诺不符要整改')
  expect(mend?.body).toMatch(/请在 \d+年\d+月\d+日前整改/)

  const early = await decide('pledge-mended', 'revoked', '仍没有固定场所。')
  expect(early.fields?.reason).toMatch(/^整改期限到 .*，过了这一天才能撤销许可。$/)
  expect((await certificate())?.state).toBe('valid')
  const until = new Date(`${owed?.dueDay}T23:58:00+08:00`).getTime()
  product.clock.moveBy(until - product.clock.now().getTime())
  await clerk.signIn()
  expect((await decide('pledge-mended', 'revoked', '仍没有固定场所。')).status).toBe(422)
  product.clock.moveBy(3 * 60_000)
  expect((await decide('pledge-mended', 'revoked', '仍没有固定场所。')).error).toBeNull()
  expect((await certificate())?.state).toBe('withdrawn')
  expect(await show(caseId)).toMatchObject({ result: { revoked: true }, owed: [{ stateLabel: '许可已撤销' }] })
  expect(await lastNote(caseId)).toMatch(/^许可已撤销：仍没有固定场所。（依据：.*渝府发〔2019〕33号.*）$/)
  const desk = await clerk.call(deskCasesRoutes.showDeskCase, { params: { caseId } })
  const acts = desk.body.history.map(({ what }) => what)
  expect(acts).toEqual(expect.arrayContaining(['按告知承诺当场准予', '事后核查：责令限期整改', '复查：撤销许可']))
  expect((await told()).map(({ title }) => title)).toContain('证照已撤销')

  const again = await handIn(BANYAN)
  expect((await show(again)).state).toBe('received')
  expect(await lastNote(again)).toBe('没有当场决定：以前作出的承诺没有兑现。这件按一般程序审查。')
})
