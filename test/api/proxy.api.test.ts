import { identityRoutes } from '@shared/contract/identity'
import { ledgerRoutes } from '@shared/contract/ledger'
import { mandatesRoutes } from '@shared/contract/mandates'
import { messagesRoutes } from '@shared/contract/messages'
import type { Reply, Route } from '@shared/contract/route'
import { servicesRoutes } from '@shared/contract/services'
import { startOfCivilDate } from '@shared/values/civil-date'
import { setMergedInto } from '../../bff/src/domains/identity/account-store'
import { makeCitizenSeals } from '../../bff/src/domains/identity/seals'
import { makeGuardianships } from '../../bff/src/domains/mandates/guardianships'
import { newId } from '../../bff/src/platform/new-id'
import { agree, apply, fillDraft, serviceId } from '../support/apply'
import type { Answered, Citizen } from '../support/citizen'
import { actAs, entrust, everything, given, inDays, invite } from '../support/entrust'
import { startProduct, type TestProduct } from '../support/start-product'

/** Numbers of the mother nobody but her may read: the bound one, and one she typed into a form. */
const BOUND = '19900000003'
const TYPED = '19900000077'

let product: TestProduct
let mother: Citizen
let son: Citizen
/** Every reply the son has got. */
const heard: string[] = []
beforeAll(async () => {
  product = await startProduct()
  mother = product.citizen('luo-shufen')
  son = listening(product.citizen('liu-yang'))
  for (const person of [mother, son]) {
    await person.signIn()
    await person.verify()
  }
})
afterAll(() => product.close())

function listening(citizen: Citizen): Citizen {
  const call = async <R extends Route>(...args: Parameters<typeof citizen.call<R>>): Promise<Answered<Reply<R>>> => {
    const answered = await citizen.call<R>(...args)
    heard.push(JSON.stringify(answered.body))
    return answered
  }
  return { ...citizen, call }
}

const inbox = async (who: Citizen) => (await who.call(messagesRoutes.listMessages, {})).body.items
const save = async (who: Citizen, edits: Record<string, string>) =>
  given('draft', await who.call(servicesRoutes.openDraft, { params: { serviceId }, body: { edits } }))
const submit = (who: Citizen, draft: { id: string; formVersion: string; revision: number }) =>
  who.call(servicesRoutes.submitDraft, {
    params: { draftId: draft.id },
    body: { formVersion: draft.formVersion, revision: draft.revision }
  })
const showCase = (who: Citizen, caseId: string) => who.call(servicesRoutes.showCase, { params: { caseId } })
const whoAmI = async (who: Citizen) => (await who.call(identityRoutes.me, {})).body

it('亲情代办 lasts 90 days at most, begins today at the earliest, and nobody entrusts themselves', async () => {
  for (const until of [inDays(91), inDays(-1)])
    expect((await invite(mother, { until })).error).toMatchObject({ error: 'form_invalid' })
  const longest = given('invite', await invite(mother, { until: inDays(90) }))
  expect(longest).toMatchObject({ kind: 'proxy', owner: '罗*芬', state: 'open' })
  const own = await mother.call(mandatesRoutes.acceptInvitation, { params: { code: longest.code } })
  expect(own.error?.error).toBe('conflict')
  expect((await mother.call(mandatesRoutes.listMandates, {})).body.invitations.map(({ code }) => code)).toEqual([
    longest.code
  ])
  given('withdraw', await mother.call(mandatesRoutes.withdrawInvitation, { params: { code: longest.code } }))
})

it('the principal is told of every act, with who and what, and the act is kept with the case', async () => {
  const mandate = await entrust(mother, son)
  expect(mandate).toMatchObject({ kind: 'proxy', owner: '罗*芬', holder: '刘*', state: 'active' })
  expect((await inbox(mother))[0]?.body).toContain('刘*已接受邀请，从现在起是您的代办人')
  await actAs(son, mandate.id)
  expect((await whoAmI(son)).capacity).toEqual({ kind: 'proxy', mandateId: mandate.id, label: '罗*芬' })
  const handedIn = await apply(son)
  expect(handedIn.actedBy).toEqual({ capacity: 'proxy', label: '代办人刘*' })
  const told = (await inbox(mother)).find(({ title }) => title === '代办提醒')
  expect(told?.body).toMatch(/^代办人刘\*于 \d+月\d+日 \d\d:\d\d 替您提交了“.*”申请。.*立即结束授权。$/)
  expect(told?.about).toEqual({ kind: 'case', id: handedIn.id })
  expect((await showCase(mother, handedIn.id)).body.timeline[0]?.note).toBe('由代办人刘*提交')

  await product.drain()
  await product.advance(handedIn.id, 'CORRECTION', {
    correction: [{ item: '照片', reason: `请重拍，电话 ${BOUND} 联系不上` }]
  })
  const asked = given('answers', await son.call(servicesRoutes.showCaseAnswers, { params: { caseId: handedIn.id } }))
  expect(asked.hidden).toEqual(['phone'])
  expect(asked.answers).not.toHaveProperty('phone')
  expect((await showCase(mother, handedIn.id)).body.correction[0]?.reason).toContain(BOUND)
  expect((await showCase(son, handedIn.id)).body.correction[0]?.reason).toContain('手机号已隐藏')
  const mended = given(
    'supplement',
    await son.call(servicesRoutes.answerCorrection, {
      params: { caseId: handedIn.id },
      body: { answers: asked.answers }
    })
  )
  expect(mended.timeline.find(({ label }) => label.startsWith('已补正'))?.note).toBe('已按要求补正（代办人刘*办理）')
  expect((await inbox(mother)).map(({ body }) => body).join()).toContain('替您补正了')
  const draft = await save(son, { name: '罗淑芬' })
  given('discard', await son.call(servicesRoutes.discardDraft, { params: { draftId: draft.id } }))
  expect((await inbox(mother))[0]?.body).toContain('删除了')
  expect((await inbox(son)).map(({ title }) => title)).not.toContain('代办提醒')
  given('end', await son.call(mandatesRoutes.revokeMandate, { params: { mandateId: mandate.id } }))
  await son.signIn()
})

