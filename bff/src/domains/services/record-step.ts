import type { CaseState } from '@shared/contract/applications'
import type { PublishedCalendar } from '../../platform/clock/calendar'
import type { Clock } from '../../platform/clock/clock'
import type { Db, Tx } from '../../platform/db/db'
import { refuse } from '../../platform/http/refused'
import type { Outbox } from '../../platform/outbox/outbox'
import type { CitizenSeal, CitizenSeals } from '../identity/port'
import type { Notify } from '../messages/port'
import { isTold, makeFollowParts, partCases } from './bundle-cases'
import { eventOf, noticeOf } from './case-notice'
import { type CaseRow, changeCase, type EventRow, eventsOf, insertEvent, lockCase, nextPosition } from './case-store'
import { deskRow } from './desk/store'
import { endsWithHandOver, keptService, resultFrom } from './kept-form'
import type { CaseStep, Receipt } from './port'
import { promisedDay } from './submit'

interface Deps {
  db: Db
  clock: Clock
  seals: CitizenSeals
  calendar: PublishedCalendar
  outbox: Outbox
  notify: Notify
}

/** Steps within one second of a department's clock come in this order. */
const USUAL_ORDER = {
  submitted: 0,
  received: 0,
  accepted: 1,
  reviewing: 2,
  correction: 3,
  payment: 3,
  completed: 3,
  refused: 3,
  withdrawn: 3
} as const satisfies Record<CaseState, number>

const ENDED: readonly CaseState[] = ['completed', 'refused']

/**
 * Does this event stand after that report? By the department's own time; an ending stands after everything that does not
 * end, whatever the clock says, so that a report sent again or dated wrongly opens no ended case.
 */
function comesAfter({ state, at }: Pick<EventRow, 'state' | 'at'>, step: CaseStep): boolean {
  const ends = ENDED.includes(state)
  if (ends !== ENDED.includes(step.state)) return ends
  return at > step.at || (at.getTime() === step.at.getTime() && USUAL_ORDER[state] > USUAL_ORDER[step.state])
}

/** At the end, or before the report that overtook it: then it is late. */
function placeBefore(events: EventRow[], next: EventRow | undefined): { position: number; late: boolean } {
  if (!next) return { position: nextPosition(events), late: false }
  const before = events.filter((event) => event.position < next.position).at(-1)?.position ?? 0
  return { position: (before + next.position) / 2, late: true }
}

/**
 * Where a department's report belongs among the events: at the end, or, when it was overtaken by a later one, before
 * that one; then the state of the case does not go back. Only the department's own times are compared with each other.
 */
const placeOf = (events: EventRow[], step: CaseStep) =>
  placeBefore(
    events,
    events.find((event) => event.by_department && comesAfter(event, step))
  )

/** The receipt for a supplement follows it, whatever the department has reported meanwhile; its time is ours. */
const placeAfterSupplement = (events: EventRow[], supplementId: string) => {
  const handedIn = events.findIndex((event) => event.event_id === supplementId)
  return placeBefore(
    events,
    events.slice(handedIn + 1).find((event) => event.by_department)
  )
}

const earlier = (a: Date | null, b: Date): Date => (a && a < b ? a : b)

