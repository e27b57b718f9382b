import { consentsRoutes } from '@shared/contract/consents'
import { homeRoutes } from '@shared/contract/home'
import { identityRoutes } from '@shared/contract/identity'
import { ledgerRoutes } from '@shared/contract/ledger'
import { messagesRoutes } from '@shared/contract/messages'
import { servicesRoutes } from '@shared/contract/services'
import { signOnRoutes } from '@shared/contract/sign-on'
import { setMergedInto } from '../../bff/src/domains/identity/account-store'
import { agree, apply, fillDraft, named, person, serviceId } from '../support/apply'
import type { Citizen } from '../support/citizen'
import { actAs, entrust, given } from '../support/entrust'
import { startProduct, type TestProduct } from '../support/start-product'

let product: TestProduct
let citizen: Citizen
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.close())
beforeEach(async () => {
  for (const system of ['ykb', 'rsj'] as const) await product.fault(system, 'none')
  citizen = await signedIn(person.id)
  await withdrawAll(citizen)
})

const signedIn = async (who: string) => {
  const one = product.citizen(who)
  await one.signIn()
  return one
}
const mine = async (who: Citizen) => (await who.call(consentsRoutes.listConsents, {})).body.items
const withdrawAll = async (who: Citizen) => {
  for (const { id, state } of await mine(who))
    if (state === 'active') await who.call(consentsRoutes.withdrawConsent, { params: { consentId: id } })
}
const withdraw = async (sharingId: string) => {
  const given = (await mine(citizen)).find(({ sharing, state }) => sharing.id === sharingId && state === 'active')
  await citizen.call(consentsRoutes.withdrawConsent, { params: { consentId: given?.id ?? '' } })
}
const needed = async () => (await citizen.call(consentsRoutes.listNeeded, { params: { serviceId } })).body.items
const give = async (sharingId: string) => {
  const one = (await needed()).find(({ sharing }) => sharing.id === sharingId)
  return citizen.call(consentsRoutes.giveConsent, { body: { sharingId, version: one?.sharing.version ?? '' } })
}
const submit = (draft: Awaited<ReturnType<typeof fillDraft>>) =>
  citizen.call(servicesRoutes.submitDraft, {
    params: { draftId: draft.id },
    body: { formVersion: draft.formVersion, revision: draft.revision }
  })
const show = async (caseId: string) => (await citizen.call(servicesRoutes.showCase, { params: { caseId } })).body
const told = async (caseId: string) =>
  (await citizen.call(messagesRoutes.listMessages, { query: { limit: '50' } })).body.items
    .filter((message) => message.about?.id === caseId)
    .map((message) => message.title)
const atTheDesk = async (caseId: string) => {
  const { cases } = JSON.parse(await (await fetch(`${product.sandboxUrl}/ykb/desk/api/cases`)).text())
  return cases.filter((one: { outerId: string }) => one.outerId === caseId).length
}
const reads = async (caseId: string) =>
  (await citizen.call(ledgerRoutes.listReads, { query: { limit: '50' } })).body.items.filter(
    (read) => read.caseId === caseId
  )

describe('before a department gets anything', () => {
  it('the citizen reads who gets what, for what and how long, and nothing is agreed to yet', async () => {
    const items = await needed()
    expect(items.map(({ sharing, given }) => [sharing.id, sharing.department.name, given])).toEqual([
      ['flexible-application', '区人力社保局', false],
      ['flexible-result', '区人力社保局', false]
    ])
    expect(items[0]?.sharing).toMatchObject({
      sensitive: true,
      days: 365,
      fields: expect.arrayContaining(['身份证号'])
    })
  })

  it('an application without consent is not handed in; the citizen is told what is missing and may go on', async () => {
    const draft = await fillDraft(citizen)
    await withdraw('flexible-result')
    const refused = await submit(draft)
    expect(refused.error).toMatchObject({
      error: 'consent_required',
      fields: { 'flexible-result': expect.stringContaining('查询参保登记结果') }
    })
    await give('flexible-result')
    expect((await submit(draft)).status).toBe(200)
  })
})

