import { consentsRoutes } from '@shared/contract/consents'
import { deskCasesRoutes } from '@shared/contract/desk-cases'
import { disputesRoutes } from '@shared/contract/disputes'
import type { Answers } from '@shared/contract/form'
import { ledgerRoutes } from '@shared/contract/ledger'
import { mandatesRoutes } from '@shared/contract/mandates'
import { messagesRoutes } from '@shared/contract/messages'
import { prefillRoutes } from '@shared/contract/prefill'
import { servicesRoutes } from '@shared/contract/services'
import { tasksRoutes } from '@shared/contract/tasks'
import { agreeFor, person } from '../support/apply'
import { applyLocally, fillLocalDraft, localItem } from '../support/apply-local'
import type { Citizen } from '../support/citizen'
import { makeClerk } from '../support/clerk'
import { actAs, entrust, everything, given } from '../support/entrust'
import { ownTime } from '../support/own-time'
import { realCitizen } from '../support/real-citizen'
import { startProduct, type TestProduct } from '../support/start-product'
import { until } from '../support/until'

let product: TestProduct
let citizen: Citizen
beforeAll(async () => {
  product = await startProduct()
  citizen = product.citizen(person.id)
  await citizen.signIn()
})
afterAll(() => product.close())

const save = async (who: Citizen, edits: Answers, serviceId: string = localItem.id) =>
  given('draft', await who.call(servicesRoutes.openDraft, { params: { serviceId }, body: { edits } }))
const prefill = async (who: Citizen, draftId: string) =>
  given('prefill', await who.call(prefillRoutes.prefillDraft, { params: { draftId } }))
/** A source that is late once, on a busy machine, is asked again. */
async function prefillOnceThere(who: Citizen, draftId: string) {
  let offer = await prefill(who, draftId)
  const late = () => offer.silent.some(({ why }) => why === 'unavailable')
  await until('every source has answered', async () => {
    if (late()) offer = await prefill(who, draftId)
    return !late()
  })
  return offer
}
const dispute = (who: Citizen, draftId: string, field: string) =>
  who.call(prefillRoutes.disputePrefill, { params: { draftId }, body: { field, text: '我的名字改过了' } })
const submit = (who: Citizen, { id: draftId, formVersion, revision }: Awaited<ReturnType<typeof save>>) =>
  who.call(servicesRoutes.submitDraft, { params: { draftId }, body: { formVersion, revision } })
const valuesOf = ({ values }: Awaited<ReturnType<typeof prefill>>) =>
  Object.fromEntries(values.map(({ field, value }) => [field, value]))
const discard = (draftId: string) => citizen.call(servicesRoutes.discardDraft, { params: { draftId } })

it('nobody who has proved nothing gets anything, and somebody with a real name gets it with source and time', async () => {
  const draft = await save(citizen, {})
  expect(await prefill(citizen, draft.id)).toEqual({ values: [], silent: [] })
  await citizen.verify()
  const offered = await prefill(citizen, draft.id)
  expect(valuesOf(offered)).toEqual({ name: person.name, citizenId: person.citizenId, phone: person.phone })
  expect(offered.values[0]).toMatchObject({ source: '公安部门实名核验', disputable: true })
  expect(new Date(offered.values[0]?.at ?? '').getTime()).toBeGreaterThan(0)
  expect(offered.values.at(-1)).toMatchObject({ source: '您绑定的手机号', disputable: false })
  await discard(draft.id)
})

it('what was written in an earlier application comes with the next one, also of another item', async () => {
  const handedIn = await applyLocally(citizen)
  await product.drain()
  const again = await save(citizen, {})
  const offered = await prefill(citizen, again.id)
  expect(valuesOf(offered)).toMatchObject({
    bankName: '示例银行',
    bankCard: '6222020000000000000',
    street: '500103012'
  })
  expect(offered.values.find(({ field }) => field === 'bankName')?.source).toMatch(/^您 .*的“高龄津贴申领”申请$/)
  expect(handedIn.state).toBe('submitted')
  await discard(again.id)
})

it('the desk reads beside a value where it is from, and that one the applicant has changed is the applicant’s own', async () => {
  const draft = await fillLocalDraft(citizen)
  await prefill(citizen, draft.id)
  const changed = await save(citizen, { phone: '19900000077', name: '张小敏' })
  const { id: caseId } = given('submit', await submit(citizen, changed))
  await product.drain()
  const clerk = await makeClerk(product, 'prefill-clerk', ['clerk'], localItem.department)
  const { answers } = (await clerk.call(deskCasesRoutes.showDeskCase, { params: { caseId } })).body
  const sourceOf = (field: string) => answers.find((one) => one.field === field)?.source
  expect(sourceOf('citizenId')).toBe('来自公安部门实名核验')
  expect(sourceOf('name')).toBe('与“公安部门实名核验”不同，由申请人填写')
  expect(sourceOf('phone')).toBeUndefined()
})

