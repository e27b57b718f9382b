import type { Answers } from '@shared/contract/form'
import { identityRoutes } from '@shared/contract/identity'
import { mandatesRoutes, type Scope } from '@shared/contract/mandates'
import { messagesRoutes } from '@shared/contract/messages'
import { servicesRoutes } from '@shared/contract/services'
import { makeSessions } from '../../bff/src/domains/identity/sessions'
import { apply, fillDraft, serviceId } from '../support/apply'
import type { Citizen } from '../support/citizen'
import { actAs, entrust, everything, given, inDays, invite } from '../support/entrust'
import { startProduct, type TestProduct } from '../support/start-product'

const BANYAN = { creditCode: '91669999MA0YJB01X6', name: '重庆黄葛树下餐饮有限公司（示例）' }
const REVOKED = '91669999MA0YJB351L'
const WEEK_MS = 7 * 24 * 3_600_000
const ODD_CODE = '91669999MA0YJB466A'

let product: TestProduct
let zhao: Citizen
let tang: Citizen
let agent: Citizen
let enterpriseId: string
beforeAll(async () => {
  product = await startProduct()
  const people = ['zhao-lei', 'tang-jing', 'xiang-yu'].map((id) => product.citizen(id))
  for (const person of people) {
    await person.signIn()
    await person.verify()
  }
  const [first, second, third] = people
  if (!first || !second || !third) throw new Error('three people')
  ;[zhao, tang, agent] = [first, second, third]
  enterpriseId = given('bind', await bind(zhao, BANYAN.creditCode)).id
})
afterAll(() => product.close())

const bind = (who: Citizen, creditCode: string) => who.call(mandatesRoutes.bindEnterprise, { body: { creditCode } })
const enterprisesOf = async (who: Citizen) => (await who.call(mandatesRoutes.listEnterprises, {})).body.items
const show = (who: Citizen) => who.call(mandatesRoutes.showEnterprise, { params: { enterpriseId } })
const revoke = (who: Citizen, mandateId: string) => who.call(mandatesRoutes.revokeMandate, { params: { mandateId } })
const titles = async (who: Citizen) => (await who.call(messagesRoutes.listMessages, {})).body.items
const mandateOf = async (who: Citizen) => (await enterprisesOf(who))[0]?.mandateId ?? ''
const openDraft = (who: Citizen) =>
  who.call(servicesRoutes.openDraft, { params: { serviceId }, body: { edits: { name: '赵磊' } } })

describe('binding an enterprise', () => {
  it('the legal representative binds it by its credit code, however it is typed, and again is the same', async () => {
    const again = given('bind', await bind(zhao, ` ${BANYAN.creditCode.toLowerCase()} `))
    expect(again).toMatchObject({ id: enterpriseId, ...BANYAN, role: 'legal-representative' })
    expect(await enterprisesOf(zhao)).toHaveLength(1)
  })

  it('somebody whom the register does not name cannot bind it, and has nothing of it afterwards', async () => {
    const refused = await bind(tang, BANYAN.creditCode)
    expect([refused.status, refused.error?.error]).toEqual([403, 'not_legal_representative'])
    expect(await enterprisesOf(tang)).toEqual([])
    expect((await show(tang)).status).toBe(404)
  })

  it('an enterprise whose licence was revoked, an unknown code and a mistyped one are refused in words', async () => {
    for (const code of [REVOKED, '91669999MA0YJB9C9N', '91669999MA0YJB01X7', '123456789012345678']) {
      const refused = await bind(zhao, code)
      expect([code, refused.status, refused.error?.error]).toEqual([code, 422, 'form_invalid'])
      expect(refused.error?.fields?.creditCode).toMatch(/。$/)
    }
    expect((await bind(zhao, REVOKED)).error?.fields?.creditCode).toContain('吊销')
  })

  it('a code in use that fails the check character is bound all the same: the register decides', async () => {
    expect(given('bind', await bind(tang, ODD_CODE)).creditCode).toBe(ODD_CODE)
  })

  it('somebody without a real name is led there first', async () => {
    const stranger = product.citizen('liu-yang')
    await stranger.signIn()
    const refused = await bind(stranger, BANYAN.creditCode)
    expect(refused.error).toMatchObject({ error: 'level_required', fields: { needed: 'real-name' } })
  })
})

