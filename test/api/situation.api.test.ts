import path from 'node:path'
import type { CaseDetail } from '@shared/contract/applications'
import { deskCasesRoutes } from '@shared/contract/desk-cases'
import { formFields } from '@shared/contract/form'
import { rightsRoutes } from '@shared/contract/rights'
import { servicesRoutes } from '@shared/contract/services'
import { loadContent } from '../../bff/src/domains/content/load'
import { promisedDay } from '../../bff/src/domains/services/submit'
import { parseCalendars } from '../../bff/src/platform/clock/calendar'
import { agreeFor, named, person } from '../support/apply'
import { fillLocalDraft, localItem } from '../support/apply-local'
import type { Citizen } from '../support/citizen'
import { makeClerk } from '../support/clerk'
import { fillByDefinition } from '../support/fill-by-definition'
import { startProduct, type TestProduct } from '../support/start-product'
import { root } from '../support/test-stores'

let product: TestProduct
let citizen: Citizen
beforeAll(async () => {
  product = await startProduct()
  citizen = product.citizen(person.id)
  await citizen.signIn()
})
afterAll(() => product.close())

const water = { serviceId: 'water-connection' }
const free = { 水表口径: { value: 25, unit: 'mm' }, 涉及行政审批: false, 企业规模: '微型' }
const large = { 水表口径: { value: 80, unit: 'mm' }, 涉及行政审批: true, 企业规模: '大型', 外资工商企业: false }

const goOn = (facts: Record<string, unknown>, serviceId = water.serviceId) =>
  citizen.call(servicesRoutes.openDraft, { params: { serviceId }, body: { edits: {}, situation: { facts } } })
const read = async () => (await citizen.call(servicesRoutes.openDraft, { params: water, body: { edits: {} } })).body
/** Everything 用水报装 asks for. */
async function filled() {
  await named(citizen)
  await agreeFor(citizen, water.serviceId)
  const form = (await citizen.call(servicesRoutes.showForm, { params: water })).body
  expect(formFields(form).some(({ kind }) => kind === 'upload')).toBe(false)
  const edits = fillByDefinition(form, 0, () => '')
  return (await citizen.call(servicesRoutes.openDraft, { params: water, body: { edits } })).body
}
const submit = (draft: { id: string; formVersion: string; revision: number }) =>
  citizen.call(servicesRoutes.submitDraft, {
    params: { draftId: draft.id },
    body: { formVersion: draft.formVersion, revision: draft.revision }
  })
const calendar = parseCalendars(loadContent(path.join(root, 'bff', 'content')).calendars)
const inWorkingDays = (days: number, { submittedAt }: CaseDetail) =>
  promisedDay({ days, unit: 'working-days' }, new Date(submittedAt), calendar)

test('the 情形 somebody goes on with stands in the draft, sealed, until another is chosen or none is certain', async () => {
  const begun = (await goOn({ ...free, 户籍: '渝中区' })).body
  expect(begun).toMatchObject({
    revision: 1,
    situation: {
      title: 'DN40 以下、不用审批的中小微企业或外资工商企业',
      promise: { value: { days: 4 } },
      fee: { value: { amount: 0 } }
    }
  })
  expect(begun.situation?.materials).toContain('用水申请表')
  const rows = await product.stores.db.query('select * from services_drafts')
  expect(JSON.stringify(rows)).not.toMatch(/微型|dn40/)
  expect(await read()).toEqual(begun)
  // the same again changes nothing
  expect((await goOn(free)).body.revision).toBe(1)
  expect((await goOn(large)).body).toMatchObject({ revision: 2, situation: { title: 'DN100 以下或要审批' } })
  expect((await goOn({ 水表口径: free.水表口径 })).body).not.toHaveProperty('situation')
  expect(await read()).not.toHaveProperty('situation')
})

test('what the rules do not know is refused by name and changes nothing', async () => {
  await goOn(free)
  const wrong = await goOn({ ...free, 星座: '狮子座' })
  expect(wrong).toMatchObject({ status: 400, error: { error: 'bad_request', fields: { 星座: expect.any(String) } } })
  expect((await read()).situation?.promise.value?.days).toBe(4)
})

test('the case keeps the 情形: promised day on the day it is handed in, and its words', async () => {
  await goOn(free)
  const { body: handedIn, error } = await submit(await filled())
  expect(error).toBeNull()
  expect(handedIn.situation).toMatchObject({
    title: expect.stringContaining('DN40 以下'),
    materials: expect.any(Array)
  })
  expect(handedIn.promisedDay).toBe(inWorkingDays(4, handedIn))
  expect(handedIn.promiseNote).toContain('4 个工作日')
  // nothing of it stays with the draft that has become a case
  expect(await product.stores.db.query('select situation_sealed from services_drafts')).toEqual([
    { situation_sealed: null }
  ])
})

test('without one, the case is promised what the guide says in general', async () => {
  const { body: handedIn } = await submit(await filled())
  expect(handedIn).not.toHaveProperty('situation')
  expect(handedIn.promisedDay).toBe(inWorkingDays(7, handedIn))
})

test('a device that has not seen the 情形 chosen on another cannot hand the application in', async () => {
  const seen = await filled()
  await goOn(free)
  expect((await submit(seen)).error?.error).toBe('conflict')
  expect((await submit(await read())).error).toBeNull()
})

test('the desk reads the 情形, and the person finds it in what we hold about them', async () => {
  await goOn({ 出生日期: '1940-01-01' }, localItem.id)
  await named(citizen)
  await citizen.check()
  const exported = await fetch(`${product.url}${rightsRoutes.exportMyData.path}`, {
    headers: { authorization: `Bearer ${citizen.token()}` }
  })
  expect(await exported.text()).toMatch(/80 至 99 周岁[\s\S]*1940/)
  const { body: handedIn, error } = await submit(await fillLocalDraft(citizen))
  expect(error).toBeNull()
  await product.drain()
  const clerk = await makeClerk(product, 'situation-clerk', ['clerk'], localItem.department)
  const { body } = await clerk.call(deskCasesRoutes.showDeskCase, { params: { caseId: handedIn.id } })
  expect(body.situation).toMatchObject({ title: '80 至 99 周岁', materials: expect.any(Array) })
})

test('what was uploaded for a material the 情形 does not need stays in the draft, is not handed in, and the case says so', async () => {
  const params = { serviceId: 'legal-aid' }
  await named(citizen)
  await agreeFor(citizen, params.serviceId)
  const form = (await citizen.call(servicesRoutes.showForm, { params })).body
  const files = new Map<string, string>()
  for (const { kind, label } of formFields(form))
    if (kind === 'upload') files.set(label, (await citizen.upload()).body.id)
  const edits = fillByDefinition(form, 0, (label) => files.get(label) ?? '')
  await citizen.call(servicesRoutes.openDraft, { params, body: { edits } })
  const chosen = (await goOn({ 请求劳动报酬或工伤赔偿: true }, params.serviceId)).body
  expect(chosen.situation?.materials).not.toContain('经济困难状况说明')
  expect(chosen.answers.hardship).toEqual([files.get('经济困难状况说明')])
  const { body: handedIn, error } = await submit(chosen)
  expect(error).toBeNull()
  expect(handedIn.files.map(({ label }) => label)).toEqual(['身份证人像面', '证据'])
  expect(handedIn.timeline[0]?.note).toContain('没有提交：经济困难状况说明')
})
