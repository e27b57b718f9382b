import { type Consent, consentsRoutes } from '@shared/contract/consents'
import type { SessionChange } from '@shared/contract/identity'
import { type LedgerEntry, ledgerRoutes } from '@shared/contract/ledger'
import { type Enterprise, type Invitation, type Mandate, mandatesRoutes } from '@shared/contract/mandates'
import type { Outgoing, Reply } from '@shared/contract/route'
import { servicesRoutes } from '@shared/contract/services'
import { type Partner, signOnRoutes } from '@shared/contract/sign-on'
import { call } from '@/platform/call'
import { withLevel } from '@/session/step-up'

/**
 * All calls of this package; pages never see addresses. Every function rejects with CallError; where the server wants
 * a higher level or a fresh check, the person is led there first and the call repeated.
 */

export type CapacityChoice = Reply<typeof mandatesRoutes.listCapacities>['items'][number]
export const listCapacities = async (): Promise<CapacityChoice[]> =>
  (await call(mandatesRoutes.listCapacities, {})).items

/** null = act for myself again. */
export const switchCapacity = (mandateId: string | null): Promise<SessionChange> =>
  withLevel(() => call(mandatesRoutes.switchCapacity, { body: { mandateId } }))

export const listEnterprises = async (): Promise<Enterprise[]> => (await call(mandatesRoutes.listEnterprises, {})).items

export const bindEnterprise = (creditCode: string): Promise<Enterprise> =>
  withLevel(() => call(mandatesRoutes.bindEnterprise, { body: { creditCode } }))

export type EnterpriseDetail = Reply<typeof mandatesRoutes.showEnterprise>
export const showEnterprise = (enterpriseId: string): Promise<EnterpriseDetail> =>
  withLevel(() => call(mandatesRoutes.showEnterprise, { params: { enterpriseId } }))

export type Mandates = Reply<typeof mandatesRoutes.listMandates>
export const listMandates = (): Promise<Mandates> => call(mandatesRoutes.listMandates, {})

export type InvitationAsked = Outgoing<typeof mandatesRoutes.invite>['body']
/** The same key again gives the first answer. */
export const invite = (asked: InvitationAsked, key: string): Promise<Invitation> =>
  withLevel(() => call(mandatesRoutes.invite, { body: asked }, { idempotencyKey: key }))

export const showInvitation = (code: string): Promise<Invitation> =>
  call(mandatesRoutes.showInvitation, { params: { code } })

export const acceptInvitation = (code: string): Promise<Mandate> =>
  withLevel(() => call(mandatesRoutes.acceptInvitation, { params: { code } }))

export const withdrawInvitation = (code: string) =>
  withLevel(() => call(mandatesRoutes.withdrawInvitation, { params: { code } }))

export const revokeMandate = (mandateId: string) => call(mandatesRoutes.revokeMandate, { params: { mandateId } })

export const listConsents = async (): Promise<Consent[]> => (await call(consentsRoutes.listConsents, {})).items

/** The same key again gives the first answer. */
export const giveConsent = (asked: { sharingId: string; version: string }, key: string): Promise<Consent> =>
  call(consentsRoutes.giveConsent, { body: asked }, { idempotencyKey: key })

export const withdrawConsent = (consentId: string) => call(consentsRoutes.withdrawConsent, { params: { consentId } })

export type Reads = Reply<typeof ledgerRoutes.listReads>
/** Reads of my data, newest first; `before` is the id of the last one shown. */
export const listReads = (before?: string): Promise<Reads> =>
  call(ledgerRoutes.listReads, { query: { before, limit: '20' } })

/** The same key again gives the first answer. */
export const disputeRead = (entryId: string, text: string, key: string): Promise<LedgerEntry> =>
  call(ledgerRoutes.disputeRead, { params: { entryId }, body: { text } }, { idempotencyKey: key })

export type Head = Reply<typeof ledgerRoutes.showHead>['head']
export const showHead = async (): Promise<Head> => (await call(ledgerRoutes.showHead, {})).head

export type PartnerLine = Reply<typeof signOnRoutes.listPartners>['items'][number]
export const listPartners = async (): Promise<PartnerLine[]> => (await call(signOnRoutes.listPartners, {})).items

export const showPartner = (partnerId: string): Promise<Partner> =>
  call(signOnRoutes.showPartner, { params: { partnerId } })

/** The address to go to, with a ticket that is good for 60 s. */
export const openPartner = async (partnerId: string): Promise<string> =>
  (await withLevel(() => call(signOnRoutes.openPartner, { params: { partnerId } }))).url

/** Names of the service items that can be applied for here, by id: what a mandate may be limited to. */
export async function onlineServiceNames(): Promise<Record<string, string>> {
  const { items } = await call(servicesRoutes.listServices, { query: { limit: '50' } })
  return Object.fromEntries(items.filter(({ applyOnline }) => applyOnline).map(({ id, name }) => [id, name]))
}

/** As onlineServiceNames, for mere display: nothing where they cannot be had. */
export const shownServiceNames = (): Promise<Record<string, string>> => onlineServiceNames().catch(() => ({}))
