import { rmSync } from 'node:fs'
import { type DeskCaseAct, deskCasesRoutes } from '@shared/contract/desk-cases'
import { deskOpinionsRoutes } from '@shared/contract/desk-opinions'
import { homeRoutes } from '@shared/contract/home'
import { servicesRoutes } from '@shared/contract/services'
import { tasksRoutes } from '@shared/contract/tasks'
import { person } from '../support/apply'
import { applyLocally, localItem } from '../support/apply-local'
import type { Citizen } from '../support/citizen'
import { type Clerk, makeClerk } from '../support/clerk'
import { startProduct, type TestProduct } from '../support/start-product'
import { strictContent } from '../support/strict-content'

const DAY_MS = 24 * 3_600_000
let folder: string
let product: TestProduct
let citizen: Citizen
let li: Clerk
let wu: Clerk
let lawyer: Clerk

beforeAll(async () => {
  folder = strictContent()
  product = await startProduct({ contentFolder: folder })
  citizen = product.citizen(person.id)
  await citizen.signIn()
  li = await makeClerk(product, 'li-clerk', ['clerk'], localItem.department)
  wu = await makeClerk(product, 'wu-clerk', ['clerk'], localItem.department)
  lawyer = await makeClerk(product, 'zheng-lawyer', ['clerk'], 'justice')
})
afterAll(async () => {
  await product.close()
  rmSync(folder, { recursive: true })
})

const act = (by: Clerk, caseId: string, body: DeskCaseAct) =>
  by.call(deskCasesRoutes.actOnDeskCase, { params: { caseId }, body })
const show = async (caseId: string) => (await citizen.call(servicesRoutes.showCase, { params: { caseId } })).body
const grant = {
  ...{ act: 'complete', granted: true, title: '高龄津贴发放通知', documentNo: null },
  ...{ basis: null, reason: null, fileIds: [] }
} satisfies DeskCaseAct

async function accepted(): Promise<string> {
  const { id } = await applyLocally(citizen)
  await product.drain()
  expect((await act(li, id, { act: 'accept' })).status).toBe(200)
  return id
}
async function answerAll(agrees = true) {
  const { items } = (await lawyer.call(deskOpinionsRoutes.listOpinions, { query: {} })).body
  for (const { id: opinionId } of items)
    await lawyer.call(deskOpinionsRoutes.answerOpinion, {
      params: { opinionId },
      body: { agrees, words: '没有监护人。' }
    })
}
const payAndAnswer = async (caseId: string) => {
  await answerAll()
  await act(li, caseId, { act: 'charge' })
  await act(li, caseId, { act: 'paid', receiptNo: '示例票据 0001' })
}

it('another department is asked at once, reads the question and nothing else, and the case waits for its answer', async () => {
  const caseId = await accepted()
  expect((await show(caseId)).opinions).toMatchObject([{ department: '区司法局', answered: false, late: false }])
  const [asked] = (await lawyer.call(deskOpinionsRoutes.listOpinions, { query: {} })).body.items
  const params = { opinionId: asked?.id ?? '' }
  const shown = await lawyer.call(deskOpinionsRoutes.showOpinion, { params })
  expect(shown.body).toMatchObject({ question: '该老人是否有监护人？', askedBy: '区民政局', answer: null })
  expect(JSON.stringify(shown.body)).not.toContain(person.name)
  expect((await wu.call(deskOpinionsRoutes.showOpinion, { params })).error).toBe('not_found')
  expect((await lawyer.call(deskCasesRoutes.showDeskCase, { params: { caseId } })).error).toBe('not_found')
  const early = await act(li, caseId, { ...grant, granted: false, basis: '示例办法第二条', reason: '不符合条件。' })
  expect(early.fields).toEqual({ act: '还有部门没有答复会办意见。' })
  const body = { agrees: true, words: '没有监护人。' }
  expect((await lawyer.call(deskOpinionsRoutes.answerOpinion, { params, body })).status).toBe(200)
  expect((await lawyer.call(deskOpinionsRoutes.answerOpinion, { params, body })).error).toBe('conflict')
  const detail = (await li.call(deskCasesRoutes.showDeskCase, { params: { caseId } })).body
  expect(detail.opinions).toMatchObject([{ department: '区司法局', answer: body }])
  expect((await show(caseId)).opinions).toMatchObject([{ answered: true }])
})

