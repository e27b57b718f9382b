import type { Enterprise, Invitation, Mandate } from '@shared/contract/mandates'
import { instantText } from '../../platform/clock/instant-text'
import type { EnterpriseRow } from './enterprise-store'
import type { InvitationRow } from './invitation-store'
import type { MandateRow } from './mandate-store'
import { invitationState, stateOf } from './period'

export const presentMandate = (row: MandateRow, names: { owner: string; holder: string }, today: string): Mandate => ({
  id: row.id,
  kind: row.kind,
  owner: names.owner,
  holder: names.holder,
  scope: row.scope,
  since: instantText(row.since),
  until: row.until,
  state: stateOf(row, today)
})

export const presentInvitation = (
  row: InvitationRow,
  seen: { owner: string; code: string },
  now: Date
): Invitation => ({
  id: row.id,
  kind: row.kind,
  code: seen.code,
  owner: seen.owner,
  scope: row.scope,
  until: row.until,
  expiresAt: instantText(row.expires_at),
  state: invitationState(row, now)
})

export const presentEnterprise = (row: EnterpriseRow, mandate: { id: string; kind: Mandate['kind'] }): Enterprise => ({
  id: row.id,
  name: row.name,
  creditCode: row.credit_code,
  role: mandate.kind === 'legal-representative' ? 'legal-representative' : 'agent',
  mandateId: mandate.id,
  confirmedAt: instantText(row.confirmed_at)
})