/** Takes what departments report on cases: steps by callback, receipts by hand-over. Each report counts once. */
export function makeRecordStep({ db, clock, seals, calendar, outbox, notify }: Deps) {
  const followParts = makeFollowParts({ clock, seals, notify })
  const sealed = (seal: CitizenSeal, found: CaseRow, column: string, value: unknown) =>
    seal.seal(JSON.stringify(value), `services_cases.${column}:${found.id}`)

  /** Where the case stands; a late report does not change it. */
  const standing = (found: CaseRow, step: CaseStep, seal: CitizenSeal) => ({
    state: step.state satisfies CaseState,
    updated_at: clock.now(),
    correction_sealed: step.state === 'correction' ? sealed(seal, found, 'correction', step.correction) : null
  })

  /** What a report tells for good, however late it comes. */
  const facts = async (tx: Tx, found: CaseRow, step: CaseStep, seal: CitizenSeal) => {
    const accepted = step.state === 'accepted' && earlier(found.accepted_at, step.at) === step.at
    const promise = accepted ? (await keptService(tx, found)).guide.promise.value : null
    return {
      delivery: 'delivered' as const,
      receipt_no: found.receipt_no ?? step.receiptNo,
      received_at: earlier(found.received_at, step.at),
      ...(accepted
        ? {
            accepted_at: step.at,
            promised_day: promisedDay(promise, step.at, calendar) ?? found.promised_day,
            counted_to: calendar.lastYear
          }
        : {}),
      ...(step.result
        ? { result_sealed: sealed(seal, found, 'result', step.result), denied: step.result.granted === false }
        : {})
    }
  }

  /**
   * What a department says of the time before the end is written down; nobody is told that an ended case goes on, nor of
   * the receipt of what is done with it: its result is told.
   */
  const isNews = async (tx: Tx, found: CaseRow, { state }: CaseStep, changed: CaseRow): Promise<boolean> => {
    if (!isTold(changed, state) || (ENDED.includes(found.state) && !ENDED.includes(state))) return false
    return state !== 'received' || !endsWithHandOver(await keptService(tx, found))
  }

  const record = async (tx: Tx, step: CaseStep, supplementId?: string) => {
    const found = await lockCase(tx, step.outerId)
    if (!found) return refuse('not_found')
    const events = await eventsOf(tx, found.id)
    // a repeated receipt says nothing new: the hand-over itself has been written
    const known = events.some((event) => event.event_id === step.eventId)
    // taken back by the applicant: what the department says afterwards changes nothing
    if (known || found.state === 'withdrawn') return found
    const seal = await seals.of(tx, found.citizen_id)
    const { position, late } = supplementId ? placeAfterSupplement(events, supplementId) : placeOf(events, step)
    const noteContext = `services_case_events.note:${found.id}:${step.eventId}`
    await insertEvent(tx, found.id, {
      event_id: step.eventId,
      position,
      state: step.state,
      by_department: !supplementId,
      at: step.at,
      note_sealed: step.note ? seal.seal(step.note, noteContext) : null
    })
    const change = { ...(await facts(tx, found, step, seal)), ...(late ? {} : standing(found, step, seal)) }
    await changeCase(tx, found.id, change)
    const changed = { ...found, ...change }
    const event = eventOf(step.state, changed.denied)
    if (await isNews(tx, found, step, changed)) await notify(tx, noticeOf(changed, event, `${event}:${step.eventId}`))
    await followParts(tx, found.id)
    if (step.state === 'completed' && resultFrom((await keptService(tx, found)).acceptance))
      await outbox.enqueue(tx, { topic: 'services.fetch-result', key: found.id, payload: { caseId: found.id } })
    if (step.state === 'completed' && step.result && step.result.granted !== false)
      await outbox.enqueue(tx, { topic: 'services.issue-certificate', key: found.id, payload: { caseId: found.id } })
    return changed
  }
  /** A case of our own desk, or the whole of a 一件事: no department's system has it. */
  const isElsewhere = async (tx: Tx, caseId: string) =>
    (await deskRow(tx, caseId)) !== null || (await partCases(tx, caseId)).length > 0
  return {
    /** Refused with not_found when the case is not ours, or none a department's system has. */
    step: (step: CaseStep) =>
      db.tx(async (tx) => ((await isElsewhere(tx, step.outerId)) ? refuse('not_found') : record(tx, step))),
    /** The same in the transaction of an act at our own desk. */
    stepIn: (tx: Tx, step: CaseStep) => record(tx, step),
    /** The department has the case, or the named supplement to it: its receipt as the step 部门已接收. */
    receipt: (caseId: string, receipt: Receipt, supplementId?: string) => {
      const step: CaseStep = {
        eventId: `received:${supplementId ?? 'first'}`,
        outerId: caseId,
        receiptNo: receipt.receiptNo,
        state: 'received',
        at: receipt.receivedAt,
        note: null,
        correction: [],
        result: null
      }
      return db.tx((tx) => record(tx, step, supplementId))
    }
  }
}
export type RecordStep = ReturnType<typeof makeRecordStep>