it('the agent never sees the principal’s number: what she typed stays, what is missing the server puts in', async () => {
  await save(mother, { phone: TYPED })
  const mandate = await entrust(mother, son)
  await actAs(son, mandate.id)
  const drafted = await fillDraft(son, { phone: '19900000006' })
  expect(drafted).toMatchObject({ hidden: ['phone'] })
  expect(drafted.answers).not.toHaveProperty('phone')
  expect((await save(mother, {})).answers.phone).toBe(TYPED)
  const first = given('submit', await submit(son, drafted))
  expect(first.answers.map(({ label }) => label)).not.toContain('手机号码')
  expect((await showCase(mother, first.id)).body.answers).toContainEqual({ label: '手机号码', value: '199****0077' })

  const second = given('submit', await submit(son, await fillDraft(son)))
  expect((await showCase(mother, second.id)).body.answers).toContainEqual({ label: '手机号码', value: '199****0003' })
  await son.call(servicesRoutes.listCases, {})
  await son.call(servicesRoutes.showCase, { params: { caseId: second.id } })
  await son.call(mandatesRoutes.listMandates, {})
  await son.call(mandatesRoutes.listCapacities, {})
  await inbox(son)
  expect(heard.length).toBeGreaterThan(20)
  for (const number of [BOUND, TYPED, '199****0003', '199****0077'])
    expect(heard.filter((body) => body.includes(number))).toEqual([])
  // the same search finds what he may read, so it can fail
  expect(heard.filter((body) => body.includes('罗*芬')).length).toBeGreaterThan(0)
  await actAs(son, null)
  given('end', await mother.call(mandatesRoutes.revokeMandate, { params: { mandateId: mandate.id } }))
})

it('revoked is over at once, for who holds the session and for whoever copied it; a stranger revokes nothing', async () => {
  const mandate = await entrust(mother, son)
  await actAs(son, mandate.id)
  expect((await son.call(servicesRoutes.listCases, {})).body.items.length).toBeGreaterThan(0)
  const stranger = product.citizen('zhang-min')
  await stranger.signIn()
  const revoke = (who: Citizen) => who.call(mandatesRoutes.revokeMandate, { params: { mandateId: mandate.id } })
  expect((await revoke(stranger)).status).toBe(404)
  given('revoke', await revoke(mother))
  expect((await son.call(servicesRoutes.listCases, {})).status).toBe(401)
  await son.signIn()
  expect((await son.call(servicesRoutes.listCases, {})).body.items).toEqual([])
  expect((await son.call(mandatesRoutes.switchCapacity, { body: { mandateId: mandate.id } })).status).toBe(404)
  expect((await inbox(son))[0]?.body).toContain('您替罗*芬办事的授权已结束')
  expect(given('again', await revoke(mother))).toEqual({ done: true })
})

it('the last day is over at midnight in Asia/Shanghai, also for a session under way', async () => {
  const mandate = await entrust(mother, son, { until: inDays(1) })
  await actAs(son, mandate.id)
  const ahead = startOfCivilDate(inDays(2)).getTime() - Date.now()
  const now = performance.now.bind(performance)
  let remembered = 0
  const at = async (ms: number) => {
    product.clock.moveBy(ms)
    remembered += 2_000
    const spied = jest.spyOn(performance, 'now').mockImplementation(() => now() + remembered)
    const { status } = await son.call(identityRoutes.me, {})
    spied.mockRestore()
    product.clock.moveBy(-ms)
    return status
  }
  expect([await at(ahead - 5_000), await at(ahead + 1_000)]).toEqual([200, 401])
  await son.signIn()
  product.clock.moveBy(ahead + 1_000)
  expect((await son.call(mandatesRoutes.switchCapacity, { body: { mandateId: mandate.id } })).status).toBe(404)
  const held = (await son.call(mandatesRoutes.listMandates, {})).body.held
  expect(held.find(({ id }) => id === mandate.id)?.state).toBe('ended')
  product.clock.moveBy(-(ahead + 1_000))
})

