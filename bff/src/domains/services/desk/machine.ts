import type { CaseState } from '@shared/contract/applications'
import type { TimeLimit } from '@shared/contract/guide'
import { addDays, type CivilDate, daysBetween } from '@shared/values/civil-date'
import { addWorkingDays, type WorkingCalendar, workingDaysBetween } from '@shared/values/working-days'

/**
 * A case of a department that works at our desk: who has it, what is awaited, until when. Pure: the only place that
 * decides what may follow what (行政许可法 art. 32: all of a 补正 at once; art. 42, 45: the clock and what stops it).
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
  | { act: 'complete'; by: string }
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
}

/** not-now: the state does not allow it; not-yours: a colleague has it; asked-before: a second notice names new items. */
export type DeskRefusal = { refused: 'not-now' | 'not-yours' | 'asked-before' | 'until' }

const OPEN = ['submitted', 'received', 'correction', 'accepted', 'reviewing'] as const satisfies CaseState[]

/** The transition table: from which states an act is possible, and where it leads (null = the state stays). */
export const TRANSITIONS = {
  'hand-over': { from: ['submitted'], to: 'received' },
  withdraw: { from: ['submitted', 'received', 'correction'], to: 'withdrawn' },
  mend: { from: ['correction'], to: 'submitted' },
  take: { from: ['received', 'correction', 'accepted', 'reviewing'], to: null },
  forward: { from: ['received', 'correction', 'accepted', 'reviewing'], to: null },
  leave: { from: OPEN, to: null },
  accept: { from: ['received'], to: 'accepted' },
  refuse: { from: ['received', 'correction'], to: 'refused' },
  ask: { from: ['received'], to: 'correction' },
  review: { from: ['accepted'], to: 'reviewing' },
  pause: { from: ['accepted', 'reviewing'], to: null },
  resume: { from: ['accepted', 'reviewing'], to: null },
  complete: { from: ['accepted', 'reviewing'], to: 'completed' },
  day: { from: OPEN, to: null }
} as const satisfies Record<DeskActName, { from: readonly CaseState[]; to: CaseState | null }>

/** Acts that go on while the clock stands still. */
const WHILE_PAUSED: readonly DeskActName[] = ['take', 'forward', 'leave', 'resume', 'day']
/** The longest pause in calendar days: no clock stands still for ever. */
export const LONGEST_PAUSE_DAYS = 180

/** Whether the table lets this act follow; time and persons are not looked at. */
export const mayFollow = (state: CaseState, act: DeskActName): boolean => {
  const from: readonly CaseState[] = TRANSITIONS[act].from
  return from.includes(state)
}

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

function goneOn(desk: DeskState, rules: DeskRules, to: CivilDate): DeskState {
  if (!desk.paused || !desk.promised) return desk
  const still = { on: desk.paused.on, to }
  const promised = moved(desk.promised, rules.promise, still, rules.calendar)
  const legal = desk.legal && rules.legal ? moved(desk.legal, rules.legal, still, rules.calendar) : desk.legal
  return { ...desk, paused: null, promised, legal, due: promised }
}

/** What the clock does by itself: ends a pause whose last day is over, and notes that a day was missed. */
function nextDay(desk: DeskState, rules: DeskRules): DeskState {
  const running = desk.paused && rules.today > desk.paused.until ? goneOn(desk, rules, desk.paused.until) : desk
  const late = running.due !== null && running.due < rules.today && running.told !== running.due
  return late ? { ...running, told: running.due } : running
}

const ended = (desk: DeskState): DeskState => ({ ...desk, due: null, paused: null, open: [] })

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
  told: null
})

const hasBy = (act: DeskAct): act is Extract<DeskAct, { by: string }> => 'by' in act

/** What keeps this act from being done now; null = nothing. */
function barrier(desk: DeskState, act: DeskAct, { today }: DeskRules): DeskRefusal | null {
  if (!mayFollow(desk.state, act.act)) return { refused: 'not-now' }
  if (act.act === 'leave' || act.act === 'day' || !hasBy(act)) return null
  const mine = desk.handler === null || desk.handler === act.by || (act.act === 'forward' && act.head)
  if (!mine) return { refused: 'not-yours' }
  if (desk.paused && !WHILE_PAUSED.includes(act.act)) return { refused: 'not-now' }
  if (act.act === 'resume' && !desk.paused) return { refused: 'not-now' }
  // silence of the citizen ends a case only when the day they were given is over
  if (act.act === 'refuse' && desk.state === 'correction' && (desk.due ?? today) >= today) return { refused: 'not-now' }
  if (act.act === 'ask' && desk.asked && act.fields.some((field) => !desk.asked?.includes(field)))
    return { refused: 'asked-before' }
  if (act.act === 'pause' && (act.until <= today || act.until > addDays(today, LONGEST_PAUSE_DAYS)))
    return { refused: 'until' }
  return null
}

function done(desk: DeskState, act: Exclude<DeskAct, { act: 'day' }>, rules: DeskRules): DeskState {
  const { today, calendar } = rules
  switch (act.act) {
    case 'leave':
      return desk.handler === act.by ? { ...desk, handler: null } : desk
    case 'forward':
      return { ...desk, handler: act.to }
    case 'mend':
      return { ...desk, open: [], due: after(today, workingDays(rules.acceptDays), calendar) }
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
    case 'refuse':
    case 'complete':
      return ended(desk)
    case 'hand-over':
    case 'take':
    case 'review':
      return desk
  }
}

/** The case after this act, or why it cannot be. Who acts on a case nobody has becomes its handler. */
export function step(desk: DeskState, act: DeskAct, rules: DeskRules): DeskState | DeskRefusal {
  const barred = barrier(desk, act, rules)
  if (barred) return barred
  // the same object where the clock has nothing to do
  if (act.act === 'day') return nextDay(desk, rules)
  const to = TRANSITIONS[act.act].to
  const next = done(desk, act, rules)
  const handler = hasBy(act) && act.act !== 'leave' && act.act !== 'forward' ? act.by : next.handler
  return { ...next, handler, state: to ?? next.state }
}

/** The acts this person could do now, in the order of the table. */
export const possible = (desk: DeskState, by: string, head: boolean, rules: DeskRules): DeskActName[] => {
  const until = addDays(rules.today, 1)
  const tried: DeskAct[] = [
    ...(desk.handler === null ? [{ act: 'take' as const, by }] : []),
    { act: 'accept', by },
    { act: 'refuse', by },
    { act: 'ask', by, fields: desk.asked ?? [] },
    { act: 'review', by },
    { act: 'pause', by, until },
    { act: 'resume', by },
    { act: 'complete', by },
    { act: 'forward', by, head, to: by }
  ]
  return tried.filter((act) => !('refused' in step(desk, act, rules))).map(({ act }) => act)
}
