import { consentsRoutes } from '@shared/contract/consents'
import { devicesRoutes } from '@shared/contract/devices'
import { ledgerRoutes } from '@shared/contract/ledger'
import { mandatesRoutes } from '@shared/contract/mandates'
import { messagesRoutes } from '@shared/contract/messages'
import { archiveRoutes, rightsRoutes } from '@shared/contract/rights'
import { servicesRoutes } from '@shared/contract/services'
import { signOnRoutes } from '@shared/contract/sign-on'
import { verificationRoutes } from '@shared/contract/verification'
import { type Citizen, phoneCode } from '../../support/citizen'
import { type Clerk, makeClerk } from '../../support/clerk'
import { actAs, entrust, given } from '../../support/entrust'
import { agreeToTerms } from '../../support/real-citizen'
import type { TestProduct } from '../../support/start-product'
import { handIn, saveDraft, workThrough } from './act'
import { badRating } from './bad-rating'
import { CITIZENS, ENTERPRISE, TEXTS } from './canaries'
import type { Cast } from './cast'
import { certificateLife, libraryLife } from './certificate-life'
import { askReview, decide } from './desk-work'
import { visitHall } from './hall-visit'
import { visitHotline } from './hotline-visit'
import { localDesk } from './local-desk'
import { brokenClosing } from './misuse'
import { compareWithPlatform } from './platform-work'
import { publish } from './publish'

const HOUR_MS = 3_600_000

/** Sign-in by WeChat, phone by WeChat's code and by SMS, real name by the register, face. */
export async function arrive(product: TestProduct): Promise<Cast> {
  const at = (who: keyof typeof CITIZENS) => product.citizen(CITIZENS[who].id)
  const cast: Cast = {
    applicant: at('applicant'),
    principal: at('principal'),
    agent: at('agent'),
    owner: at('owner'),
    child: at('child'),
    traveller: at('traveller'),
    browser: at('browser')
  }
  for (const who of Object.values(cast)) {
    await who.signIn()
    await agreeToTerms(who)
  }
  for (const who of [cast.applicant, cast.principal, cast.owner]) await who.verify()
  const code = await phoneCode(product.sandboxUrl, CITIZENS.agent.id)
  const bound = given('phone', await cast.agent.call(verificationRoutes.bindWechatPhone, { body: { code } }))
  // not a hook, whatever its name makes a checker think
  const { useToken: take } = cast.agent
  take(bound.token ?? '')
  await cast.agent.verify()
  await cast.applicant.showFace()
  await cast.traveller.bindPhone()
  return cast
}

/** An application from the draft to the result; then who has read it, a dispute, a correction, sign-on, the export. */
export async function ownBusiness(product: TestProduct, { applicant }: Cast, clerk: Clerk) {
  const { id } = await handIn(applicant, CITIZENS.applicant)
  const done = await workThrough(product, applicant, id)
  for (const { run } of product.product.tickers) await run()
  const reads = given('ledger', await applicant.call(ledgerRoutes.listReads, { query: { limit: '50' } }))
  const entryId = reads.items.find(({ caseId }) => caseId === id)?.id ?? ''
  given(
    'dispute',
    await applicant.call(ledgerRoutes.disputeRead, { params: { entryId }, body: { text: TEXTS.dispute } })
  )
  await decide(clerk, 'dispute', 'lawful', TEXTS.disputeAnswer)
  await applicant.call(rightsRoutes.askCorrection, { body: { what: 'name', text: TEXTS.correction } })
  await decide(clerk, 'correction', 'done', TEXTS.correctionAnswer)
  for (const place of [...done.files.map((file) => `files/${file.id}`), `cases/${id}/copy`])
    await fetch(`${product.url}/api/v1/${place}`, { headers: { authorization: `Bearer ${applicant.token()}` } })
  // before anybody else works there: the task falls to its first clerk
  await badRating(product, applicant, id)
  await certificateLife(product, applicant)
  await libraryLife(product, applicant)
  await localDesk(product, applicant, CITIZENS.applicant)
  await publish(product)
  // likewise: its task falls to the two clerks there are
  await visitHall(product, applicant, clerk)
  await compareWithPlatform(product)
  await signOn(applicant)
  await visitHotline(product, applicant)
  await applicant.call(servicesRoutes.listCases, {})
  await applicant.call(messagesRoutes.listMessages, { query: { limit: '50' } })
  await applicant.check()
  // begun and left lying
  await saveDraft(applicant, { story: TEXTS.draftStory, phone: TEXTS.draftPhone })
  return done.result?.details ?? []
}

