import type { MendingState } from '@shared/contract/feedback'
import { civilDateAt } from '@shared/values/civil-date'
import { addWorkingDays, type WorkingCalendar } from '@shared/values/working-days'
import type { Clock } from '../../platform/clock/clock'
import type { Tx } from '../../platform/db/db'
import type { RatingsDefinition } from '../content/port'
import type { CitizenSeals } from '../identity/port'
import type { Notify, NotifyEvent } from '../messages/port'
import type { StaffDirectory } from '../staff/port'
import type { Tasks } from '../tasks/port'
import { DEADLINE, type MendingAct, nextState, TURN } from './mending-rules'
import {
  changeMending,
  type Held,
  insertMending,
  insertStep,
  lockMending,
  type MendingRow,
  type RatingRow,
  ratingById,
  type StepWhat
} from './store'
import { sealNote } from './words'

export interface MendingDeps {
  clock: Clock
  calendar: WorkingCalendar
  seals: CitizenSeals
  tasks: Tasks
  staff: Pick<StaffDirectory, 'ofDepartment'>
  notify: Notify
  content: Pick<RatingsDefinition, 'deadlines'>
  /** id of the department that checks once more, and watches over deadlines */
  office: string
}

const WORKS = ['clerk', 'reviewer'] as const

/** Names one state of one bad rating: its task is about this and nothing later. */
export const turnId = ({ rating_id, turn }: Pick<MendingRow, 'rating_id' | 'turn'>): string => `${rating_id}.${turn}`
/** The rating and turn a task is about. */
export const fromTurnId = (aboutId: string): { ratingId: string; turn: number } => {
  const at = aboutId.lastIndexOf('.')
  return { ratingId: aboutId.slice(0, at), turn: Number(aboutId.slice(at + 1)) }
}

const TASK = {
  contact: { kind: 'rating-contact', title: '联系差评的评价人' },
  mend: { kind: 'rating', title: '整改差评' },
  check: { kind: 'rating-check', title: '复核差评整改' },
  recheck: { kind: 'rating-check', title: '再次复核差评整改' }
} as const

type Told = Extract<NotifyEvent, `rating.${string}`>
/** What the rater is told, where they should know before they look. */
const TOLD: Partial<Record<MendingAct, Told>> = { contacted: 'rating.handling' }
const toldOf = (act: MendingAct, to: MendingState): Told | undefined => {
  if (act !== 'passed') return TOLD[act]
  return to === 'answer' ? 'rating.mended' : 'rating.closed'
}

/** The page a message about it opens; null = the account is closed. */
export const aboutOf = ({ case_id, visit_id }: Pick<RatingRow, 'case_id' | 'visit_id'>) => {
  if (case_id) return { kind: 'case' as const, id: case_id }
  return visit_id ? { kind: 'hall-booking' as const, id: visit_id } : null
}

export interface MendingStep {
  note?: string | undefined
  /** what of WeChat's judgement of the note is missing */
  held?: Held
  byStaff?: string
}

