import type { PublishedCalendar } from '../../../platform/clock/calendar'
import type { Clock } from '../../../platform/clock/clock'
import type { Tx } from '../../../platform/db/db'
import type { CitizenSeals } from '../../identity/port'
import type { Notify } from '../../messages/port'
import type { Tasks } from '../../tasks/port'
import { type CaseEvent, noticeOf } from '../case-notice'
import { type CaseRow, changeCase, lockCase } from '../case-store'
import { keptService, localItem } from '../kept-form'
import { makeRecount } from '../recount'
import { makeWriteLine } from '../write-line'
import { step } from './machine'
import { type DeskRow, deskRow, deskStateOf, saveDesk, writeAct } from './store'
import type { DeskAct, DeskRefusal, DeskRules, DeskState } from './transitions'

interface Deps {
  clock: Clock
  calendar: PublishedCalendar
  seals: CitizenSeals
  notify: Notify
  tasks: Tasks
}

const OVERDUE_DUE_IN_WORKING_DAYS = 1

/** One broken deadline is one task for the head. */
const aboutOf = (caseId: string, due: string) => `${caseId}|${due}`

/** Writes what the machine decides: rows, journal, timeline, messages, the task of the head. Inside the caller's transaction. */
export function makeMoves({ clock, calendar, seals, notify, tasks }: Deps) {
  const rulesOf = async (tx: Tx, found: CaseRow): Promise<DeskRules> => {
    const item = localItem(await keptService(tx, found))
    if (!item) throw new Error(`${found.service_id} is not accepted at our own desk`)
    return { ...item, today: clock.today(), calendar }
  }

  const recount = makeRecount({ clock, calendar, seals, notify })
  const writeLine = makeWriteLine({ clock, seals })
  const note = (tx: Tx, found: CaseRow, words: string, eventId?: string) => writeLine(tx, found, words, true, eventId)

  const tell = (tx: Tx, found: CaseRow, event: CaseEvent, once: string) =>
    notify(tx, noticeOf(found, event, `${event}:${once}`))

  const journal = async (
    tx: Tx,
    found: Pick<CaseRow, 'id' | 'citizen_id'>,
    given: { act: string; staffId: string | null; note: string | null }
  ): Promise<void> => {
    const seal = await seals.of(tx, found.citizen_id)
    const noteSealed = given.note && seal.seal(given.note, `services_desk_acts.note:${found.id}`)
    await writeAct(tx, found.id, { act: given.act, staffId: given.staffId, at: clock.now(), noteSealed })
  }

  const save = async (tx: Tx, found: CaseRow, row: DeskRow, next: DeskState, pauseSealed: string | null) => {
    await saveDesk(tx, found.id, next, pauseSealed)
    const changed =
      next.promised && next.promised !== found.promised_day
        ? { promised_day: next.promised, counted_to: calendar.lastYear }
        : {}
    if (next.state === found.state && !('promised_day' in changed))
      return { found, row: (await deskRow(tx, found.id)) ?? row }
    const updated = { state: next.state, updated_at: clock.now(), ...changed }
    await changeCase(tx, found.id, updated)
    const fresh = await deskRow(tx, found.id)
    return { found: { ...found, ...updated }, row: fresh ?? row }
  }

  /** A day was missed: the citizen hears of it, and where the department is late, so does its head. */
  const missed = async (tx: Tx, found: CaseRow, row: DeskRow, due: string) => {
    if (found.state === 'correction') return tell(tx, found, 'case.mend-overdue', due)
    if (found.state === 'payment') return tell(tx, found, 'case.pay-overdue', due)
    // it waits for the applicant's own consent: nobody is late
    if (found.delivery === 'unconsented') return
    // of a 一件事 the whole tells, once for all parts that miss the same day
    const whole = found.bundle_id && (await lockCase(tx, found.bundle_id))
    await tell(tx, whole ? { ...whole, department: '相关部门' } : found, 'case.overdue', due)
    await tasks.open(tx, {
      kind: 'overdue',
      department: row.department,
      title: `办件 ${found.number} 超过期限`,
      aboutId: aboutOf(found.id, due),
      dueInWorkingDays: OVERDUE_DUE_IN_WORKING_DAYS
    })
  }

  /** What the clock has done since somebody last looked. */
  const tick = async (tx: Tx, given: CaseRow, desk: DeskRow) => {
    const rules = await rulesOf(tx, given)
    // nothing is added to a day that was counted without a year published since
    const counted = await recount(tx, given, desk)
    const { found, row } = { ...counted, row: counted.row ?? desk }
    const before = deskStateOf(found, row)
    const after = step(before, { act: 'day' }, rules)
    if ('refused' in after || after === before) return { found, row, rules }
    const saved = await save(tx, found, row, after, row.pause_reason_sealed)
    if (before.paused && !after.paused) {
      await journal(tx, found, { act: 'resume', staffId: null, note: null })
      await note(tx, saved.found, '暂停的期限已到，恢复计算办理时限')
      await tell(tx, saved.found, 'case.resumed', before.paused.until)
    }
    if (after.told && after.told !== before.told) await missed(tx, saved.found, saved.row, after.told)
    return { ...saved, rules }
  }

  /** One act after what the clock has done; a refusal leaves what was there. */
  const make = async (
    tx: Tx,
    found: CaseRow,
    row: DeskRow,
    act: DeskAct,
    more: { note?: string | null; pauseReason?: string } = {}
  ): Promise<DeskRefusal | { found: CaseRow; row: DeskRow }> => {
    const now = await tick(tx, found, row)
    const next = step(deskStateOf(now.found, now.row), act, now.rules)
    if ('refused' in next) return next
    const seal = await seals.of(tx, found.citizen_id)
    const place = `services_desk_cases.pause_reason:${found.id}`
    const pauseSealed = more.pauseReason ? seal.seal(more.pauseReason, place) : now.row.pause_reason_sealed
    const saved = await save(tx, now.found, now.row, next, pauseSealed)
    await journal(tx, found, { act: act.act, staffId: 'by' in act ? act.by : null, note: more.note ?? null })
    return saved
  }

  return { make, tick, note, tell, journal }
}
export type Moves = ReturnType<typeof makeMoves>