describe('acting for the enterprise', () => {
  it('what is begun for the enterprise is the enterprise’s and not the person’s; the old session id is dead', async () => {
    const before = await actAs(zhao, await mandateOf(zhao))
    const drafted = given('draft', await openDraft(zhao))
    expect((await zhao.call(identityRoutes.me, {})).body.capacity).toMatchObject({
      kind: 'enterprise',
      label: BANYAN.name
    })
    const stale = product.citizen('zhao-lei')
    stale.useToken(before)
    expect((await stale.call(identityRoutes.me, {})).status).toBe(401)

    await actAs(zhao, null)
    expect((await zhao.call(servicesRoutes.listDrafts, {})).body.items).toEqual([])
    const refused = await zhao.call(servicesRoutes.discardDraft, { params: { draftId: drafted.id } })
    expect(refused.status).toBe(404)
  })

  it('what was typed into the draft of the enterprise never gets into the person’s own, whenever it is sent', async () => {
    await actAs(zhao, await mandateOf(zhao))
    const { id: draftId, revision } = given('draft', await openDraft(zhao))
    await actAs(zhao, null)
    const late = (from: { draftId: string; revision: number }, edits: Answers) =>
      zhao.call(servicesRoutes.openDraft, {
        params: { serviceId },
        body: { edits, from: { visit: 'visit-of-the-enterprise', seen: from, orders: { phone: 7 } } }
      })
    const batches: Answers[] = [{ phone: '19900000008' }, {}]
    for (const edits of batches) expect((await late({ draftId, revision }, edits)).error?.error).toBe('not_found')
    expect((await zhao.call(servicesRoutes.listDrafts, {})).body.items).toEqual([])
    // of a draft that is gone it goes on in a new one
    const gone = await late({ draftId: 'a-draft-that-is-gone-00', revision: 1 }, { phone: '19900000008' })
    expect(gone.body.answers).toEqual({ phone: '19900000008' })
    given('discard', await zhao.call(servicesRoutes.discardDraft, { params: { draftId: gone.body.id } }))
  })
})

