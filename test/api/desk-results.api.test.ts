import type { CaseDetail } from '@shared/contract/applications'
import { certificatesRoutes } from '@shared/contract/certificates'
import { type DeskCaseAct, deskCasesRoutes } from '@shared/contract/desk-cases'
import { servicesRoutes } from '@shared/contract/services'
import { addDays } from '@shared/values/civil-date'
import { person } from '../support/apply'
import { applyLocally, localItem } from '../support/apply-local'
import { type Citizen, photo } from '../support/citizen'
import { type Clerk, makeClerk } from '../support/clerk'
import { startProduct, type TestProduct } from '../support/start-product'

const DAY_MS = 24 * 3_600_000
let product: TestProduct
let citizen: Citizen
let clerk: Clerk
beforeEach(async () => {
  product = await startProduct()
  citizen = product.citizen(person.id)
  await citizen.signIn()
  clerk = await makeClerk(product, 'li-clerk', ['clerk'], localItem.department)
})
afterEach(() => product.close())

const act = (caseId: string, body: DeskCaseAct) =>
  clerk.call(deskCasesRoutes.actOnDeskCase, { params: { caseId }, body })
const show = async (caseId: string): Promise<CaseDetail> =>
  (await citizen.call(servicesRoutes.showCase, { params: { caseId } })).body
const certificates = async () => (await citizen.call(certificatesRoutes.listCertificates, {})).body.items
const grant = {
  ...{ act: 'complete', granted: true, title: '高龄津贴发放通知', documentNo: '示例〔2026〕1 号' },
  ...{ basis: null, reason: null, fileIds: [] as string[] }
} satisfies DeskCaseAct
const deny = { ...grant, granted: false, basis: '示例办法第三条', reason: '年龄没有达到标准。' }

async function atDesk(): Promise<string> {
  const { id } = await applyLocally(citizen)
  await product.drain()
  return id
}
async function accepted(): Promise<string> {
  const id = await atDesk()
  await act(id, { act: 'accept' })
  return id
}
async function resultFile(caseId: string): Promise<string> {
  const form = new FormData()
  form.append('file', new Blob([photo()]), '通知书.jpg')
  const reply = await fetch(`${product.url}/api/v1/desk/cases/${caseId}/result-files`, {
    method: 'POST',
    headers: { cookie: clerk.cookie(), origin: product.url },
    body: form
  })
  return String(JSON.parse(await reply.text()).id)
}
/** Days go by, the clean-up of loose files runs, and everybody signs in again. */
async function daysGoBy(days: number) {
  product.clock.moveBy(days * DAY_MS)
  await product.control('/control/clock', { moveMs: days * DAY_MS })
  for (const job of product.product.jobs) if (job.name === 'services.loose-files') await job.run()
  await Promise.all([citizen.signIn(), clerk.signIn()])
}
const thereIs = async (fileId: string) =>
  (await product.stores.db.query('select 1 from services_files where id = $1', [fileId])).length > 0 &&
  (await product.stores.files.get(fileId)) !== null

it('who is refused gets no certificate, whatever the clerk calls the decision; who is granted gets one', async () => {
  const refused = await accepted()
  expect((await act(refused, deny)).body.state).toBe('completed')
  await product.drain()
  expect((await show(refused)).result).toMatchObject({ title: '高龄津贴发放通知' })
  expect(await certificates()).toEqual([])
  const granted = await accepted()
  await act(granted, grant)
  await product.drain()
  expect(await certificates()).toMatchObject([{ caseId: granted, state: 'valid' }])
})

it('a licence with a last day expires in 我的证照; a day that is over is refused', async () => {
  const id = await accepted()
  const today = product.clock.today()
  expect((await act(id, { ...grant, validUntil: today })).fields).toEqual({ validUntil: '请选择今天以后的日期。' })
  const validUntil = addDays(today, 30)
  await act(id, { ...grant, validUntil })
  await product.drain()
  expect((await show(id)).result?.details).toContainEqual({ label: '有效期至', value: validUntil })
  expect(await certificates()).toMatchObject([{ caseId: id, state: 'valid', validUntil }])
  await daysGoBy(31)
  expect(await certificates()).toMatchObject([{ state: 'expired' }])
})

it('a result uploaded on Friday is still there when the clerk ends the case after the weekend', async () => {
  const id = await accepted()
  const fileId = await resultFile(id)
  await daysGoBy(4)
  expect((await act(id, { ...grant, fileIds: [fileId] })).body.state).toBe('completed')
  expect((await show(id)).result?.files).toMatchObject([{ id: fileId }])
})

it('a result that is gone is said to the clerk, and the case stays open', async () => {
  const id = await accepted()
  const fileId = await resultFile(id)
  await product.stores.db.query('delete from services_files where id = $1', [fileId])
  expect((await act(id, { ...grant, fileIds: [fileId] })).fields).toEqual({ fileIds: '文件没有传好，请重新上传。' })
  expect((await show(id)).state).toBe('accepted')
})

it('a result nobody chose is tidied away once the case has ended', async () => {
  const id = await accepted()
  const fileId = await resultFile(id)
  await act(id, grant)
  await daysGoBy(4)
  expect(await thereIs(fileId)).toBe(false)
})

it('what somebody photographs for 补正 waits as long as the case waits for it, in any of their accounts', async () => {
  const id = await atDesk()
  await act(id, { act: 'ask', items: [{ field: 'idFront', reason: '看不清楚。' }] })
  const mended = (await citizen.upload()).body.id
  const second = product.citizen('luo-shufen')
  await second.signIn()
  const other = (await second.upload()).body.id
  await daysGoBy(4)
  expect(await Promise.all([mended, other].map(thereIs))).toEqual([true, false])

  await second.signIn()
  const beside = (await second.upload()).body.id
  await product.stores.db.query(
    `update identity_citizens set merged_into = (select citizen_id from services_files where id = $1)
     where id = (select citizen_id from services_cases where id = $2)`,
    [beside, id]
  )
  await daysGoBy(4)
  expect(await thereIs(beside)).toBe(true)
})

it('photographs nobody needs go once the case has been mended', async () => {
  const id = await atDesk()
  await act(id, { act: 'ask', items: [{ field: 'idFront', reason: '看不清楚。' }] })
  const [chosen, unused] = [(await citizen.upload()).body.id, (await citizen.upload()).body.id]
  await daysGoBy(4)
  const { answers } = (await citizen.call(servicesRoutes.showCaseAnswers, { params: { caseId: id } })).body
  const body = { answers: { ...answers, idFront: [chosen] } }
  expect((await citizen.call(servicesRoutes.answerCorrection, { params: { caseId: id }, body })).body.state).toBe(
    'submitted'
  )
  await daysGoBy(4)
  expect(await Promise.all([chosen, unused].map(thereIs))).toEqual([true, false])
})
