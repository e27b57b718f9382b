import type { CaseState } from '@shared/contract/applications'
import type { TimeLimit } from '@shared/contract/guide'
import type { CivilDate } from '@shared/values/civil-date'
import type { WorkingCalendar } from '@shared/values/working-days'

/**
 * A case of a department that works at our desk: who has it, what is awaited, until when (行政许可法 art. 32: all of a 补正
 * at once; art. 42, 45: the clock and what stops it). What may follow what stands here, in barriers.ts and in machine.ts.
 */
export interface DeskState {
  state: CaseState
  /** staff id; null = the department as a whole */
  handler: string | null
  /** last day of what is awaited now; null = the case has ended */
  due: CivilDate | null
  promised: CivilDate | null
  legal: CivilDate | null
  paused: { on: CivilDate; until: CivilDate } | null
  /** fields the citizen may mend now */
  open: readonly string[]
  /** fields the notice named; null = no notice yet */
  asked: readonly string[] | null
  /** the due day the head was told about */
  told: CivilDate | null
  /** a decision that waits for a second person */
  proposal: { by: string; act: 'complete' | 'refuse' } | null
  /** departments whose opinion is awaited */
  awaiting: readonly string[]
  /** the day the fee was asked for, while it is owed */
  charged: CivilDate | null
  paid: boolean
}

export type DeskAct =
  | { act: 'hand-over' }
  | { act: 'withdraw' }
  | { act: 'mend' }
  | { act: 'take'; by: string }
  | { act: 'forward'; by: string; head: boolean; to: string }
  | { act: 'leave'; by: string }
  | { act: 'accept'; by: string }
  | { act: 'refuse'; by: string }
  | { act: 'ask'; by: string; fields: readonly string[] }
  | { act: 'review'; by: string }
  | { act: 'pause'; by: string; until: CivilDate }
  | { act: 'resume'; by: string }
  /** 备案 is done with what was handed in: nobody decides */
  | { act: 'file' }
  /** 告知承诺 is granted on the promise that was handed in */
  | { act: 'grant' }
  | { act: 'complete'; by: string; granted: boolean }
  | { act: 'propose'; by: string; decision: 'complete' | 'refuse'; granted: boolean }
  | { act: 'approve'; by: string }
  | { act: 'send-back'; by: string }
  | { act: 'consult'; by: string; departments: readonly string[] }
  | { act: 'opinion'; department: string }
  | { act: 'charge'; by: string }
  | { act: 'paid'; by: string }
  | { act: 'day' }
export type DeskActName = DeskAct['act']

/** What the service item says about time, and today. */
export interface DeskRules {
  today: CivilDate
  calendar: WorkingCalendar
  promise: TimeLimit
  legal: TimeLimit | null
  /** working days to decide on 受理 or ask for 补正; working days the citizen has to mend */
  acceptDays: number
  mendDays: number
  /** nobody decides alone: 办结 and 不予受理 need a colleague */
  secondPerson: boolean
  /** working days the applicant has to pay; null = the item costs nothing */
  payDays: number | null
  /** 备案: done without 受理 */
  filing: boolean
  /** 告知承诺: granted without 受理 */
  pledged: boolean
}

/**
 * not-now: the state does not allow it; not-yours: a colleague has it; asked-before: a second notice names new items;
 * second-person: one's own decision is looked at by somebody else; awaiting: a department has not answered; unpaid.
 */
export type DeskRefusal = {
  refused: 'not-now' | 'not-yours' | 'asked-before' | 'until' | 'second-person' | 'awaiting' | 'unpaid'
}

const OPEN = ['submitted', 'received', 'correction', 'accepted', 'reviewing', 'payment'] as const satisfies CaseState[]

/** The transition table: from which states an act is possible, and where it leads (null = the state stays). */
export const TRANSITIONS = {
  'hand-over': { from: ['submitted'], to: 'received' },
  withdraw: { from: ['submitted', 'received', 'correction'], to: 'withdrawn' },
  mend: { from: ['correction'], to: 'submitted' },
  take: { from: ['received', 'correction', 'accepted', 'reviewing', 'payment'], to: null },
  forward: { from: ['received', 'correction', 'accepted', 'reviewing', 'payment'], to: null },
  leave: { from: OPEN, to: null },
  accept: { from: ['received'], to: 'accepted' },
  refuse: { from: ['received', 'correction'], to: 'refused' },
  ask: { from: ['received'], to: 'correction' },
  review: { from: ['accepted'], to: 'reviewing' },
  pause: { from: ['accepted', 'reviewing'], to: null },
  resume: { from: ['accepted', 'reviewing'], to: null },
  file: { from: ['received'], to: 'completed' },
  grant: { from: ['received'], to: 'completed' },
  complete: { from: ['accepted', 'reviewing', 'payment'], to: 'completed' },
  propose: { from: ['received', 'correction', 'accepted', 'reviewing', 'payment'], to: null },
  // leads where the decision leads
  approve: { from: ['received', 'correction', 'accepted', 'reviewing', 'payment'], to: null },
  'send-back': { from: ['received', 'correction', 'accepted', 'reviewing', 'payment'], to: null },
  consult: { from: ['accepted', 'reviewing'], to: null },
  opinion: { from: ['accepted', 'reviewing', 'payment'], to: null },
  charge: { from: ['accepted', 'reviewing'], to: 'payment' },
  paid: { from: ['payment'], to: 'reviewing' },
  day: { from: OPEN, to: null }
} as const satisfies Record<DeskActName, { from: readonly CaseState[]; to: CaseState | null }>

/** Whether the table lets this act follow; time and persons are not looked at. */
export const mayFollow = (state: CaseState, act: DeskActName): boolean => {
  const from: readonly CaseState[] = TRANSITIONS[act].from
  return from.includes(state)
}