describe('giving and withdrawing', () => {
  it('given twice is given once; withdrawn it stays on the list with its time; given again it is another one', async () => {
    const first = await give('flexible-application')
    expect((await give('flexible-application')).body.id).toBe(first.body.id)
    await withdraw('flexible-application')
    expect((await needed()).map(({ given }) => given)).toEqual([false, false])
    const again = await give('flexible-application')
    expect(again.body.id).not.toBe(first.body.id)
    const listed = (await mine(citizen)).filter(({ id }) => [first.body.id, again.body.id].includes(id))
    expect(listed.map(({ state, withdrawnAt }) => [state, withdrawnAt !== null])).toEqual([
      ['active', false],
      ['withdrawn', true]
    ])
  })

  it('it ends by itself after the days that were published', async () => {
    const { body } = await give('flexible-result')
    expect(body.state).toBe('active')
    const days = 366
    product.clock.moveBy(days * 24 * 3_600_000)
    try {
      await citizen.signIn()
      expect((await mine(citizen)).find(({ id }) => id === body.id)?.state).toBe('ended')
      expect((await needed()).map(({ given }) => given)).toEqual([false, false])
    } finally {
      product.clock.moveBy(-days * 24 * 3_600_000)
    }
  })

  it('wording that changed meanwhile is shown anew before anybody agrees to it', async () => {
    const old = await citizen.call(consentsRoutes.giveConsent, {
      body: { sharingId: 'flexible-result', version: '0000000000000000' }
    })
    expect(old.error?.error).toBe('conflict')
    await product.stores.db.query("update consents_consents set version = 'older' where sharing_id = 'flexible-result'")
    expect((await needed()).map(({ given }) => given)).toEqual([false, false])
  })

  it('nobody sees or withdraws a consent of somebody else', async () => {
    const { body } = await give('flexible-application')
    const stranger = await signedIn('chen-guoqiang')
    expect((await mine(stranger)).map(({ id }) => id)).not.toContain(body.id)
    const tried = await stranger.call(consentsRoutes.withdrawConsent, { params: { consentId: body.id } })
    expect(tried.status).toBe(404)
    expect((await mine(citizen)).find(({ id }) => id === body.id)?.state).toBe('active')
  })
})

describe('a withdrawal between submit and hand-over', () => {
  it('keeps the application from the department, tells the citizen, and giving consent again sends it once', async () => {
    const { id } = await apply(citizen)
    await withdraw('flexible-application')
    await product.drain()
    expect(await atTheDesk(id)).toBe(0)
    expect(await reads(id)).toEqual([])
    expect((await show(id)).deliveryNote).toContain('没有您的同意')
    expect(await told(id)).toContain('需要您的同意')
    expect(await product.stores.db.query('select 1 from platform_outbox where parked_at is not null')).toEqual([])

    await give('flexible-application')
    await product.drain()
    expect(await atTheDesk(id)).toBe(1)
    const sent = await show(id)
    expect([sent.state, sent.deliveryNote]).toEqual(['received', null])
    expect((await told(id)).filter((title) => title === '需要您的同意')).toHaveLength(1)
  })

  it('the applicant can take it back instead: nothing waits any more, and a late consent sends nothing', async () => {
    const { id } = await apply(citizen)
    await withdraw('flexible-application')
    await product.drain()
    expect((await show(id)).withdrawable).toBe(true)
    const back = await citizen.call(servicesRoutes.withdrawCase, { params: { caseId: id } })
    expect(back.body).toMatchObject({ state: 'withdrawn', deliveryNote: null })
    const home = await citizen.call(homeRoutes.listAttention, {})
    expect(JSON.stringify(home.body.items)).not.toContain(id)
    await give('flexible-application')
    await product.drain()
    expect(await atTheDesk(id)).toBe(0)
    expect((await show(id)).state).toBe('withdrawn')
  })

  it('what the department has got can not be taken back', async () => {
    const { id } = await apply(citizen)
    await product.drain()
    const late = await citizen.call(servicesRoutes.withdrawCase, { params: { caseId: id } })
    expect(late.error?.error).toBe('conflict')
  })

  it('while the department is down: tries after the withdrawal send nothing', async () => {
    await product.fault('ykb', 'error500')
    const { id } = await apply(citizen)
    await product.drain()
    await withdraw('flexible-application')
    await product.fault('ykb', 'none')
    await product.drainLater(3_600_000)
    expect(await atTheDesk(id)).toBe(0)
    await agree(citizen)
    await product.drain()
    expect(await atTheDesk(id)).toBe(1)
  })

  it('keeps a mended application back as well, also one handed in before the withdrawal', async () => {
    const { id } = await apply(citizen)
    await product.drain()
    await product.advance(id, 'CORRECTION', { correction: [{ item: '身份证', reason: '不清楚' }] })
    const { body: answers } = await citizen.call(servicesRoutes.showCaseAnswers, { params: { caseId: id } })
    const mend = () =>
      citizen.call(servicesRoutes.answerCorrection, { params: { caseId: id }, body: { answers: answers.answers } })
    await withdraw('flexible-application')
    expect((await mend()).error?.error).toBe('consent_required')
    await give('flexible-application')
    expect((await mend()).status).toBe(200)
    await withdraw('flexible-application')
    await product.drain()
    expect((await show(id)).state).toBe('submitted')
    await give('flexible-application')
    await product.drain()
    expect((await show(id)).state).toBe('received')
    expect(await reads(id)).toHaveLength(2)
  })

  it('to the reading of the result: the case is finished, the register is not asked until consent is given again', async () => {
    const { id } = await apply(citizen)
    await product.drain()
    for (const to of ['ACCEPTED', 'REVIEWING', 'DONE']) await product.advance(id, to)
    await withdraw('flexible-result')
    await product.drain()
    expect((await show(id)).result?.details).toEqual([])
    expect((await reads(id)).map(({ purpose }) => purpose)).not.toContain('办结后向人力社保部门查询参保登记结果')
    await give('flexible-result')
    await product.drain()
    await product.drainLater(3_600_000)
    await citizen.signIn()
    expect((await show(id)).result?.details.map(({ label }) => label)).toContain('个人编号')
  })
})

