import path from 'node:path'
import { type DeskCaseAct, deskCasesRoutes } from '@shared/contract/desk-cases'
import { deskOpinionsRoutes } from '@shared/contract/desk-opinions'
import { formFields } from '@shared/contract/form'
import { checkAnswers } from '@shared/contract/form-check'
import { ledgerRoutes } from '@shared/contract/ledger'
import { servicesRoutes } from '@shared/contract/services'
import { civilDateAt } from '@shared/values/civil-date'
import * as z from 'zod/mini'
import { readContentFolder } from '../../bff/src/domains/content/content-files'
import { readContent } from '../../bff/src/domains/content/load'
import type { ServiceDefinition } from '../../bff/src/domains/content/port'
import { agreeFor, named, person } from '../support/apply'
import { type Citizen, photo } from '../support/citizen'
import { type Clerk, makeClerk } from '../support/clerk'
import { fillByDefinition } from '../support/fill-by-definition'
import { startProduct, type TestProduct } from '../support/start-product'
import { root } from '../support/test-stores'

const { services } = readContent(readContentFolder(path.join(root, 'bff', 'content'))).content
const online = [...services.values()].flatMap(({ form, acceptance, ...rest }) =>
  form && acceptance ? [{ ...rest, form, acceptance }] : []
)
type Online = (typeof online)[number]
const each = online.map((item): [string, Online] => [item.guide.id, item])

let product: TestProduct
let citizen: Citizen
const clerks = new Map<string, Clerk>()
beforeAll(async () => {
  product = await startProduct()
  citizen = product.citizen(person.id)
  await citizen.signIn()
  await named(citizen)
})
afterAll(() => product.close())

async function clerkOf(department: string, login = `clerk-${department}`): Promise<Clerk> {
  const known = clerks.get(login)
  if (known) return known
  const made = await makeClerk(product, login, ['clerk'], department)
  // setting up an account takes half a minute; the outside systems live at the same time
  await product.control('/control/clock', { moveMs: 30_000 })
  clerks.set(login, made)
  return made
}

/** Another department reads the question with the answers it may read, and says what it thinks. */
async function answerOpinion(department: string): Promise<string> {
  const clerk = await clerkOf(department)
  const { items } = (await clerk.call(deskOpinionsRoutes.listOpinions, { query: {} })).body
  const params = { opinionId: items[0]?.id ?? '' }
  const { question } = (await clerk.call(deskOpinionsRoutes.showOpinion, { params })).body
  const body = { agrees: true, words: '没有意见。' }
  expect((await clerk.call(deskOpinionsRoutes.answerOpinion, { params, body })).error).toBeNull()
  return question
}

/** What the ledger tells the citizen of the last answer of another department about their case. */
async function looksOf(caseId: string): Promise<string[]> {
  const { items } = (await citizen.call(ledgerRoutes.listReads, { query: {} })).body
  return items.find((read) => read.caseId === caseId && read.purpose === '答复会办意见')?.fields ?? []
}

const uploaded = z.object({ id: z.string() })

/** Fills the form by its definition, agrees to what it needs, hands it in. */
async function handIn({ guide, form }: Online) {
  await agreeFor(citizen, guide.id)
  const labels = formFields(form).filter(({ kind }) => kind === 'upload')
  const files = new Map<string, string>()
  for (const { label } of labels)
    files.set(label, uploaded.parse((await citizen.upload(photo(), `${label}.jpg`)).body).id)
  const params = { serviceId: guide.id }
  const edits = fillByDefinition(form, 0, (label) => files.get(label) ?? '')
  const { body: draft } = await citizen.call(servicesRoutes.openDraft, { params, body: { edits } })
  const { id: draftId, formVersion, revision } = draft
  return citizen.call(servicesRoutes.submitDraft, { params: { draftId }, body: { formVersion, revision } })
}

const show = async (caseId: string) => (await citizen.call(servicesRoutes.showCase, { params: { caseId } })).body