it('有误 becomes a task of the department of the source, is not offered again, and its answer reaches the person', async () => {
  const draft = await fillLocalDraft(citizen)
  expect((await dispute(citizen, draft.id, 'name')).error?.error).toBe('conflict')
  await prefill(citizen, draft.id)
  for (const _ of [1, 2]) given('dispute', await dispute(citizen, draft.id, 'name'))
  expect((await dispute(citizen, draft.id, 'phone')).error?.error).toBe('conflict')
  expect(valuesOf(await prefill(citizen, draft.id))).not.toHaveProperty('name')
  // the register is as wrong as before when the application is given up
  given('discard', await discard(draft.id))
  const said = async (who: Citizen = citizen) => given('said', await who.call(disputesRoutes.listDisputes, {})).items
  const waiting = {
    label: '老人姓名',
    source: '公安部门实名核验',
    text: '我的名字改过了',
    state: 'waiting',
    answer: null
  }
  expect(await said()).toMatchObject([waiting])

  const officer = await makeClerk(product, 'register-clerk', ['clerk'], 'public-security')
  const { items } = (await officer.call(tasksRoutes.listTasks, { query: {} })).body
  const tasks = items.filter(({ kind }) => kind === 'prefill-dispute')
  expect(tasks.map(({ title }) => title)).toEqual(['核查登记信息：老人姓名'])
  const taskId = tasks[0]?.id ?? ''
  await officer.call(tasksRoutes.takeTask, { params: { taskId } })
  const shown = (await officer.call(tasksRoutes.showTask, { params: { taskId } })).body
  expect(JSON.stringify(shown)).toContain('我的名字改过了')
  const decided = { decision: 'corrected', reason: '已按户籍变更更正' }
  expect((await officer.call(tasksRoutes.decideTask, { params: { taskId }, body: decided })).error).toBeNull()
  const inbox = given('inbox', await citizen.call(messagesRoutes.listMessages, {}))
  expect(inbox.items[0]?.body).toContain('已经更正')
  expect(inbox.items[0]?.about?.kind).toBe('correction')
  expect(await said()).toMatchObject([{ ...waiting, state: 'corrected', answer: '已按户籍变更更正' }])
  const stranger = product.citizen('chen-guoqiang')
  await stranger.signIn()
  expect(await said(stranger)).toEqual([])
})

it('another person’s draft gives nothing away, and a handed-in one is filled in no more', async () => {
  const draft = await fillLocalDraft(citizen)
  const stranger = product.citizen('chen-guoqiang')
  await stranger.signIn()
  const asked = await stranger.call(prefillRoutes.prefillDraft, { params: { draftId: draft.id } })
  expect(asked.error?.error).toBe('not_found')
  expect((await dispute(stranger, draft.id, 'name')).error?.error).toBe('not_found')
  given('submit', await submit(citizen, draft))
  const late = await citizen.call(prefillRoutes.prefillDraft, { params: { draftId: draft.id } })
  expect(late.error?.error).toBe('draft_submitted')
})

it('whoever acts under 亲情代办 gets the name of the person acted for, and neither numbers nor earlier answers', async () => {
  const [mother, son] = [product.citizen('luo-shufen'), product.citizen('liu-yang')]
  for (const each of [mother, son]) {
    await each.signIn()
    await each.verify()
  }
  await applyLocally(mother)
  const own = await save(mother, {})
  await prefill(mother, own.id)
  const mandate = await entrust(mother, son, { scope: everything })
  await actAs(son, mandate.id)
  const draft = await save(son, {})
  expect(valuesOf(await prefill(son, draft.id))).toEqual({ name: '罗淑芬' })
  expect(draft.id).toBe(own.id)
  expect((await dispute(son, own.id, 'citizenId')).error?.error).toBe('conflict')
  expect(valuesOf(await prefill(mother, own.id))).toHaveProperty('citizenId')
})

