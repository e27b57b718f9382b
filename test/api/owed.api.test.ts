import { deskCasesRoutes } from '@shared/contract/desk-cases'
import type { Answers } from '@shared/contract/form'
import { homeRoutes } from '@shared/contract/home'
import { ledgerRoutes } from '@shared/contract/ledger'
import { messagesRoutes } from '@shared/contract/messages'
import { owedRoutes } from '@shared/contract/owed'
import { rightsRoutes } from '@shared/contract/rights'
import { servicesRoutes } from '@shared/contract/services'
import { tasksRoutes } from '@shared/contract/tasks'
import { setMergedInto } from '../../bff/src/domains/identity/account-store'
import { person } from '../support/apply'
import { fillLocalDraft, localItem } from '../support/apply-local'
import type { Citizen } from '../support/citizen'
import { type Clerk, makeClerk } from '../support/clerk'
import { pdfPages } from '../support/pdf-text'
import { addressOfRoute } from '../support/route-address'
import { startProduct, type TestProduct } from '../support/start-product'

const DAY_MS = 24 * 3_600_000
let product: TestProduct
let citizen: Citizen
let clerk: Clerk
beforeEach(async () => {
  product = await startProduct()
  citizen = product.citizen(person.id)
  await citizen.signIn()
  clerk = await makeClerk(product, 'owed-clerk', ['clerk'], localItem.department)
})
afterEach(() => product.close())

const save = async (edits: Answers) => {
  const saved = await citizen.call(servicesRoutes.openDraft, { params: { serviceId: localItem.id }, body: { edits } })
  if (saved.error) throw new Error(JSON.stringify(saved.error))
  return saved.body
}
const submit = (draft: { id: string; formVersion: string; revision: number }) =>
  citizen.call(servicesRoutes.submitDraft, {
    params: { draftId: draft.id },
    body: { formVersion: draft.formVersion, revision: draft.revision }
  })
/** 高龄津贴 with these materials answered otherwise than with a photo. */
const handedIn = async (edits: Answers) => {
  await fillLocalDraft(citizen)
  const { body, error } = await submit(await save(edits))
  if (error) throw new Error(JSON.stringify(error))
  await product.drain()
  return body
}
const LATER = { household: { instead: 'later' as const, agreed: true } }
const PROMISED = { cardPhoto: { instead: 'promise' as const, agreed: true } }
const shown = async (caseId: string) => (await citizen.call(servicesRoutes.showCase, { params: { caseId } })).body
const attention = async () =>
  (await citizen.call(homeRoutes.listAttention, {})).body.items.filter(({ kind }) => kind === 'owed')
const clock = async () => {
  for (const job of product.product.jobs) if (job.name === 'services.owed-clock') await job.run()
}
const tasks = async () =>
  (await clerk.call(tasksRoutes.listTasks, { query: {} })).body.items.filter(({ kind }) => kind === 'owed')
const broken = async () => (await citizen.call(owedRoutes.listBrokenPromises, {})).body.items
const told = async () => (await citizen.call(messagesRoutes.listMessages, { query: {} })).body.items.map((m) => m.title)
/** Time goes by; who was signed in for days signs in again. */
const daysGoBy = async (days: number) => {
  product.clock.moveBy(days * DAY_MS)
  await product.control('/control/clock', { moveMs: days * DAY_MS })
  await citizen.signIn()
}

