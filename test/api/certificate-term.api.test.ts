import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { certificatesRoutes } from '@shared/contract/certificates'
import { type DeskCaseAct, deskCasesRoutes } from '@shared/contract/desk-cases'
import { addDays } from '@shared/values/civil-date'
import { agreeFor, person } from '../support/apply'
import { applyLocally, localItem } from '../support/apply-local'
import type { Citizen } from '../support/citizen'
import { type Clerk, makeClerk } from '../support/clerk'
import { handInForm } from '../support/hand-in-form'
import { startProduct, type TestProduct } from '../support/start-product'
import { root } from '../support/test-stores'

const record = 'human-resources-record'
const folder = mkdtempSync(path.join(os.tmpdir(), 'zjb-content-'))
let product: TestProduct
let citizen: Citizen
let li: Clerk
let wu: Clerk

/** 高龄津贴 holds a year and is decided by two; the 备案 holds two months. */
const holding = (id: string, lines: string) => {
  const file = path.join(folder, 'services', id, 'item.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace('  local: true\n', `  local: true\n${lines}`))
}
beforeAll(async () => {
  cpSync(path.join(root, 'bff', 'content'), folder, { recursive: true })
  holding(localItem.id, '  secondPerson: true\n  certificate: { months: 12, from: example }\n')
  holding(record, '  certificate: { months: 2, from: example }\n')
  product = await startProduct({ contentFolder: folder })
  citizen = product.citizen(person.id)
  await citizen.signIn()
  li = await makeClerk(product, 'li-clerk', ['clerk'], localItem.department)
  wu = await makeClerk(product, 'wu-clerk', ['clerk'], localItem.department)
})
afterAll(async () => {
  await product.close()
  rmSync(folder, { recursive: true })
})

const grant = {
  ...{ act: 'complete', granted: true, title: '高龄津贴发放通知', documentNo: null },
  ...{ basis: null, reason: null, fileIds: [] }
} satisfies DeskCaseAct
const act = (by: Clerk, caseId: string, body: DeskCaseAct) =>
  by.call(deskCasesRoutes.actOnDeskCase, { params: { caseId }, body })
const desk = async (caseId: string) => (await li.call(deskCasesRoutes.showDeskCase, { params: { caseId } })).body
const validUntil = async (caseId: string) => {
  await product.drain()
  const { items } = (await citizen.call(certificatesRoutes.listCertificates, {})).body
  return items.find((one) => one.caseId === caseId)?.validUntil
}
/** A year from a day, without its last day: 22 November to 21 November. */
const yearFrom = (day: string) => addDays(`${Number(day.slice(0, 4)) + 1}${day.slice(4)}`, -1)

async function accepted(): Promise<string> {
  const { id } = await applyLocally(citizen)
  await product.drain()
  await act(li, id, { act: 'accept' })
  return id
}

test('the clerk finds the last day filled in, with where it comes from', async () => {
  const id = await accepted()
  expect((await desk(id)).certificate).toMatchObject({
    ...{ months: 12, validUntil: yearFrom(product.clock.today()) },
    source: { document: '示例', read: false }
  })
})

test('a decision that does not say how long holds as long as the item says, counted from the day it was proposed', async () => {
  const id = await accepted()
  const day = product.clock.today()
  await act(li, id, grant)
  expect((await desk(id)).proposal?.lines).toContain(`有效期至：${yearFrom(day)}`)
  product.clock.moveBy(3 * 86_400_000)
  await Promise.all([citizen.signIn(), li.signIn(), wu.signIn()])
  expect((await act(wu, id, { act: 'approve' })).body.state).toBe('completed')
  expect(await validUntil(id)).toBe(yearFrom(day))
})

test.each([
  ['emptied it', null],
  ['chose another', '2027-06-30']
])('the clerk who has %s is believed', async (_, said) => {
  const id = await accepted()
  await act(li, id, { ...grant, validUntil: said })
  await act(wu, id, { act: 'approve' })
  expect(await validUntil(id)).toBe(said)
})

test('what is done at once holds as long as its item says, too', async () => {
  await agreeFor(citizen, record)
  const { body } = await handInForm(citizen, record)
  const day = product.clock.today()
  const until = (await validUntil(body.id)) ?? ''
  const months = Number(until.slice(0, 4)) * 12 + Number(until.slice(5, 7))
  expect(months - (Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)))).toBeLessThanOrEqual(2)
  expect(until > addDays(day, 56) && until < addDays(day, 63)).toBe(true)
})
