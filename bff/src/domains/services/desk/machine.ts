import type { TimeLimit } from '@shared/contract/guide'
import { addDays, type CivilDate, daysBetween } from '@shared/values/civil-date'
import { addWorkingDays, type WorkingCalendar, workingDaysBetween } from '@shared/values/working-days'
import { ANYBODYS, barrier, hasBy } from './barriers'
import {
  type DeskAct,
  type DeskActName,
  type DeskRefusal,
  type DeskRules,
  type DeskState,
  TRANSITIONS
} from './transitions'

/** The clock and the steps of a case at our desk. Pure: barriers.ts says what cannot be now, this what an act makes of it. */

const after = (start: CivilDate, limit: TimeLimit, calendar: WorkingCalendar): CivilDate => {
  if (limit.unit === 'at-once') return start
  return limit.unit === 'calendar-days' ? addDays(start, limit.days) : addWorkingDays(start, limit.days, calendar).day
}

/** The day moved on by as much as the clock stood still, counted as the limit counts. */
function moved(day: CivilDate, limit: TimeLimit, still: { on: CivilDate; to: CivilDate }, calendar: WorkingCalendar) {
  if (limit.unit === 'calendar-days') return addDays(day, Math.max(0, daysBetween(still.on, still.to)))
  const lost = Math.max(0, workingDaysBetween(still.on, still.to, calendar).days)
  return lost === 0 ? day : addWorkingDays(day, lost, calendar).day
}

/** The clock has stood still since `on` (a pause, an unpaid fee) and runs again from `to`. */
function runAgain(desk: DeskState, rules: DeskRules, still: { on: CivilDate; to: CivilDate }): DeskState {
  if (!desk.promised) return desk
  const promised = moved(desk.promised, rules.promise, still, rules.calendar)
  const legal = desk.legal && rules.legal ? moved(desk.legal, rules.legal, still, rules.calendar) : desk.legal
  return { ...desk, promised, legal, due: promised }
}

const goneOn = (desk: DeskState, rules: DeskRules, to: CivilDate): DeskState =>
  desk.paused ? { ...runAgain(desk, rules, { on: desk.paused.on, to }), paused: null } : desk

/** What the clock does by itself: ends a pause whose last day is over, and notes that a day was missed. */
function nextDay(desk: DeskState, rules: DeskRules): DeskState {
  const running = desk.paused && rules.today > desk.paused.until ? goneOn(desk, rules, desk.paused.until) : desk
  const late = running.due !== null && running.due < rules.today && running.told !== running.due
  return late ? { ...running, told: running.due } : running
}

const ended = (desk: DeskState): DeskState => ({
  ...desk,
  ...{ due: null, paused: null, open: [], proposal: null, awaiting: [], charged: null }
})

const workingDays = (days: number) => ({ days, unit: 'working-days' as const })

/** A case just handed in: the department's, and 受理 is awaited. */
export const opened = (rules: Pick<DeskRules, 'today' | 'calendar' | 'acceptDays'>): DeskState => ({
  state: 'submitted',
  handler: null,
  due: after(rules.today, workingDays(rules.acceptDays), rules.calendar),
  promised: null,
  legal: null,
  paused: null,
  open: [],
  asked: null,
  told: null,
  proposal: null,
  awaiting: [],
  charged: null,
  paid: false
})

function done(desk: DeskState, act: Exclude<DeskAct, { act: 'day' }>, rules: DeskRules): DeskState {
  const { today, calendar } = rules
  switch (act.act) {
    case 'leave':
      return desk.handler === act.by ? { ...desk, handler: null } : desk
    case 'forward':
      return { ...desk, handler: act.to }
    case 'mend':
      return { ...desk, proposal: null, open: [], due: after(today, workingDays(rules.acceptDays), calendar) }
    case 'accept': {
      const promised = after(today, rules.promise, calendar)
      return { ...desk, promised, due: promised, legal: rules.legal && after(today, rules.legal, calendar) }
    }
    case 'ask': {
      const asked = desk.asked ?? act.fields
      return { ...desk, asked, open: act.fields, due: after(today, workingDays(rules.mendDays), calendar) }
    }
    case 'pause':
      return { ...desk, paused: { on: today, until: act.until }, due: act.until }
    case 'resume':
      return goneOn(desk, rules, desk.paused && today > desk.paused.until ? desk.paused.until : today)
    case 'withdraw':
    case 'file':
    case 'grant':
    case 'refuse':
    case 'complete':
    case 'approve':
      return ended(desk)
    case 'propose':
      return { ...desk, proposal: { by: act.by, act: act.decision } }
    case 'send-back':
      return { ...desk, proposal: null }
    case 'consult':
      return { ...desk, awaiting: [...desk.awaiting, ...act.departments] }
    case 'opinion':
      return { ...desk, awaiting: desk.awaiting.filter((one) => one !== act.department) }
    case 'charge':
      return { ...desk, charged: today, due: after(today, workingDays(rules.payDays ?? 0), calendar) }
    case 'paid': {
      const still = { on: desk.charged ?? today, to: today }
      return { ...runAgain(desk, rules, still), charged: null, paid: true }
    }
    case 'hand-over':
    case 'take':
    case 'review':
      return desk
  }
}

/** Acts after which somebody else may be the handler, or nobody. */
const LEAVES_HANDLER: readonly DeskActName[] = ['leave', 'forward', ...ANYBODYS]

/** The case after this act, or why it cannot be. Who acts on a case nobody has becomes its handler. */
export function step(desk: DeskState, act: DeskAct, rules: DeskRules): DeskState | DeskRefusal {
  const barred = barrier(desk, act, rules)
  if (barred) return barred
  // the same object where the clock has nothing to do
  if (act.act === 'day') return nextDay(desk, rules)
  const decision = act.act === 'approve' && desk.proposal ? desk.proposal.act : act.act
  const next = done(desk, act, rules)
  const handler = hasBy(act) && !LEAVES_HANDLER.includes(act.act) ? act.by : next.handler
  return { ...next, handler, state: TRANSITIONS[decision].to ?? next.state }
}

/** The acts this person could do now, in the order of the table. A decision that needs a colleague is shown as itself. */
export const possible = (desk: DeskState, by: string, head: boolean, rules: DeskRules): DeskActName[] => {
  const until = addDays(rules.today, 1)
  const decide = (decision: 'complete' | 'refuse', granted: boolean): DeskAct => {
    if (rules.secondPerson) return { act: 'propose', by, decision, granted }
    return decision === 'complete' ? { act: 'complete', by, granted } : { act: 'refuse', by }
  }
  const may = (act: DeskAct) => !('refused' in step(desk, act, rules))
  const tried: [DeskActName, DeskAct[]][] = [
    ['take', desk.handler === null ? [{ act: 'take', by }] : []],
    ['accept', [{ act: 'accept', by }]],
    ['refuse', [decide('refuse', false)]],
    ['ask', [{ act: 'ask', by, fields: desk.asked ?? [] }]],
    ['review', [{ act: 'review', by }]],
    ['consult', [{ act: 'consult', by, departments: [] }]],
    ['charge', [{ act: 'charge', by }]],
    ['paid', [{ act: 'paid', by }]],
    ['pause', [{ act: 'pause', by, until }]],
    ['resume', [{ act: 'resume', by }]],
    ['complete', [decide('complete', true), decide('complete', false)]],
    ['approve', [{ act: 'approve', by }]],
    ['send-back', [{ act: 'send-back', by }]],
    ['forward', [{ act: 'forward', by, head, to: by }]]
  ]
  return tried.filter(([, acts]) => acts.some(may)).map(([name]) => name)
}
