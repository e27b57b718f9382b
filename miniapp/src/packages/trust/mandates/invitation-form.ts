import { addDays, type CivilDate, compareCivilDates } from '@shared/values/civil-date'
import type { InvitationAsked } from '../api'
import { domainsOf, type InvitationKind } from './scope-words'

/** The longest an invitation may last, in days: two years for an agent, 90 days for a relative. */
const LONGEST = { agent: 730, proxy: 90 } as const satisfies Record<InvitationKind, number>
const USUAL = { agent: 365, proxy: 30 } as const satisfies Record<InvitationKind, number>

export const lastDay = (kind: InvitationKind, today: CivilDate): CivilDate => addDays(today, LONGEST[kind])

export interface InvitationDraft {
  domains: string[]
  /** false: only the service items named in serviceIds */
  everyService: boolean
  serviceIds: string[]
  until: string
}

export const emptyInvitation = (kind: InvitationKind, today: CivilDate): InvitationDraft => ({
  domains: ['services'],
  everyService: true,
  serviceIds: [],
  until: addDays(today, USUAL[kind])
})

/** Sentences for what is not right yet, by field; empty when it may go out. */
export function wrongIn(kind: InvitationKind, draft: InvitationDraft, today: CivilDate): Record<string, string> {
  const wrong: Record<string, string> = {}
  const domains = domainsOf(kind, draft.domains)
  if (domains.length === 0) wrong.domains = '请至少选一项。'
  if (domains.includes('services') && !draft.everyService && draft.serviceIds.length === 0)
    wrong.serviceIds = '请至少选一个事项。'
  if (draft.until === '') wrong.until = '请选择到哪一天为止。'
  else if (compareCivilDates(draft.until, today) < 0) wrong.until = '结束日期不能早于今天。'
  else if (compareCivilDates(draft.until, lastDay(kind, today)) > 0)
    wrong.until = kind === 'proxy' ? '亲情代办最长 90 天。' : '经办人的授权最长两年。'
  return wrong
}

/** What goes to the server. */
export function askedOf(
  kind: InvitationKind,
  draft: InvitationDraft,
  enterpriseId: string | undefined
): InvitationAsked {
  const domains = domainsOf(kind, draft.domains)
  const some = domains.includes('services') && !draft.everyService
  return {
    kind,
    ...(enterpriseId ? { enterpriseId } : {}),
    scope: { domains, serviceIds: some ? draft.serviceIds : null },
    until: draft.until
  }
}