it('a guardian acts for a child, and reads what the child is told, for nobody else could', async () => {
  const childId = newId()
  const { db } = product.stores
  const { sealer } = product.product
  await db.query("insert into identity_citizens (id, wrapped_key, kind, created_at) values ($1, $2, 'child', now())", [
    childId,
    sealer.newWrappedKey()
  ])
  const guardianId = (await whoAmI(mother)).citizenId
  const guardianships = makeGuardianships({ clock: product.clock, seals: makeCitizenSeals(sealer) })
  await db.tx((tx) => guardianships.guardianship(tx, { guardianId, childId, childName: '何*涵', until: inDays(3000) }))
  const [, child] = (await mother.call(mandatesRoutes.listCapacities, {})).body.items
  expect(child).toMatchObject({ kind: 'guardian', label: '何*涵', until: inDays(2999), current: false })
  await actAs(mother, child?.mandateId ?? '')
  const handedIn = await apply(mother)
  expect(handedIn.actedBy).toEqual({ capacity: 'guardian', label: '监护人罗*芬' })
  expect(
    (await inbox(mother))
      .map(({ title }) => title)
      .slice(0, 2)
      .sort()
  ).toEqual(['代办提醒', '申请已提交'].sort())
  await actAs(mother, null)
  expect((await inbox(mother))[0]?.title).not.toBe('申请已提交')
  expect((await showCase(mother, handedIn.id)).status).toBe(404)
})

it('two accounts of one person: both are read, the newest draft is opened, the other stays on the list', async () => {
  const other = product.citizen('zhao-lei')
  await other.signIn()
  const theirs = await apply(other)
  const older = await save(other, { name: '从前' })
  const main = product.citizen('tang-jing')
  await main.signIn()
  await main.verify()
  await agree(main)
  const newer = await save(main, { name: '现在' })
  const [mainId, otherId] = [(await whoAmI(main)).citizenId, (await whoAmI(other)).citizenId]
  const file = theirs.files[0]?.id ?? ''
  const download = async () =>
    (await fetch(`${product.url}/api/v1/files/${file}`, { headers: { authorization: `Bearer ${main.token()}` } }))
      .status
  expect([(await showCase(main, theirs.id)).status, await download()]).toEqual([404, 404])

  await product.stores.db.tx((tx) => setMergedInto(tx, otherId, mainId))
  await main.signIn()
  expect((await main.call(servicesRoutes.listCases, {})).body.items.map(({ id }) => id)).toEqual([theirs.id])
  expect((await showCase(main, theirs.id)).body.files).toHaveLength(2)
  expect(await download()).toBe(200)
  expect((await inbox(main)).map(({ title }) => title)).toContain('申请已提交')
  expect((await main.call(servicesRoutes.listDrafts, {})).body.items.map(({ id }) => id)).toEqual([newer.id, older.id])
  expect((await save(main, {})).id).toBe(newer.id)
  given('discard', await main.call(servicesRoutes.discardDraft, { params: { draftId: newer.id } }))
  const opened = await fillDraft(main)
  expect(opened.id).toBe(older.id)
  const handedIn = given('submit', await submit(main, opened))
  expect(handedIn.files).toHaveLength(2)
  await product.drain()
  expect((await showCase(main, handedIn.id)).body.receiptNo).toBeTruthy()
})

it('a code of the wrong shape, an unknown one and one of a parking-only scope give nothing away', async () => {
  expect((await son.call(mandatesRoutes.showInvitation, { params: { code: 'ABCDEFGH' } })).status).toBe(404)
  const scope = { domains: ['parking' as const], serviceIds: ['social-card'] }
  expect((await invite(mother, { scope })).error?.fields?.scope).toContain('办事')
  const mandate = await entrust(mother, son, { scope: { domains: ['parking'], serviceIds: null } })
  await actAs(son, mandate.id)
  expect((await son.call(servicesRoutes.listCases, {})).body.items).toEqual([])
  expect((await son.upload()).status).toBe(403)
  await actAs(son, null)
  expect(mandate.scope).not.toEqual(everything)
})

it('what the proxy reads of a draft the principal began stands in the principal’s ledger, once a day', async () => {
  const aunt = product.citizen('gong-yan')
  await aunt.signIn()
  await aunt.verify()
  await save(aunt, { name: '龚䶮' })
  const mandate = await entrust(aunt, son)
  await actAs(son, mandate.id)
  for (const street of ['500103012', '500103001']) await save(son, { street })
  await actAs(son, null)
  const { items } = given('reads', await aunt.call(ledgerRoutes.listReads, { query: {} }))
  const ofDrafts = items.filter(({ fields }) => fields.some((field) => field.startsWith('没有提交的申请内容')))
  expect(ofDrafts).toMatchObject([{ reader: { kind: 'proxy', name: '代办人刘*' }, caseNumber: null }])
})
