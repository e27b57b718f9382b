import { consentsRoutes } from '@shared/contract/consents'
import { devicesRoutes } from '@shared/contract/devices'
import { identityRoutes } from '@shared/contract/identity'
import { mandatesRoutes } from '@shared/contract/mandates'
import { messagesRoutes } from '@shared/contract/messages'
import { noticesRoutes } from '@shared/contract/notices'
import { rightsRoutes } from '@shared/contract/rights'
import { serviceCheckRoutes } from '@shared/contract/service-check'
import { servicesRoutes } from '@shared/contract/services'
import { verificationRoutes } from '@shared/contract/verification'
import { serviceId } from '../../support/apply'
import type { Citizen } from '../../support/citizen'
import { given, invite } from '../../support/entrust'
import type { TestProduct } from '../../support/start-product'
import { saveDraft } from './act'
import { CITIZENS, TEXTS } from './canaries'
import type { Cast } from './cast'

async function read(citizen: Citizen): Promise<void> {
  await citizen.call(servicesRoutes.listServices, { query: { q: '灵活就业' } })
  await citizen.call(servicesRoutes.showGuide, { params: { serviceId } })
  await citizen.call(servicesRoutes.showForm, { params: { serviceId } })
  const facts = { 户籍: '渝中区', 就业状态: '灵活就业' }
  given('check', await citizen.call(serviceCheckRoutes.checkService, { params: { serviceId }, body: { facts } }))
  given('verdicts', await citizen.call(serviceCheckRoutes.judgeServices, { body: { facts } }))
  await citizen.call(noticesRoutes.showTerms, { params: { termsId: 'privacy' } })
  const { body } = await citizen.call(messagesRoutes.listMessages, {})
  await citizen.call(messagesRoutes.markRead, { params: { messageId: body.items[0]?.id ?? '' } })
  await citizen.call(messagesRoutes.markAllRead, {})
}

async function endMandates(owner: Citizen): Promise<void> {
  await owner.check()
  const [enterprise] = given('enterprises', await owner.call(mandatesRoutes.listEnterprises, {})).items
  const enterpriseId = enterprise?.id ?? ''
  const { code } = given('invitation', await invite(owner, { enterpriseId }))
  await owner.call(mandatesRoutes.showInvitation, { params: { code } })
  await owner.call(mandatesRoutes.withdrawInvitation, { params: { code } })
  const shown = given('enterprise', await owner.call(mandatesRoutes.showEnterprise, { params: { enterpriseId } }))
  await owner.call(mandatesRoutes.revokeMandate, { params: { mandateId: shown.agents[0]?.id ?? '' } })
}

async function endSessions(product: TestProduct, citizen: Citizen, id: string): Promise<void> {
  const tablet = product.citizen(id)
  await tablet.signIn()
  const { body } = await citizen.call(devicesRoutes.listSessions, {})
  const sessionId = body.items.find(({ current }) => !current)?.id ?? ''
  await citizen.call(devicesRoutes.endSession, { params: { sessionId } })
  await citizen.call(devicesRoutes.endOtherSessions, {})
}

/** What WeChat tells us of a person: that our address is right, a message in their own words. */
async function pushes(product: TestProduct): Promise<void> {
  await product.control('/wechat/push/check', { app: 'mini' })
  for (const mode of ['aes', 'compat'])
    await product.control('/wechat/push/send', { person: CITIZENS.agent.id, app: 'mini', mode, content: TEXTS.story })
}

/** Reading, ending, taking back: the rest of what one can do here. */
export async function everyday(product: TestProduct, cast: Cast): Promise<void> {
  const { applicant, owner, traveller, child, browser } = cast
  await read(applicant)
  await endMandates(owner)
  await pushes(product)
  await traveller.check()
  given('closing', await traveller.call(rightsRoutes.closeAccount, { body: { understood: true } }))
  given('kept', await traveller.call(rightsRoutes.keepAccount, {}))
  await endSessions(product, traveller, CITIZENS.traveller.id)
  await browser.check(CITIZENS.browser.mobile)
  const { merges } = given('identity', await browser.call(verificationRoutes.showIdentity, {}))
  given('undo', await browser.call(verificationRoutes.undoMerge, { params: { mergeId: merges[0]?.id ?? '' } }))
  given('sign out', await child.call(identityRoutes.signOut, {}))
}

/** After the export: a draft thrown away, every consent taken back. */
export async function takeBack(applicant: Citizen): Promise<void> {
  const draft = given('draft', await saveDraft(applicant, {}))
  await applicant.call(servicesRoutes.discardDraft, { params: { draftId: draft.id } })
  const { items } = given('consents', await applicant.call(consentsRoutes.listConsents, {}))
  for (const { id: consentId } of items) await applicant.call(consentsRoutes.withdrawConsent, { params: { consentId } })
}