describe('the e-certificate library', () => {
  let owner: Citizen
  beforeAll(async () => {
    owner = product.citizen('yang-defu')
    await owner.signIn()
    await owner.verify()
  })
  afterEach(() => product.fault('zzk', 'none'))
  const open = async (who: Citizen) => {
    const draft = await save(who, {})
    return { draft, offered: await prefillOnceThere(who, draft.id) }
  }
  const agree = async (who: Citizen, { silent }: Awaited<ReturnType<typeof prefill>>) => {
    const sharing = silent.find(({ why }) => why === 'consent')?.sharing
    if (!sharing) throw new Error('nothing to agree to')
    const body = { sharingId: sharing.id, version: sharing.version }
    return given('consent', await who.call(consentsRoutes.giveConsent, { body }))
  }
  const ledgerOf = async (who: Citizen) =>
    given('ledger', await who.call(ledgerRoutes.listReads, { query: {} })).items.filter(
      ({ reader }) => reader.name === '区大数据发展局'
    )

  it('is not asked before the person agrees; then a street and papers come from it, and the read is written down', async () => {
    const { draft, offered } = await open(owner)
    const fields = offered.silent.flatMap((one) => one.fields)
    expect(fields).toEqual(['street', 'idFront', 'household'])
    expect(await ledgerOf(owner)).toEqual([])
    await agree(owner, offered)
    const { values, silent } = await prefillOnceThere(owner, draft.id)
    expect(silent).toEqual([])
    const came = (field: string) => values.find((one) => one.field === field)
    // 南纪门街道
    expect(came('street')).toMatchObject({ value: '500103008', source: '居民户口簿（电子证照库）' })
    const file = came('household')?.file
    expect(came('household')?.value).toEqual([file?.id])
    expect(file).toMatchObject({ name: '居民户口簿（电子证照）.pdf', type: 'application/pdf' })
    expect(await ledgerOf(owner)).toHaveLength(1)
  })

  it('stands in place of the photo when the application is handed in, and is fetched once', async () => {
    const { draft, offered } = await open(owner)
    const edits = Object.fromEntries(offered.values.map(({ field, value }) => [field, value]))
    const rest = { bankName: '示例银行', bankCard: '6222020000000000000', agreed: true }
    const cardPhoto = [String((await owner.upload()).body.id)]
    const saved = await save(owner, { ...edits, ...rest, cardPhoto })
    const again = await prefillOnceThere(owner, draft.id)
    expect(again.values.find(({ field }) => field === 'idFront')?.value).toEqual(edits.idFront)
    await agreeFor(owner, localItem.id)
    const handedIn = given('submit', await submit(owner, saved))
    expect(handedIn.files.map(({ name }) => name)).toContain('居民身份证（电子证照）.pdf')
  })

  it.each(['down', 'slow'] as const)('that is %s leaves ordinary fields within 2.5 s, and is named', async (fault) => {
    await product.fault('zzk', fault)
    const draft = await save(owner, {})
    const { value, ms } = await ownTime(() => prefill(owner, draft.id))
    const { values, silent } = value
    expect(ms).toBeLessThan(2_500)
    expect(silent).toMatchObject([{ source: '电子证照库', why: 'unavailable' }])
    expect(values.map(({ field }) => field)).toEqual(expect.arrayContaining(['name', 'citizenId', 'phone']))
  })

  it('gives nothing that has run out, and nothing to somebody it holds no certificate of', async () => {
    for (const [id, gets] of [
      ['gong-yan', ['street', 'household']],
      ['ayguli', []]
    ] as const) {
      const who = product.citizen(id)
      await who.signIn()
      await who.verify()
      const { draft, offered } = await open(who)
      await agree(who, offered)
      const { values } = await prefillOnceThere(who, draft.id)
      const came = values.flatMap(({ field, source }) => (source.includes('电子证照库') ? [field] : []))
      expect(came).toEqual(gets)
    }
  })
})

it('who acts for an enterprise gets its registered name and code, and their own name as 经办人', async () => {
  const zhao = await realCitizen(product, 'zhao-lei')
  const enterprise = { creditCode: '91669999MA0YJB01X6' }
  const bound = given('bind', await zhao.call(mandatesRoutes.bindEnterprise, { body: enterprise }))
  const alone = await save(zhao, {}, 'labour-dispatch')
  expect(Object.keys(valuesOf(await prefill(zhao, alone.id)))).not.toContain('company')
  await actAs(zhao, bound.mandateId)
  const draft = await save(zhao, {}, 'labour-dispatch')
  const offered = await prefill(zhao, draft.id)
  expect(valuesOf(offered)).toMatchObject({
    ...{ company: '重庆黄葛树下餐饮有限公司（示例）', code: enterprise.creditCode },
    name: '赵磊'
  })
  const source = offered.values.find(({ field }) => field === 'code')
  expect(source).toMatchObject({ source: '市场监管部门登记信息', disputable: true })
})
