import { deskCasesRoutes } from '@shared/contract/desk-cases'
import { formFields } from '@shared/contract/form'
import { messagesRoutes } from '@shared/contract/messages'
import { servicesRoutes } from '@shared/contract/services'
import { tasksRoutes } from '@shared/contract/tasks'
import * as z from 'zod/mini'
import { agreeFor, named, person } from '../support/apply'
import { makeClerk } from '../support/clerk'
import { fillByDefinition } from '../support/fill-by-definition'
import { handInForm } from '../support/hand-in-form'
import { startProduct, type TestProduct } from '../support/start-product'

const FILED = [
  ['human-resources-record', '人力资源服务备案回执'],
  ['layoff-report', '企业经济性裁员报告回执']
] as const
let product: TestProduct
let citizen: ReturnType<TestProduct['citizen']>
let clerk: Awaited<ReturnType<typeof makeClerk>>
beforeAll(async () => {
  product = await startProduct()
  citizen = product.citizen(person.id)
  await citizen.signIn()
  await named(citizen)
  clerk = await makeClerk(product, 'filing-clerk', ['clerk'], 'human-resources')
})
afterAll(() => product.close())

test.each(FILED)(
  '%s is done as soon as the department has it: %s and certificate at once; looked at afterwards',
  async (serviceId, title) => {
    await agreeFor(citizen, serviceId)
    const { body: form } = await citizen.call(servicesRoutes.showForm, { params: { serviceId } })
    const files = new Map<string, string>()
    for (const { kind, label } of formFields(form))
      if (kind === 'upload') files.set(label, z.object({ id: z.string() }).parse((await citizen.upload()).body).id)
    const edits = fillByDefinition(form, 0, (label) => files.get(label) ?? '')
    const { body: draft } = await citizen.call(servicesRoutes.openDraft, { params: { serviceId }, body: { edits } })
    const handedIn = await citizen.call(servicesRoutes.submitDraft, {
      params: { draftId: draft.id },
      body: { formVersion: draft.formVersion, revision: draft.revision }
    })
    expect(handedIn.error).toBeNull()
    const { id, number } = handedIn.body
    await product.drain()

    const shown = (await citizen.call(servicesRoutes.showCase, { params: { caseId: id } })).body
    expect(shown).toMatchObject({
      state: 'completed',
      result: { title, documentNo: number },
      clock: null
    })
    expect(shown.timeline.map(({ label }) => label)).toEqual(['已提交', '部门已接收', '已办结'])
    const { items } = (await citizen.call(messagesRoutes.listMessages, {})).body
    expect(items.filter(({ about }) => about?.id === id).map(({ title }) => title)).toEqual([
      '申请已办结',
      '申请已提交'
    ])

    const desk = await clerk.call(deskCasesRoutes.showDeskCase, { params: { caseId: id } })
    expect(desk.body).toMatchObject({ state: 'completed', acts: [] })
    expect(desk.body.history.map(({ what }) => what)).toContain('备案当场办结')
    const tasks = (await clerk.call(tasksRoutes.listTasks, { query: {} })).body.items
    expect(tasks.filter(({ kind }) => kind === 'filing').map(({ title }) => title)).toContain(`备案 ${number} 待核对`)
  }
)

test('what was filed and is found not in order afterwards: the applicant is told, with the reason and what to do', async () => {
  const serviceId = FILED[0][0]
  await agreeFor(citizen, serviceId)
  const { id, number } = (await handInForm(citizen, serviceId)).body
  await product.drain()
  const { items: tasks } = (await clerk.call(tasksRoutes.listTasks, { query: {} })).body
  const params = { taskId: tasks.find(({ title }) => title === `备案 ${number} 待核对`)?.id ?? '' }
  await clerk.call(tasksRoutes.takeTask, { params })
  const decided = { decision: 'not-in-order', reason: '场所照片看不清门牌。' }
  expect((await clerk.call(tasksRoutes.decideTask, { params, body: decided })).error).toBeNull()

  const shown = (await citizen.call(servicesRoutes.showCase, { params: { caseId: id } })).body
  expect(shown.state).toBe('completed')
  expect(shown.timeline.at(-1)?.note).toBe(
    '部门事后核对，备案材料不符。请改正后重新提交备案，或者带材料到窗口办理。原因：场所照片看不清门牌。'
  )
  const { items } = (await citizen.call(messagesRoutes.listMessages, {})).body
  expect(items.filter(({ about }) => about?.id === id).map(({ title }) => title)).toContain('备案材料不符')
})

test.each([
  ['more people than the enterprise has', { staff: '20', people: '21' }, { people: '裁减人数不能多于职工总数。' }],
  [
    'the staff told 29 days before',
    { told: '2026-06-01', from: '2026-06-30' },
    { from: '要提前三十日向工会或者全体职工说明情况，开始裁减的日期和说明情况的日期至少隔三十日。' }
  ]
])('a report of a layoff with %s is not taken in', async (_, changes, fields) => {
  await agreeFor(citizen, 'layoff-report')
  expect((await handInForm(citizen, 'layoff-report', changes)).error).toMatchObject({ error: 'form_invalid', fields })
})

test('a report of a layoff of the whole staff, told 30 days before, is taken in', async () => {
  await agreeFor(citizen, 'layoff-report')
  const changes = { staff: '20', people: '20', told: '2026-06-01', from: '2026-07-01' }
  expect((await handInForm(citizen, 'layoff-report', changes)).error).toBeNull()
})
