import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { consentsRoutes } from '@shared/contract/consents'
import type { Answers } from '@shared/contract/form'
import { formFields } from '@shared/contract/form'
import { prefillRoutes } from '@shared/contract/prefill'
import { servicesRoutes } from '@shared/contract/services'
import { agreeFor } from '../support/apply'
import type { Citizen } from '../support/citizen'
import { given } from '../support/entrust'
import { fillByDefinition } from '../support/fill-by-definition'
import { startProduct, type TestProduct } from '../support/start-product'
import { root } from '../support/test-stores'
import { until } from '../support/until'

const serviceId = 'legal-aid'
const params = { serviceId }
const wages = { facts: { 请求劳动报酬或工伤赔偿: true } }
const folder = mkdtempSync(path.join(os.tmpdir(), 'zjb-content-'))
let product: TestProduct
let citizen: Citizen
beforeAll(async () => {
  // 法律援助, whose paper on hardship comes from the library, too
  cpSync(path.join(root, 'bff', 'content'), folder, { recursive: true })
  const file = path.join(folder, 'services', serviceId, 'form.yaml')
  const text = readFileSync(file, 'utf8')
  const comes = text.replace('{ id: hardship, ', '{ id: hardship, prefill: { from: [library.household] }, ')
  expect(comes).not.toBe(text)
  writeFileSync(file, comes)
  product = await startProduct({ contentFolder: folder })
  citizen = product.citizen('yang-defu')
  await citizen.signIn()
  await citizen.verify()
  await agreeFor(citizen, serviceId)
  // the library is asked under a consent of its own
  const { id } = await save({})
  const { silent } = given('prefill', await citizen.call(prefillRoutes.prefillDraft, { params: { draftId: id } }))
  const sharing = silent.find(({ why }) => why === 'consent')?.sharing
  const body = { sharingId: sharing?.id ?? '', version: sharing?.version ?? '' }
  given('consent', await citizen.call(consentsRoutes.giveConsent, { body }))
})
afterAll(async () => {
  await product.close()
  rmSync(folder, { recursive: true })
})

const save = async (edits: Answers, situation?: typeof wages) =>
  given('draft', await citizen.call(servicesRoutes.openDraft, { params, body: { edits, situation } }))
/** What comes by itself, once the library has answered. */
async function prefill(draftId: string): Promise<Answers> {
  let found: Answers = {}
  await until('the library has answered', async () => {
    const { values, silent } = given('prefill', await citizen.call(prefillRoutes.prefillDraft, { params: { draftId } }))
    found = Object.fromEntries(values.map(({ field, value }) => [field, value]))
    return silent.length === 0
  })
  return found
}

/** Everything the form asks for, with these papers. */
async function handIn(papers: Answers) {
  const { body: form } = await citizen.call(servicesRoutes.showForm, { params })
  const files = new Map<string, string>()
  for (const { kind, label } of formFields(form))
    if (kind === 'upload') files.set(label, (await citizen.upload()).body.id)
  await save({ ...fillByDefinition(form, 0, (label) => files.get(label) ?? ''), ...papers })
  const { id: draftId, formVersion, revision } = await save({}, wages)
  const body = { formVersion, revision }
  return given('submit', await citizen.call(servicesRoutes.submitDraft, { params: { draftId }, body }))
}

test('a paper that came by itself and that the 情形 does not ask for is not named as left out', async () => {
  const { hardship, idFront } = await prefill((await save({})).id)
  expect(hardship).toHaveLength(1)
  const handedIn = await handIn({ hardship: hardship ?? [], idFront: idFront ?? [] })
  expect(handedIn.files.map(({ label }) => label)).toEqual(['身份证人像面', '证据'])
  expect(handedIn.timeline[0]?.note ?? '').not.toContain('没有提交')
})

test('one that somebody put in its place is named; and once the 情形 is chosen, nothing is fetched for it', async () => {
  const draft = await save({})
  expect(Object.keys(await prefill(draft.id))).toContain('hardship')
  const handedIn = await handIn({})
  expect(handedIn.timeline[0]?.note).toContain('没有提交：经济困难状况说明')
  const next = await save({}, wages)
  const comes = Object.keys(await prefill(next.id))
  expect(comes).toContain('idFront')
  expect(comes).not.toContain('hardship')
})