it('a fee is asked for with its day, stands on 首页, and the clock goes on when the receipt is recorded', async () => {
  const caseId = await accepted()
  await answerAll()
  expect((await act(li, caseId, grant)).fields).toEqual({ act: '费用还没有缴清。' })
  expect((await act(li, caseId, { act: 'charge' })).body).toMatchObject({ state: 'payment', dueFor: '申请人缴费' })
  const waits = await show(caseId)
  expect(waits).toMatchObject({ stateLabel: '待缴费', payment: { amount: 8000, dueDay: waits.clock?.dueDay } })
  expect(waits.payment?.how).toContain('请到窗口缴费')
  const { items } = (await citizen.call(homeRoutes.listAttention, {})).body
  expect(items.map(({ title }) => title)).toContain('“高龄津贴申领”需要缴费')
  const paid = await act(li, caseId, { act: 'paid', receiptNo: '示例票据 0001' })
  expect(paid.body).toMatchObject({ state: 'reviewing', fee: { amount: 8000, paid: true, receiptNo: '示例票据 0001' } })
  expect(await show(caseId)).toMatchObject({ state: 'reviewing', payment: null })
})

it('a decision needs a second person: who wrote it cannot approve it, sent back nothing has happened', async () => {
  const caseId = await accepted()
  await payAndAnswer(caseId)
  const proposed = await act(li, caseId, grant)
  expect(proposed.body).toMatchObject({ state: 'reviewing', proposal: { mine: true }, acts: ['send-back'] })
  expect((await show(caseId)).result).toBeNull()
  expect((await act(li, caseId, { act: 'approve' })).error).toBe('second_person_required')
  const seen = (await wu.call(deskCasesRoutes.showDeskCase, { params: { caseId } })).body
  expect(seen.proposal).toMatchObject({
    by: '陈静',
    mine: false,
    lines: ['准予：高龄津贴发放通知', '长期有效', '结果文件 0 个']
  })
  expect((await act(wu, caseId, { act: 'send-back', reason: '请写上文号。' })).body.proposal).toBeNull()
  expect((await act(wu, caseId, { act: 'approve' })).error).toBe('conflict')
  await act(li, caseId, { ...grant, documentNo: '示例〔2026〕2 号' })
  expect((await act(wu, caseId, { act: 'approve' })).body).toMatchObject({ state: 'completed', proposal: null })
  expect((await show(caseId)).result).toMatchObject({ title: '高龄津贴发放通知', documentNo: '示例〔2026〕2 号' })
})

it('a department that does not answer in time is named to the applicant, and its head gets a task once', async () => {
  const caseId = await accepted()
  product.clock.moveBy(8 * DAY_MS)
  const job = product.product.jobs.find(({ name }) => name === 'services.desk-clock')
  await job?.run()
  await job?.run()
  expect((await show(caseId)).opinions).toMatchObject([{ department: '区司法局', answered: false, late: true }])
  const head = await makeClerk(product, 'feng-head', ['head'], 'justice')
  const { items } = (await head.call(tasksRoutes.listTasks, { query: {} })).body
  const late = items.filter(({ title }) => title.includes('会办意见超过期限'))
  expect(late).toHaveLength(1)
  const taskId = late[0]?.id ?? ''
  await head.call(tasksRoutes.takeTask, { params: { taskId } })
  expect((await head.call(tasksRoutes.showTask, { params: { taskId } })).body.subject?.lines[1]?.value).toBe(
    '高龄津贴申领'
  )
})
