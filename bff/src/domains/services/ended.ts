import type { CaseState } from '@shared/contract/applications'

/** States in which no department works on a case any more. */
export const ENDED: readonly CaseState[] = ['completed', 'refused', 'withdrawn']

export const isEnded = (state: CaseState): boolean => ENDED.includes(state)