it('a hand-over and a reading of the register are in the citizen’s ledger, each once, with purpose and fields in words', async () => {
  const { id, number } = await apply(citizen)
  await product.drain()
  for (const to of ['ACCEPTED', 'REVIEWING', 'DONE']) await product.advance(id, to)
  await product.drain()
  await product.drainLater(3_600_000)
  await citizen.signIn()
  const seen = await reads(id)
  expect(seen.map(({ reader, caseNumber }) => [reader.kind, reader.name, caseNumber])).toEqual([
    ['department', '区人力社保局', number],
    ['department', '区人力社保局', number]
  ])
  expect(seen[1]).toMatchObject({ purpose: expect.stringContaining('提交参保登记申请'), dispute: null })
  expect(seen[1]?.fields).toContain('身份证照片')
})

it('two accounts of one person: the main one withdraws and gives for a case the merged one handed in', async () => {
  const other = await signedIn('luo-shufen')
  const main = await signedIn('liu-yang')
  const { id } = await apply(other)
  const idOf = async (who: Citizen) => (await who.call(identityRoutes.me, {})).body.citizenId
  const [mainId, otherId] = [await idOf(main), await idOf(other)]
  await product.stores.db.tx((tx) => setMergedInto(tx, otherId, mainId))
  await main.signIn()
  await withdrawAll(main)
  await product.drain()
  expect(await atTheDesk(id)).toBe(0)
  await agree(main)
  await product.drain()
  expect(await atTheDesk(id)).toBe(1)
  const ledger = await main.call(ledgerRoutes.listReads, {})
  expect(ledger.body.items.map(({ caseId }) => caseId)).toEqual([id])
})

it('somebody entrusted with some service items decides about what those hand over, and does not see who read what', async () => {
  citizen = await signedIn('gong-yan')
  await named(citizen)
  await citizen.check()
  await agree(citizen)
  const { body: partner } = await citizen.call(signOnRoutes.showPartner, { params: { partnerId: 'culture-tourism' } })
  const agreeToPartner = (who: Citizen) =>
    who.call(consentsRoutes.giveConsent, { body: { sharingId: partner.sharingId, version: partner.sharingVersion } })
  given('partner', await agreeToPartner(citizen))
  const own = (await mine(citizen)).filter(({ state }) => state === 'active')
  const holder = await signedIn('tang-jing')
  await named(holder)
  const listed = async (serviceIds: string[] | null) => {
    const mandate = await entrust(citizen, holder, { scope: { domains: ['services'], serviceIds } })
    await actAs(holder, mandate.id)
    return (await mine(holder)).filter(({ state }) => state === 'active').map(({ sharing }) => sharing.id)
  }
  const withdrawn = async () =>
    Promise.all(
      own.map(
        async ({ id }) => (await holder.call(consentsRoutes.withdrawConsent, { params: { consentId: id } })).status
      )
    )

  expect(await listed(['social-card'])).toEqual([])
  expect(await withdrawn()).toEqual(own.map(() => 404))
  await actAs(holder, null)
  const all = await listed(null)
  expect(all).toContain((await needed())[0]?.sharing.id)
  expect(all).not.toContain(partner.sharingId)
  expect((await agreeToPartner(holder)).error?.error).toBe('not_found')
  expect((await holder.call(ledgerRoutes.listReads, { query: {} })).body.items).toEqual([])
  expect(await withdrawn()).toEqual(own.map(({ sharing }) => (sharing.id === partner.sharingId ? 404 : 200)))
})
