import { CASE_STATES } from '@shared/contract/applications'
import type { CaseRow } from './case-store'

/** What a person reads of where a case stands; a decision against the applicant is never called just 已办结. */
export const stateLabel = ({ state, denied }: Pick<CaseRow, 'state' | 'denied'>): string =>
  state === 'completed' && denied ? '不予批准' : CASE_STATES[state]