describe('容缺后补', () => {
  it('lets an application go without the material, says until when on the case, on 首页 and at the desk', async () => {
    const { id, owed } = await handedIn(LATER)
    expect(owed).toMatchObject([
      { label: '户口簿本人页', kind: 'later', state: 'owed', stateLabel: '待补交', maxFiles: 2 }
    ])
    expect(owed?.[0]?.dueDay).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(await attention()).toMatchObject([
      { title: expect.stringContaining('户口簿本人页'), day: owed?.[0]?.dueDay, leadsTo: { kind: 'case', id } }
    ])
    const desk = await clerk.call(deskCasesRoutes.showDeskCase, { params: { caseId: id } })
    expect(desk.body.owed).toEqual(owed)
    expect(desk.body.answers).toContainEqual(expect.objectContaining({ value: '容缺后补：提交后 10 个工作日内补交' }))
  })

  it('is handed in later: the material stands with the case, nothing is owed any more, and twice is refused', async () => {
    const { id } = await handedIn(LATER)
    const fileId = (await citizen.upload()).body.id
    const params = { caseId: id, field: 'household' }
    const done = await citizen.call(owedRoutes.handInOwed, { params, body: { fileIds: [fileId] } })
    expect(done.body.owed).toMatchObject([{ state: 'handed-in', stateLabel: '已补交' }])
    const after = await shown(id)
    expect(after.files.map(({ label }) => label)).toContain('户口簿本人页')
    expect(after.timeline.map(({ note }) => note)).toContain('补交了“户口簿本人页”')
    expect(await attention()).toEqual([])
    const other = (await citizen.upload()).body.id
    const again = await citizen.call(owedRoutes.handInOwed, { params, body: { fileIds: [other] } })
    expect(again.error?.error).toBe('conflict')
  })

  it('that does not come by its day is a broken promise: recorded, told, one task, and still taken', async () => {
    const { id } = await handedIn(LATER)
    await clock()
    expect(await broken()).toEqual([])
    await daysGoBy(30)
    await clock()
    await clock()
    expect((await shown(id)).owed).toMatchObject([{ state: 'broken', stateLabel: '超过期限没有补交' }])
    expect(await broken()).toMatchObject([{ caseId: id, label: '户口簿本人页' }])
    expect((await told()).filter((title) => title === '材料没有按期补交')).toHaveLength(1)
    clerk = await makeClerk(product, 'owed-later', ['clerk'], localItem.department)
    expect(await tasks()).toHaveLength(1)
    const fileId = (await citizen.upload()).body.id
    const params = { caseId: id, field: 'household' }
    const done = await citizen.call(owedRoutes.handInOwed, { params, body: { fileIds: [fileId] } })
    expect(done.body.owed).toMatchObject([{ state: 'handed-in', stateLabel: '已补交（超过了期限）' }])
    expect(await broken()).toHaveLength(1)
  })

  it('is not there for a material whose item does not allow it', async () => {
    await fillLocalDraft(citizen)
    const refused = await submit(await save({ idFront: { instead: 'later', agreed: true } }))
    expect(refused.error?.fields).toEqual({ idFront: '请上传身份证人像面。' })
  })
})

