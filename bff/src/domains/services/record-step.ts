import type { CaseState } from '@shared/contract/services'
import type { WorkingCalendar } from '@shared/values/working-days'
import type { Clock } from '../../platform/clock/clock'
import type { Db, Tx } from '../../platform/db/db'
import { refuse } from '../../platform/http/refused'
import type { Outbox } from '../../platform/outbox/outbox'
import type { CitizenSeal, CitizenSeals } from '../identity/port'
import type { Notify } from '../messages/port'
import { eventOf, noticeOf } from './case-notice'
import { type CaseRow, changeCase, type EventRow, eventsOf, insertEvent, lockCase, nextPosition } from './case-store'
import { keptService } from './kept-form'
import type { CaseStep, Receipt } from './port'
import { promisedDay } from './submit'

interface Deps {
  db: Db
  clock: Clock
  seals: CitizenSeals
  calendar: WorkingCalendar
  outbox: Outbox
  notify: Notify
}

/**
 * Where a department's report belongs among the events: at the end, or, when it was overtaken by a later one, before
 * that one; then the state of the case does not go back.
 */
export function placeOf(events: EventRow[], at: Date): { position: number; late: boolean } {
  const next = events.find((event) => event.by_department && event.at > at)
  if (!next) return { position: nextPosition(events), late: false }
  const before = events.filter((event) => event.position < next.position).at(-1)?.position ?? 0
  return { position: (before + next.position) / 2, late: true }
}

/** Takes what departments report on cases: steps by callback, receipts by hand-over. Each report counts once. */
export function makeRecordStep({ db, clock, seals, calendar, outbox, notify }: Deps) {
  const changeFor = async (tx: Tx, found: CaseRow, step: CaseStep, seal: CitizenSeal) => {
    const sealed = (column: string, value: unknown) =>
      seal.seal(JSON.stringify(value), `services_cases.${column}:${found.id}`)
    const accepted = step.state === 'accepted' && !found.accepted_at
    const promise = accepted ? (await keptService(tx, found)).guide.promise.value : null
    return {
      state: step.state satisfies CaseState,
      updated_at: clock.now(),
      correction_sealed: step.state === 'correction' ? sealed('correction', step.correction) : null,
      ...(accepted
        ? { accepted_at: step.at, promised_day: promisedDay(promise, step.at, calendar) ?? found.promised_day }
        : {}),
      ...(step.result ? { result_sealed: sealed('result', step.result) } : {})
    }
  }

  const receiptChange = (found: CaseRow, receipt: Receipt) =>
    found.receipt_no
      ? { delivery: 'delivered' as const }
      : { delivery: 'delivered' as const, receipt_no: receipt.receiptNo, received_at: receipt.receivedAt }

  const record = async (tx: Tx, step: CaseStep) => {
    const found = await lockCase(tx, step.outerId)
    if (!found) return refuse('not_found')
    const events = await eventsOf(tx, found.id)
    // a repeated receipt says nothing new: the hand-over itself has been written
    const known = events.some((event) => event.event_id === step.eventId)
    if (known) return found
    const seal = await seals.of(tx, found.citizen_id)
    const { position, late } = placeOf(events, step.at)
    const noteContext = `services_case_events.note:${found.id}:${step.eventId}`
    await insertEvent(tx, found.id, {
      event_id: step.eventId,
      position,
      state: step.state,
      by_department: true,
      at: step.at,
      note_sealed: step.note ? seal.seal(step.note, noteContext) : null
    })
    const receipt = receiptChange(found, { receiptNo: step.receiptNo, receivedAt: step.at })
    const change = late ? {} : await changeFor(tx, found, step, seal)
    await changeCase(tx, found.id, { ...receipt, ...change })
    const changed = { ...found, ...receipt, ...change }
    await notify(tx, noticeOf(changed, eventOf(step.state), `${eventOf(step.state)}:${step.eventId}`))
    if (step.state === 'completed' && (await keptService(tx, found)).acceptance.resultFrom)
      await outbox.enqueue(tx, { topic: 'services.fetch-result', key: found.id, payload: { caseId: found.id } })
    return changed
  }
  return {
    /** Refused with not_found when the case is not ours. */
    step: (step: CaseStep) => db.tx((tx) => record(tx, step)),
    /** The department has the case: its receipt as the step 部门已接收. */
    receipt: (caseId: string, receipt: Receipt, once: string) =>
      db.tx((tx) =>
        record(tx, {
          eventId: `received:${once}`,
          outerId: caseId,
          receiptNo: receipt.receiptNo,
          state: 'received',
          at: receipt.receivedAt,
          note: null,
          correction: [],
          result: null
        })
      )
  }
}
export type RecordStep = ReturnType<typeof makeRecordStep>
