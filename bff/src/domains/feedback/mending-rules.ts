import type { MendingState } from '@shared/contract/feedback'

/** What can happen to a bad rating: by the department, by whoever checks, by the rater, or by the clock (lapsed). */
export type MendingAct =
  | 'contacted'
  | 'mended'
  | 'explained'
  | 'passed'
  | 'returned'
  | 'confirmed'
  | 'contested'
  | 'lapsed'

const NEXT: Record<MendingState, Partial<Record<MendingAct, MendingState>>> = {
  contact: { contacted: 'mend' },
  mend: { mended: 'check', explained: 'check' },
  check: { passed: 'answer', returned: 'mend' },
  answer: { confirmed: 'closed', contested: 'recheck', lapsed: 'closed' },
  recheck: { passed: 'closed', returned: 'mend' },
  closed: {}
}

/**
 * Where an act leads (GB/T 39734-2020, 差评分类处置); null = it is not possible there. The rater answers once: after a
 * second check was asked for, a check that passes ends the matter.
 */
export function nextState(state: MendingState, act: MendingAct, contested: boolean): MendingState | null {
  const next = NEXT[state][act] ?? null
  return next === 'answer' && contested ? 'closed' : next
}

/** Whose turn a state is: checkers are people of the department, or of the office when it has nobody else. */
export const TURN = {
  contact: 'department',
  mend: 'department',
  check: 'checker',
  answer: 'rater',
  recheck: 'office',
  closed: null
} as const satisfies Record<MendingState, string | null>

/** Which of the published deadlines a state has. */
export const DEADLINE = {
  contact: 'contact',
  mend: 'mend',
  check: 'check',
  answer: 'answer',
  recheck: 'check'
} as const satisfies Record<Exclude<MendingState, 'closed'>, string>