async function signOn(citizen: Citizen): Promise<void> {
  const params = { partnerId: 'culture-tourism' }
  const shown = given('partner', await citizen.call(signOnRoutes.showPartner, { params }))
  const body = { sharingId: shown.sharingId, version: shown.sharingVersion }
  given('consent', await citizen.call(consentsRoutes.giveConsent, { body }))
  const { url } = given('ticket', await citizen.call(signOnRoutes.openPartner, { params }))
  await (await fetch(url.replace('localhost', '127.0.0.1'))).text()
}

/** An enterprise and its agent, a relative, a child, a passport. */
export async function forOthers(product: TestProduct, cast: Cast, clerk: Clerk): Promise<void> {
  const { owner, agent, principal, traveller } = cast
  const { child, traveller: paper } = CITIZENS
  const { id } = given('bind', await owner.call(mandatesRoutes.bindEnterprise, { body: { creditCode: ENTERPRISE } }))
  await owner.check()
  const part = await entrust(owner, agent, { enterpriseId: id })
  await actAs(agent, part.id)
  await handIn(agent, CITIZENS.owner)
  await actAs(agent, null)

  await principal.check()
  const proxy = await entrust(principal, agent)
  await actAs(agent, proxy.id)
  const { id: caseId } = await handIn(agent, CITIZENS.principal)
  await workThrough(product, agent, caseId)
  await actAs(agent, null)

  await askReview(product, owner, 'guardian', { name: child.name, number: child.idNumber, birthDay: '2016-11-30' })
  await decide(clerk, 'review', 'approve', '')
  await owner.signIn()
  const { items } = given('parts', await owner.call(mandatesRoutes.listCapacities, {}))
  await actAs(owner, items.find(({ kind }) => kind === 'guardian')?.mandateId ?? '')
  await handIn(owner, CITIZENS.child)
  await actAs(owner, null)

  const passport = { name: TEXTS.passportName, number: TEXTS.passport, nationality: TEXTS.nationality }
  const asked = { ...passport, birthDay: `${paper.idNumber.slice(6, 10)}-06-06` }
  await askReview(product, traveller, 'passport', asked)
  await decide(clerk, 'review', 'refuse', TEXTS.reviewReason)
  await askReview(product, traveller, 'passport', asked)
  await decide(clerk, 'review', 'approve', '')
  await traveller.signIn()
  await product.drain()
}

export const newClerk = (product: TestProduct) => makeClerk(product, 'canary-clerk', ['clerk'], 'government-services')

/** The person's own export, as JSON and as a page: the one place where values leave unmasked. */
export async function exportOf(product: TestProduct, citizen: Citizen): Promise<string> {
  await citizen.check()
  const texts: string[] = []
  for (const { path } of [rightsRoutes.exportMyData, rightsRoutes.exportMyPage]) {
    const reply = await fetch(`${product.url}${path}`, { headers: { authorization: `Bearer ${citizen.token()}` } })
    if (!reply.ok) throw new Error(`export: ${reply.status}`)
    texts.push(await reply.text())
  }
  return texts.join('\n')
}

/** 不是我本人, 注销 with its archive, and every job that runs by itself. */
export async function depart(product: TestProduct, { principal, agent }: Cast): Promise<void> {
  const { body } = await agent.call(devicesRoutes.listSessions, {})
  await agent.call(devicesRoutes.reportSession, { params: { sessionId: body.items[0]?.id ?? '' } })
  await principal.check()
  given('closing', await principal.call(rightsRoutes.closeAccount, { body: { understood: true } }))
  product.clock.moveBy(12.5 * HOUR_MS)
  await brokenClosing(product)
  for (const { run } of product.product.jobs) await run()
  for (const { run } of product.product.tickers) await run()
  const auditor = await makeClerk(product, 'canary-auditor', ['audit'], 'government-services')
  const archive = await auditor.call(archiveRoutes.listArchive, { query: {} })
  const recordId = archive.body.items[0]?.id ?? ''
  await auditor.call(archiveRoutes.openArchive, { params: { recordId }, body: { reason: '行政复议案卷调取示例' } })
}
