import type { Invitation, Mandate } from '@shared/contract/mandates'
import { addDays, type CivilDate, civilDateAt, parseCivilDate, startOfCivilDate } from '@shared/values/civil-date'
import type { InvitationRow } from './invitation-store'
import type { MandateRow } from './mandate-store'

/** 亲情代办 ends by itself after this. */
const PROXY_DAYS = 90
const AGENT_YEARS = 2

/** The same day in `years`; the last of February when there is no such day then. */
const yearsAfter = (day: CivilDate, years: number): CivilDate => {
  const year = String(Number(day.slice(0, 4)) + years)
  return parseCivilDate(`${year}${day.slice(4)}`) ?? `${year}-02-28`
}

/** The last day a mandate given today may have. */
export const latestEnd = (kind: Invitation['kind'], today: CivilDate): CivilDate =>
  kind === 'proxy' ? addDays(today, PROXY_DAYS) : yearsAfter(today, AGENT_YEARS)

/** The moment the last day is over in Asia/Shanghai; null = no end. */
export const overAt = (until: CivilDate | null): Date | null => (until ? startOfCivilDate(addDays(until, 1)) : null)

type Ends = Pick<MandateRow, 'until' | 'revoked_at'>

export function stateOf({ until, revoked_at }: Ends, today: CivilDate): Mandate['state'] {
  if (revoked_at && (until === null || civilDateAt(revoked_at) <= until)) return 'revoked'
  return revoked_at || (until !== null && until < today) ? 'ended' : 'active'
}

export function invitationState(row: InvitationRow, now: Date): Invitation['state'] {
  if (row.accepted_at) return 'accepted'
  if (row.withdrawn_at) return 'withdrawn'
  return row.expires_at > now ? 'open' : 'expired'
}