describe('an agent', () => {
  it('is invited by the legal representative only, for two years at most, and with a fresh check', async () => {
    const body = { kind: 'agent' as const, enterpriseId, scope: everything, until: inDays(30) }
    const otherPhone = product.citizen('zhao-lei')
    await otherPhone.signIn()
    expect((await otherPhone.call(mandatesRoutes.invite, { body })).error?.error).toBe('fresh_check_required')
    expect((await invite(tang, { enterpriseId })).status).toBe(404)
    for (const until of [inDays(732), inDays(-1), '2026-02-30']) {
      const refused = await invite(zhao, { enterpriseId, until })
      expect([until, refused.status, typeof refused.error?.fields?.until]).toEqual([until, 422, 'string'])
    }
    const unknown = await invite(zhao, {
      enterpriseId,
      scope: { domains: ['services'], serviceIds: ['no-such-thing'] }
    })
    expect(unknown.error?.fields?.scope).toMatch(/已下线/)
  })

  it('cannot be the one who invites; the code is good once, for seven days, and unless withdrawn', async () => {
    const first = given('invite', await invite(zhao, { enterpriseId }))
    expect(first.code).toMatch(/^[2-9A-HJKMNP-Z]{8}$/)
    const accept = (who: Citizen, code: string) => who.call(mandatesRoutes.acceptInvitation, { params: { code } })
    expect((await accept(zhao, first.code)).error?.error).toBe('conflict')
    const seen = await agent.call(mandatesRoutes.showInvitation, { params: { code: first.code } })
    expect(seen.body).toMatchObject({ owner: BANYAN.name, kind: 'agent', state: 'open' })
    const accepted = given('accept', await accept(agent, first.code))
    expect(given('again', await accept(agent, first.code)).id).toBe(accepted.id)
    expect((await accept(tang, first.code)).error?.error).toBe('conflict')

    const second = given('invite', await invite(zhao, { enterpriseId }))
    expect((await show(zhao)).body.invitations.map(({ code }) => code)).toEqual([second.code])
    given('withdraw', await zhao.call(mandatesRoutes.withdrawInvitation, { params: { code: second.code } }))
    expect((await accept(tang, second.code)).status).toBe(404)
    const third = given('invite', await invite(zhao, { enterpriseId }))
    product.clock.moveBy(WEEK_MS)
    expect((await accept(tang, third.code)).status).toBe(404)
    expect((await tang.call(mandatesRoutes.showInvitation, { params: { code: third.code } })).status).toBe(404)
    product.clock.moveBy(-WEEK_MS)
  })

  it('is one person even when two accept a code at the same moment', async () => {
    const { code } = given('invite', await invite(zhao, { enterpriseId }))
    const both = await Promise.all(
      [tang, agent].map((who) => who.call(mandatesRoutes.acceptInvitation, { params: { code } }))
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const winner = both[0]?.status === 200 ? tang : agent
    given('step down', await revoke(winner, both.find(({ status }) => status === 200)?.body.id ?? ''))
  })

  it('acts for the enterprise, is named on the act, and the legal representative is told', async () => {
    const mandate = await entrust(zhao, agent, { enterpriseId })
    await actAs(agent, mandate.id)
    given(
      'discard',
      await agent.call(servicesRoutes.discardDraft, { params: { draftId: (await fillDraft(agent)).id } })
    )
    const handedIn = await apply(agent)
    expect(handedIn.actedBy).toEqual({ capacity: 'enterprise', label: '经办人向*' })
    expect(handedIn.timeline[0]?.note).toBe('由经办人向*提交')
    const own = (await titles(zhao)).filter(({ about }) => about?.kind === 'mandate').map(({ body }) => body)
    expect(own[0]).toMatch(/^经办人向\*于 .*替“重庆黄葛树下餐饮有限公司（示例）”提交了“.*”申请。/)
    expect(own[1]).toContain('删除了')

    await actAs(zhao, await mandateOf(zhao))
    const [summary] = (await zhao.call(servicesRoutes.listCases, {})).body.items
    expect(summary).toMatchObject({ id: handedIn.id, actedBy: { capacity: 'enterprise', label: '经办人向*' } })
    expect((await titles(zhao)).map(({ title }) => title)).toContain('申请已提交')
    await actAs(zhao, null)
    await actAs(agent, null)
    expect((await agent.call(servicesRoutes.showCase, { params: { caseId: handedIn.id } })).status).toBe(404)
    expect((await titles(agent)).map(({ title }) => title)).not.toContain('申请已提交')
  })

  it('does nothing outside the scope: other service items are neither listed nor opened', async () => {
    const all = await entrust(zhao, agent, { enterpriseId })
    await actAs(agent, all.id)
    const draft = await fillDraft(agent)
    const handedIn = await apply(agent)
    await actAs(agent, null)
    const narrow = await entrust(zhao, agent, {
      enterpriseId,
      scope: { domains: ['services'], serviceIds: ['social-card'] }
    })
    expect((await agent.call(mandatesRoutes.switchCapacity, { body: { mandateId: all.id } })).status).toBe(404)
    await actAs(agent, narrow.id)
    const caseId = handedIn.id
    const refused = [
      await openDraft(agent),
      await agent.call(servicesRoutes.discardDraft, { params: { draftId: draft.id } }),
      await agent.call(servicesRoutes.submitDraft, {
        params: { draftId: draft.id },
        body: { formVersion: draft.formVersion, revision: draft.revision }
      }),
      await agent.call(servicesRoutes.showCase, { params: { caseId } }),
      await agent.call(servicesRoutes.showCaseAnswers, { params: { caseId } }),
      await agent.call(servicesRoutes.answerCorrection, { params: { caseId }, body: { answers: {} } })
    ]
    expect(refused.map(({ status, error }) => `${status} ${error?.error}`)).toEqual(
      refused.map(() => '403 out_of_scope')
    )
    expect((await agent.call(servicesRoutes.listCases, {})).body.items).toEqual([])
    expect((await agent.call(servicesRoutes.listDrafts, {})).body.items).toEqual([])

    const other = await entrust(zhao, tang, { enterpriseId, scope: { domains: ['parking'], serviceIds: null } })
    await actAs(tang, other.id)
    expect((await tang.upload()).status).toBe(403)
    expect((await tang.call(servicesRoutes.listCases, {})).body.items).toEqual([])
    await actAs(tang, null)
    await actAs(agent, null)
    given('step down', await revoke(tang, other.id))
  })

  it('reads and counts in the enterprise’s inbox only what is about service items within the scope', async () => {
    const all = await entrust(zhao, agent, { enterpriseId })
    await actAs(agent, all.id)
    given(
      'discard',
      await agent.call(servicesRoutes.discardDraft, { params: { draftId: (await fillDraft(agent)).id } })
    )
    const { id: caseId } = await apply(agent)
    const aboutCase = async (who: Citizen) => (await titles(who)).filter(({ about }) => about?.id === caseId)
    const [hidden] = await aboutCase(agent)
    expect((await titles(agent)).map(({ body }) => body).join()).toContain('删除了“')
    await actAs(agent, null)

    const elsewhere = [
      { domains: ['services'], serviceIds: ['social-card'] },
      { domains: ['parking'], serviceIds: null }
    ] satisfies Scope[]
    for (const scope of elsewhere) {
      const narrow = await entrust(zhao, agent, { enterpriseId, scope })
      await actAs(agent, narrow.id)
      const seen = await agent.call(messagesRoutes.listMessages, { query: { limit: '50' } })
      expect(seen.body.items.filter(({ about }) => about?.kind === 'case')).toEqual([])
      expect(seen.body.items.map(({ body }) => body).join()).not.toMatch(/删除了|提交了/)
      const unread = seen.body.items.filter(({ read }) => !read).length
      expect(seen.body.unread).toBe(unread)
      expect((await agent.call(messagesRoutes.countUnread, {})).body.unread).toBe(unread)
      const messageId = hidden?.id ?? ''
      expect((await agent.call(messagesRoutes.markRead, { params: { messageId } })).status).toBe(404)
      given('read all', await agent.call(messagesRoutes.markAllRead, {}))
      await actAs(agent, null)
    }

    const within = await entrust(zhao, agent, {
      enterpriseId,
      scope: { domains: ['services'], serviceIds: [serviceId] }
    })
    await actAs(agent, within.id)
    const told = await aboutCase(agent)
    expect(told.map(({ title, read }) => [title, read])).toContainEqual(['申请已提交', false])
    await actAs(agent, null)
  })

  it('who is dismissed is out at once here and within 2 s in another process; cases and first answers stay closed', async () => {
    const mandate = await entrust(zhao, agent, { enterpriseId })
    await actAs(agent, mandate.id)
    const draft = await fillDraft(agent)
    const submitted = {
      params: { draftId: draft.id },
      body: { formVersion: draft.formVersion, revision: draft.revision }
    }
    const key = 'the-key-of-a-dismissed-agent'
    const handedIn = given('submit', await agent.call(servicesRoutes.submitDraft, submitted, { key }))
    const [here, elsewhere] = [1, 2].map(() => makeSessions(product.stores.db, product.clock))
    expect(await here?.bySession(agent.token())).toMatchObject({ ownerId: enterpriseId })
    expect(await elsewhere?.bySession(agent.token())).toMatchObject({ ownerId: enterpriseId })

    expect((await revoke(tang, mandate.id)).status).toBe(404)
    given('dismiss', await revoke(zhao, mandate.id))
    expect((await agent.call(servicesRoutes.listCases, {})).status).toBe(401)
    const now = performance.now.bind(performance)
    jest.spyOn(performance, 'now').mockImplementation(() => now() + 2_000)
    expect([await here?.bySession(agent.token()), await elsewhere?.bySession(agent.token())]).toEqual([null, null])
    jest.restoreAllMocks()

    await agent.signIn()
    expect((await agent.call(servicesRoutes.showCase, { params: { caseId: handedIn.id } })).status).toBe(404)
    expect((await agent.call(servicesRoutes.submitDraft, submitted, { key })).status).toBe(404)
    expect((await agent.call(mandatesRoutes.switchCapacity, { body: { mandateId: mandate.id } })).status).toBe(404)
    expect((await show(agent)).status).toBe(404)
    expect((await titles(agent))[0]).toMatchObject({ title: '授权已结束', about: { kind: 'mandate', id: mandate.id } })
    expect((await show(zhao)).body.agents.find(({ id }) => id === mandate.id)?.state).toBe('revoked')
  })
})

describe('another legal representative', () => {
  it('binds the enterprise: the former one is out and told, the agents stay and are told', async () => {
    const appointed = await entrust(zhao, agent, { enterpriseId })
    const former = (await tang.call(identityRoutes.me, {})).body.citizenId
    await product.stores.db.query(
      "update mandates_mandates set holder_id = $2 where owner_id = $1 and kind = 'legal-representative'",
      [enterpriseId, former]
    )
    const old = (await enterprisesOf(tang)).find(({ id }) => id === enterpriseId)?.mandateId ?? ''
    await actAs(tang, old)
    given('bind', await bind(zhao, BANYAN.creditCode))
    expect((await tang.call(identityRoutes.me, {})).status).toBe(401)
    await tang.signIn()
    expect((await enterprisesOf(tang)).map(({ id }) => id)).not.toContain(enterpriseId)
    expect((await titles(tang))[0]?.title).toBe('企业绑定已结束')
    expect((await titles(agent))[0]?.title).toBe('法定代表人已变更')
    expect(await mandateOf(agent)).toBe(appointed.id)
  })

  it('who lets the enterprise go takes the agents along: nobody would be told of what they do', async () => {
    await entrust(zhao, agent, { enterpriseId })
    given('let go', await revoke(zhao, await mandateOf(zhao)))
    expect(await enterprisesOf(agent)).toEqual([])
    expect((await show(zhao)).status).toBe(404)
    expect((await bind(zhao, BANYAN.creditCode)).body.id).toBe(enterpriseId)
    expect((await show(zhao)).body.agents.every(({ state }) => state === 'revoked')).toBe(true)
  })

  describe('whom the register names while the former one goes on', () => {
    const DAY_MS = 24 * 3_600_000
    const later = async (ms: number) => {
      await product.control('/control/clock', { moveMs: ms })
      product.clock.moveBy(ms)
    }
    const registered = (legalPerson: string) =>
      product.control(`/scjg/enterprises/${BANYAN.creditCode}`, { legalPerson })
    const isOut = async () => {
      expect((await enterprisesOf(zhao)).map(({ id }) => id)).not.toContain(enterpriseId)
      const [told] = await titles(zhao)
      expect(told).toMatchObject({ title: '企业绑定已结束', body: expect.stringContaining('已变更法定代表人') })
    }
    beforeEach(async () => {
      await registered('zhao-lei')
      await zhao.signIn()
      given('bind', await bind(zhao, BANYAN.creditCode))
      await zhao.check()
    })
    afterEach(() => product.fault('scjg', 'none'))

    it('ends the power of the former one the first time they take it up a day later, and tells them', async () => {
      const mandateId = await mandateOf(zhao)
      const appointed = await entrust(zhao, agent, { enterpriseId })
      await registered('tang-jing')
      await actAs(zhao, mandateId)
      await actAs(zhao, null)
      await later(DAY_MS)
      expect((await zhao.call(mandatesRoutes.switchCapacity, { body: { mandateId } })).status).toBe(404)
      await isOut()
      expect((await titles(agent))[0]?.title).toBe('法定代表人已变更')
      expect(await mandateOf(agent)).toBe(appointed.id)
    })

    it('goes by the last answer while the register is down, and asks again once it is back', async () => {
      const mandateId = await mandateOf(zhao)
      await registered('tang-jing')
      await later(DAY_MS)
      await product.fault('scjg', 'down')
      await actAs(zhao, mandateId)
      await actAs(zhao, null)
      await product.fault('scjg', 'none')
      await later(DAY_MS)
      expect((await zhao.call(mandatesRoutes.switchCapacity, { body: { mandateId } })).status).toBe(404)
      await isOut()
    })

    it('goes on with whom it still names', async () => {
      await later(DAY_MS)
      await actAs(zhao, await mandateOf(zhao))
      await actAs(zhao, null)
      expect(await enterprisesOf(zhao)).toHaveLength(1)
    })

    it('lets nobody be appointed or dismissed by the former one', async () => {
      const appointed = await entrust(zhao, agent, { enterpriseId })
      await registered('tang-jing')
      await later(DAY_MS)
      await zhao.check()
      expect((await invite(zhao, { enterpriseId, until: inDays(90) })).status).toBe(404)
      await isOut()

      await registered('zhao-lei')
      given('bind', await bind(zhao, BANYAN.creditCode))
      await registered('tang-jing')
      await later(DAY_MS)
      expect((await revoke(zhao, appointed.id)).status).toBe(404)
      await isOut()
      expect(await mandateOf(agent)).toBe(appointed.id)
    })

    it('lets nobody become an agent by an invitation of the former one', async () => {
      const { code } = given('invite', await invite(zhao, { enterpriseId }))
      await registered('tang-jing')
      await later(DAY_MS)
      const accepted = await agent.call(mandatesRoutes.acceptInvitation, { params: { code } })
      expect(accepted.status).toBe(404)
      await isOut()
    })

    it('does not let the former one take the agents along', async () => {
      const appointed = await entrust(zhao, agent, { enterpriseId })
      await registered('tang-jing')
      await later(DAY_MS)
      given('let go', await revoke(zhao, await mandateOf(zhao)))
      await isOut()
      expect(await mandateOf(agent)).toBe(appointed.id)
    })
  })
})