/** What becomes of a bad rating: every state has an owner and a deadline from the moment it begins (GB/T 39734-2020). */
export function makeMendings(deps: MendingDeps) {
  const { clock, calendar, seals, tasks, staff, notify, content, office } = deps

  const writeStep = async (tx: Tx, rating: RatingRow, what: StepWhat, { note, held, byStaff }: MendingStep) => {
    if (!rating.owner_id) return
    const seal = await seals.of(tx, rating.owner_id)
    const note_sealed = sealNote(seal, rating.id, note)
    const note_held = note_sealed && held ? held : null
    const step = { what, at: clock.now(), note_sealed, note_held, by_staff: byStaff ?? null }
    await insertStep(tx, rating.id, step)
  }

  /** Contact and the first mending count from the rating, everything else from the day the state begins. */
  const countFrom = (rating: RatingRow, { state, turn }: Pick<MendingRow, 'state' | 'turn'>) =>
    state === 'contact' || (state === 'mend' && turn === 2) ? civilDateAt(rating.rated_at) : clock.today()

  const idsOf = async (tx: Tx, department: string) =>
    (await staff.ofDepartment(tx, department, WORKS)).map(({ staffId }) => staffId)

  /** Whose turn it is, and who of them gets the task: never who had the case in hand; whoever mended never checks it. */
  const ownersOf = async (tx: Tx, rating: RatingRow, row: MendingRow, by: string | undefined) => {
    const apart = async (department: string) =>
      (await idsOf(tx, department)).filter((id) => !row.handled_by.includes(id))
    const others = async (department: string) => (await apart(department)).filter((id) => !row.mended_by.includes(id))
    switch (TURN[row.state]) {
      case 'department': {
        const working = await apart(rating.department)
        // everybody there had it in hand
        if (working.length === 0) return { department: office, candidates: await apart(office) }
        // whoever has talked to the rater goes on
        const same = working.filter((id) => id === by && row.state === 'mend' && row.turn === 2)
        return { department: rating.department, candidates: same.length > 0 ? same : working }
      }
      case 'checker': {
        const own = await others(rating.department)
        return own.length > 0
          ? { department: rating.department, candidates: own }
          : { department: office, candidates: await others(office) }
      }
      case 'office':
        return { department: office, candidates: await others(office) }
      default:
        return { department: null, candidates: [] }
    }
  }

  /** Puts a rating into a state: owner, deadline and, where staff have to act, the task. */
  const enter = async (tx: Tx, rating: RatingRow, given: MendingRow, by?: string): Promise<MendingRow> => {
    const { department, candidates } = await ownersOf(tx, rating, given, by)
    if (given.state === 'closed') return { ...given, department, due_day: null }
    const [dueInWorkingDays, from] = [content.deadlines[DEADLINE[given.state]], countFrom(rating, given)]
    const due_day = addWorkingDays(from, dueInWorkingDays, calendar).day
    if (department && given.state !== 'answer') {
      const { kind, title } = TASK[given.state]
      const named = { kind, title: `${title}：${rating.service_name}`, aboutId: turnId(given) }
      await tasks.open(tx, { ...named, department, dueInWorkingDays, from, candidates })
    }
    return { ...given, department, due_day }
  }

  const tell = async (tx: Tx, rating: RatingRow, row: MendingRow, event: Told | undefined) => {
    const about = aboutOf(rating)
    if (!event || !rating.owner_id || !about) return
    await notify(tx, {
      event,
      to: rating.owner_id,
      key: `${event}:${turnId(row)}`,
      data: { serviceName: rating.service_name, ...(row.due_day ? { day: row.due_day } : {}) },
      about,
      serviceId: rating.service_id
    })
  }

  return {
    writeStep,
    /** A bad rating, just written: the department owns it from this transaction on. */
    begin: async (tx: Tx, rating: RatingRow, handledBy: readonly string[]): Promise<void> => {
      const first: MendingRow = {
        rating_id: rating.id,
        state: 'contact',
        department: null,
        due_day: null,
        turn: 1,
        overdue_turn: null,
        mended_by: [],
        handled_by: [...handledBy],
        contested: false
      }
      await insertMending(tx, await enter(tx, rating, first))
      await writeStep(tx, rating, 'rated', {})
    },
    /** False = it is not the turn (any more) in which this can be done, or not by this person. */
    act: async (
      tx: Tx,
      { ratingId, turn }: { ratingId: string; turn?: number },
      act: MendingAct,
      step: MendingStep
    ): Promise<boolean> => {
      const row = await lockMending(tx, ratingId)
      const rating = row && (await ratingById(tx, ratingId))
      if (!rating || (turn !== undefined && turn !== row.turn)) return false
      if (step.byStaff && row.handled_by.includes(step.byStaff)) return false
      const checks = act === 'passed' || act === 'returned'
      if (checks && step.byStaff && row.mended_by.includes(step.byStaff)) return false
      const state = nextState(row.state, act, row.contested)
      if (!state) return false
      const mends = act === 'mended' || act === 'explained'
      const moved = {
        ...row,
        state,
        turn: row.turn + 1,
        contested: row.contested || act === 'contested',
        mended_by: mends && step.byStaff ? [...row.mended_by, step.byStaff] : row.mended_by
      }
      await writeStep(tx, rating, act, step)
      const entered = await enter(tx, rating, moved, step.byStaff)
      await changeMending(tx, entered)
      await tell(tx, rating, entered, toldOf(act, state))
      return true
    }
  }
}
export type Mendings = ReturnType<typeof makeMendings>
