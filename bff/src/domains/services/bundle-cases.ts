import { CASE_STATES, type CaseState } from '@shared/contract/applications'
import type { Clock } from '../../platform/clock/clock'
import type { Sql, Tx } from '../../platform/db/db'
import type { CitizenSeals } from '../identity/port'
import type { Notify } from '../messages/port'
import { eventOf, noticeOf } from './case-notice'
import { type CaseRow, changeCase, eventsOf, insertEvent, lockCase, nextPosition } from './case-store'
import { ENDED, isEnded } from './ended'
import { stateLabel } from './state-label'

interface Deps {
  clock: Clock
  seals: CitizenSeals
  notify: Notify
}

/** The cases opened together with a 一件事, in the order of its parts. */
export const partCases = (sql: Sql, wholeId: string) =>
  sql.query<CaseRow>('select * from services_cases where bundle_id = $1 order by seq', [wholeId])

/** The part belongs to the whole from now on. */
export const joinWhole = async (tx: Tx, partId: string, wholeId: string): Promise<void> => {
  await tx.query('update services_cases set bundle_id = $2 where id = $1', [partId, wholeId])
}

/**
 * What is told of a part by itself: where somebody has to do something, or can appeal. Of the stages on the way the whole
 * tells, once for all.
 */
const TOLD_OF_A_PART: readonly CaseState[] = ['correction', 'payment', 'refused', 'withdrawn']

/** 不予批准 is no success of a whole, though its department has decided. */
const outcomeOf = ({ state, denied }: Pick<CaseRow, 'state' | 'denied'>): CaseState =>
  state === 'completed' && denied ? 'refused' : state

/** Whether a step of this case is told to the applicant: each of a case of its own, few of a part of a 一件事. */
export const isTold = ({ bundle_id, denied }: Pick<CaseRow, 'bundle_id' | 'denied'>, state: CaseState): boolean =>
  bundle_id === null || TOLD_OF_A_PART.includes(outcomeOf({ state, denied }))

const TAKEN: readonly CaseState[] = ['accepted', 'reviewing', ...ENDED]

/** A whole stands where the slowest of its parts stands; done when all have ended and at least one succeeded. */
export function stateOfWhole(parts: readonly CaseState[]): CaseState {
  if (parts.every(isEnded)) {
    if (parts.includes('completed')) return 'completed'
    return parts.includes('refused') ? 'refused' : 'withdrawn'
  }
  if (parts.every((state) => TAKEN.includes(state))) return 'accepted'
  return parts.includes('submitted') ? 'submitted' : 'received'
}

const WAY: readonly CaseState[] = ['submitted', 'received', 'accepted']
const isBehind = (was: CaseState, next: CaseState) =>
  !isEnded(was) && (isEnded(next) || WAY.indexOf(next) > WAY.indexOf(was))

/** How the parts ended, when not all ended well: 2 项已办结、1 项不予批准、1 项已撤回; null = all well, or some still open. */
export function tallyOf(parts: readonly Pick<CaseRow, 'state' | 'denied'>[]): string | null {
  if (parts.every((part) => outcomeOf(part) === 'completed') || !parts.every(({ state }) => isEnded(state))) return null
  const labels = parts.map(stateLabel)
  return [...new Set([CASE_STATES.completed, ...labels])]
    .map((label) => `${labels.filter((one) => one === label).length} 项${label}`)
    .join('、')
}

/** Which parts came to nothing; null = all succeeded, or are still open. */
const failedNote = (parts: readonly CaseRow[]): string | null => {
  const tally = tallyOf(parts)
  if (tally === null) return null
  const failed = parts.filter((part) => outcomeOf(part) !== 'completed')
  return `${tally}。没有办成：${failed.map((part) => `${part.service_name}（${stateLabel(part)}）`).join('、')}`
}

/**
 * Moves the whole on after one of its parts has moved, in that part’s transaction; it never goes back. Nothing for cases
 * of their own. A part is locked before its whole, so parts that move at once follow each other.
 */
export const makeFollowParts =
  ({ clock, seals, notify }: Deps) =>
  async (tx: Tx, partId: string): Promise<void> => {
    const [part] = await tx.query<Pick<CaseRow, 'bundle_id'>>('select bundle_id from services_cases where id = $1', [
      partId
    ])
    const whole = part?.bundle_id ? await lockCase(tx, part.bundle_id) : null
    if (!whole) return
    const parts = await partCases(tx, whole.id)
    const state = stateOfWhole(parts.map(outcomeOf))
    if (!isBehind(whole.state, state)) return
    const at = clock.now()
    const eventId = `parts:${state}`
    const words = failedNote(parts)
    const seal = await seals.of(tx, whole.citizen_id)
    await insertEvent(tx, whole.id, {
      event_id: eventId,
      position: nextPosition(await eventsOf(tx, whole.id)),
      state,
      by_department: true,
      at,
      note_sealed: words && seal.seal(words, `services_case_events.note:${whole.id}:${eventId}`)
    })
    await changeCase(tx, whole.id, { state, updated_at: at })
    const tally = tallyOf(parts)
    const notice = noticeOf(whole, eventOf(state), eventId)
    await notify(tx, tally === null ? notice : { ...notice, data: { ...notice.data, tally } })
  }
export type FollowParts = ReturnType<typeof makeFollowParts>
