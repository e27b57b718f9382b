import { addDays } from '@shared/values/civil-date'
import {
  type DeskAct,
  type DeskActName,
  type DeskRefusal,
  type DeskRules,
  type DeskState,
  mayFollow
} from './transitions'

/** Acts that go on while the clock stands still. */
const WHILE_PAUSED: readonly DeskActName[] = ['take', 'forward', 'leave', 'resume', 'opinion', 'day']
/** Acts on a case whose decision a second person has to look at. */
const WHILE_PROPOSED: readonly DeskActName[] = ['approve', 'send-back', 'withdraw', 'mend', 'opinion', 'leave', 'day']
/** The longest pause in calendar days: no clock stands still for ever. */
export const LONGEST_PAUSE_DAYS = 180

export const hasBy = (act: DeskAct): act is Extract<DeskAct, { by: string }> => 'by' in act

/** What keeps this decision from being made now. */
function undecidable(
  desk: DeskState,
  decision: { act: 'complete' | 'refuse'; granted: boolean },
  { today, payDays }: DeskRules
): DeskRefusal | null {
  const over = (desk.due ?? today) < today
  // silence of the citizen ends a case only when the day they were given is over
  if (decision.act === 'refuse') return desk.state === 'correction' && !over ? { refused: 'not-now' } : null
  if (desk.state === 'payment') return over && !decision.granted ? null : { refused: 'unpaid' }
  if (desk.awaiting.length > 0) return { refused: 'awaiting' }
  return decision.granted && payDays !== null && !desk.paid ? { refused: 'unpaid' } : null
}

/** Whom a proposal keeps from what: the second person is another one, and before their word nothing else happens. */
function proposalBars(desk: DeskState, act: DeskAct): DeskRefusal | null {
  if (act.act === 'approve' || act.act === 'send-back') {
    if (!desk.proposal) return { refused: 'not-now' }
    return act.act === 'approve' && act.by === desk.proposal.by ? { refused: 'second-person' } : null
  }
  return desk.proposal && !WHILE_PROPOSED.includes(act.act) ? { refused: 'not-now' } : null
}

/** What keeps a clerk from one act; null = nothing. */
function clerkBars(desk: DeskState, act: Extract<DeskAct, { by: string }>, rules: DeskRules): DeskRefusal | null {
  const { today } = rules
  switch (act.act) {
    case 'resume':
      return desk.paused ? null : { refused: 'not-now' }
    case 'ask':
      return desk.asked && act.fields.some((field) => !desk.asked?.includes(field)) ? { refused: 'asked-before' } : null
    case 'pause':
      return act.until <= today || act.until > addDays(today, LONGEST_PAUSE_DAYS) ? { refused: 'until' } : null
    case 'refuse':
      return rules.secondPerson
        ? { refused: 'second-person' }
        : undecidable(desk, { act: 'refuse', granted: false }, rules)
    case 'complete':
      return rules.secondPerson ? { refused: 'second-person' } : undecidable(desk, act, rules)
    case 'propose':
      if (!rules.secondPerson || !mayFollow(desk.state, act.decision)) return { refused: 'not-now' }
      return undecidable(desk, { act: act.decision, granted: act.granted }, rules)
    case 'charge':
      return rules.payDays === null || desk.paid ? { refused: 'not-now' } : null
    case 'consult':
      return act.departments.some((one) => desk.awaiting.includes(one)) ? { refused: 'awaiting' } : null
    default:
      return null
  }
}

/** The second person need not be the handler. */
export const ANYBODYS: readonly DeskActName[] = ['approve', 'send-back']

/** What keeps this act from being done now; null = nothing. */
export function barrier(desk: DeskState, act: DeskAct, rules: DeskRules): DeskRefusal | null {
  if (!mayFollow(desk.state, act.act)) return { refused: 'not-now' }
  if (act.act === 'leave' || act.act === 'day') return null
  const proposed = proposalBars(desk, act)
  if (proposed) return proposed
  if (act.act === 'file') return rules.filing ? null : { refused: 'not-now' }
  if (act.act === 'grant') return rules.pledged ? null : { refused: 'not-now' }
  if (act.act === 'opinion') return desk.awaiting.includes(act.department) ? null : { refused: 'not-now' }
  if (!hasBy(act)) return null
  const mine =
    desk.handler === null ||
    desk.handler === act.by ||
    (act.act === 'forward' && act.head) ||
    ANYBODYS.includes(act.act)
  if (!mine) return { refused: 'not-yours' }
  if (desk.paused && !WHILE_PAUSED.includes(act.act)) return { refused: 'not-now' }
  return clerkBars(desk, act, rules)
}