async function finishAtDesk(
  caseId: string,
  { guide, acceptance }: Pick<ServiceDefinition, 'guide' | 'acceptance'>
): Promise<void> {
  const asked = acceptance && 'local' in acceptance ? acceptance : null
  // 备案 is done when it arrives; 告知承诺 is for the enterprise itself, and goes the ordinary way here
  if (asked?.filing) return
  const clerk = await clerkOf(guide.department.id)
  const act = (body: DeskCaseAct) => clerk.call(deskCasesRoutes.actOnDeskCase, { params: { caseId }, body })
  await act({ act: 'take' })
  await act({ act: 'accept' })
  for (const { department, question, reads } of asked?.coHandlers ?? []) {
    const read = await answerOpinion(department)
    expect(read.startsWith(question)).toBe(true)
    expect(read.split('：').length - 1).toBeGreaterThanOrEqual(reads?.length ?? 0)
    const [what, ...labels] = await looksOf(caseId)
    expect([what, labels.length]).toEqual(['会办问题', reads?.length ?? 0])
    for (const label of labels) expect(read).toContain(`${label}：`)
  }
  if (asked?.payDays) {
    expect((await act({ act: 'charge' })).error).toBeNull()
    expect((await show(caseId)).payment?.amount).toBe(guide.fee.value?.amount)
    await act({ act: 'paid', receiptNo: '示例票据 0001' })
  }
  const finished = await act({
    ...{ act: 'complete', granted: true, title: guide.result.value ?? guide.name, documentNo: '示例〔2026〕1 号' },
    ...{ basis: null, reason: null, fileIds: [] }
  })
  expect(finished.error).toBeNull()
  if (!asked?.secondPerson) return
  expect((await show(caseId)).result).toBeNull()
  const second = await clerkOf(guide.department.id, `second-${guide.department.id}`)
  const approved = await second.call(deskCasesRoutes.actOnDeskCase, { params: { caseId }, body: { act: 'approve' } })
  expect(approved.error).toBeNull()
}

/** Each department finishes its part of a 一件事. */
async function finishParts(wholeId: string): Promise<void> {
  for (const { id, serviceId } of (await show(wholeId)).parts ?? []) {
    const part = services.get(serviceId)
    if (part) await finishAtDesk(id, part)
  }
}

it('of 两人审批, 会办, a fee to pay and a result to collect, at least two items each', () => {
  const local = online.flatMap(({ acceptance }) => ('local' in acceptance ? [acceptance] : []))
  const asking = [
    local.filter(({ secondPerson }) => secondPerson),
    local.filter(({ coHandlers }) => coHandlers),
    local.filter(({ payDays }) => payDays),
    local.filter(({ collect }) => collect)
  ]
  for (const items of asking) expect(items.length).toBeGreaterThanOrEqual(2)
})

it('at least twelve items have a full online form', () => {
  expect(online.length).toBeGreaterThanOrEqual(12)
})

describe.each(each)('the online form of %s', (_, item) => {
  it('takes every answer it offers, branch by branch', () => {
    const today = civilDateAt(new Date())
    const wrong = [0, 1, 2, 3, 4].map((turn) => {
      const given = fillByDefinition(item.form, turn, () => 'file-photo-01')
      return checkAnswers(item.form, given, today)
    })
    expect(wrong.filter(({ ok }) => !ok)).toEqual([])
  })

  it('tells what each photo should show', () => {
    const silent = formFields(item.form).filter((field) => field.kind === 'upload' && !field.help)
    expect(silent.map(({ label }) => label)).toEqual([])
  })

  it('is handed in by a citizen, accepted and finished by the department', async () => {
    const { body, error } = await handIn(item)
    expect(error).toBeNull()
    expect(body.promisedDay).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    await product.drain()
    if ('local' in item.acceptance) await finishAtDesk(body.id, item)
    else if ('parts' in item.acceptance) await finishParts(body.id)
    else for (const state of ['ACCEPTED', 'REVIEWING', 'DONE']) await product.advance(body.id, state)
    await product.drain()
    expect((await show(body.id)).state).toBe('completed')
  })
})