describe('告知承诺', () => {
  it('stands in place of the paper once it is agreed to, and the words are kept as they were', async () => {
    await fillLocalDraft(citizen)
    const unread = await submit(await save({ cardPhoto: { instead: 'promise', agreed: false } }))
    expect(unread.error?.fields).toEqual({ cardPhoto: '请阅读并勾选银行卡照片的承诺。' })
    const { body } = await submit(await save(PROMISED))
    expect(body.owed).toMatchObject([
      { kind: 'promise', state: 'standing', promise: expect.stringContaining('本人承诺') }
    ])
    const [row] = await product.stores.db.query<{ promise_hash: string }>('select promise_hash from services_owed')
    expect(row?.promise_hash).toMatch(/^[0-9a-f]{64}$/)
  })

  it('found untrue by the clerk is recorded with the reason, told to the applicant, once', async () => {
    const { id } = await handedIn(PROMISED)
    const params = { caseId: id, field: 'cardPhoto' }
    const body = { reason: '银行查无此卡' }
    const done = await clerk.call(owedRoutes.breakPromise, { params, body })
    expect(done.body.owed).toMatchObject([{ state: 'broken', stateLabel: '承诺不实' }])
    expect((await shown(id)).timeline.map(({ note }) => note)).toContain('核查发现“银行卡照片”的承诺不实：银行查无此卡')
    expect(await told()).toContain('核查发现承诺不实')
    expect(await broken()).toMatchObject([{ caseId: id, label: '银行卡照片' }])
    expect((await clerk.call(owedRoutes.breakPromise, { params, body })).error).toBe('conflict')
    const other = await makeClerk(product, 'owed-other', ['clerk'], 'housing')
    expect((await other.call(owedRoutes.breakPromise, { params, body })).error).toBe('not_found')
  })

  it('stands with what was found in the copy of the case and in the export of the person’s data', async () => {
    const { id } = await handedIn({ ...LATER, ...PROMISED })
    const params = { caseId: id, field: 'cardPhoto' }
    await clerk.call(owedRoutes.breakPromise, { params, body: { reason: '银行查无此卡' } })
    const reply = await fetch(`${product.url}${addressOfRoute(servicesRoutes.copyCase, { params: { caseId: id } })}`, {
      headers: { authorization: `Bearer ${citizen.token()}` }
    })
    const text = pdfPages(Buffer.from(await reply.arrayBuffer()))
      .join('')
      .replaceAll(/\s/g, '')
    for (const said of [
      '容缺后补：户口簿本人页',
      '待补交',
      '告知承诺：银行卡照片',
      '承诺不实',
      '本人承诺',
      '银行查无此卡'
    ])
      expect(text).toContain(said)
    await citizen.check()
    const all = await fetch(`${product.url}${addressOfRoute(rightsRoutes.exportMyData, {})}`, {
      headers: { authorization: `Bearer ${citizen.token()}` }
    })
    expect(await all.text()).toMatch(/告知承诺：银行卡照片.*承诺不实；承诺内容：.*原因：银行查无此卡/s)
  })

  it('not kept is seen at the desk of the next case, whichever of the applicant, and its reading stands in the ledger', async () => {
    const { id } = await handedIn(PROMISED)
    const atDesk = async (caseId: string) =>
      (await clerk.call(deskCasesRoutes.showDeskCase, { params: { caseId } })).body.brokenBefore
    expect(await atDesk(id)).toEqual([])
    await clerk.call(owedRoutes.breakPromise, {
      params: { caseId: id, field: 'cardPhoto' },
      body: { reason: '银行查无此卡' }
    })
    // its own stands among its materials
    expect(await atDesk(id)).toEqual([])
    const next = await handedIn({})
    expect(await atDesk(next.id)).toEqual([
      {
        ...{ serviceName: '高龄津贴申领', department: '区民政局', label: '银行卡照片', kind: 'promise' },
        brokenOn: product.clock.today()
      }
    ])
    const read = (await citizen.call(ledgerRoutes.listReads, { query: {} })).body.items
    expect(read.map(({ fields }) => fields)).toContainEqual(['申请内容（部分隐藏）', '以前没有兑现的承诺'])
  })

  it('not kept under another account is seen once the two are one person’s', async () => {
    const first = await handedIn(PROMISED)
    await clerk.call(owedRoutes.breakPromise, {
      params: { caseId: first.id, field: 'cardPhoto' },
      body: { reason: '银行查无此卡' }
    })
    const next = await handedIn({})
    const { db } = product.stores
    const { me: other } = await product.citizen('liu-yang').signIn()
    const { me: own } = await citizen.signIn()
    await db.query('update services_cases set citizen_id = $2 where id = $1', [first.id, other.citizenId])
    const atDesk = async () =>
      (await clerk.call(deskCasesRoutes.showDeskCase, { params: { caseId: next.id } })).body.brokenBefore
    expect(await atDesk()).toEqual([])
    await db.tx((tx) => setMergedInto(tx, other.citizenId, own.citizenId))
    expect(await atDesk()).toMatchObject([{ label: '银行卡照片' }])
  })
})
