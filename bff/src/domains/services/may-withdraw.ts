import type { CaseRow } from './case-store'
import { mayFollow } from './desk/transitions'

/**
 * Whether the applicant may take a case back now. At our own desk: before 受理. A case of a department's system: only while
 * it waits for the owner's consent or could not be delivered, so that the department has nothing to take back.
 */
export const mayWithdraw = (row: Pick<CaseRow, 'state' | 'delivery' | 'received_at'>, atOurDesk: boolean): boolean =>
  mayFollow(row.state, 'withdraw') &&
  (atOurDesk || (row.received_at === null && ['unconsented', 'stuck'].includes(row.delivery)))
