import type { TimeLimit } from '@shared/contract/guide'
import { type CivilDate, civilDateAt } from '@shared/values/civil-date'
import { addWorkingDays, workingDaysBetween } from '@shared/values/working-days'
import type { PublishedCalendar } from '../../platform/clock/calendar'
import type { Clock } from '../../platform/clock/clock'
import type { Db, Tx } from '../../platform/db/db'
import { eachOf } from '../../platform/jobs/each-of'
import type { RecurringJob } from '../../platform/jobs/recurring'
import type { CitizenSeals } from '../identity/port'
import type { Notify } from '../messages/port'
import { noticeOf } from './case-notice'
import { type CaseRow, caseById, changeCase, countedBefore, lockCase } from './case-store'
import { type DeskRow, deskRow, deskStateOf, mendsOf, saveDesk } from './desk/store'
import { isEnded } from './ended'
import { keptService } from './kept-form'
import { recountedEvent, recountedWords } from './recounted-line'
import { makeWriteLine } from './write-line'

/** A day counted in working days from `from` when the notices up to `year` were known. */
interface Counted {
  day: CivilDate | null
  from: CivilDate
  year: number
}

/**
 * The day as it is with all notices known now: as many working days after `from` as it was then. Only a day behind the
 * last year known then moves; none moves that is over, nor into the past (`today`).
 */
export function recountedDay({ day, from, year }: Counted, calendar: PublishedCalendar, today: CivilDate) {
  if (day === null || day <= `${year}-12-31` || day < today) return day
  const { days } = workingDaysBetween(from, day, calendar.knownTo(year))
  const moved = addWorkingDays(from, Math.max(0, days), calendar).day
  return moved < today ? day : moved
}

interface Deps {
  clock: Clock
  calendar: PublishedCalendar
  seals: CitizenSeals
  notify: Notify
}

/**
 * Counts the promised, legal and due day of a locked case anew when a further year's notice has been published since they
 * were counted; the applicant reads one line and gets one message when the promised day moved. Repeated at will.
 */
export function makeRecount({ clock, calendar, seals, notify }: Deps) {
  const writeLine = makeWriteLine({ clock, seals })
  const inUnit = (limit: TimeLimit | null, counted: Counted) =>
    limit?.unit === 'working-days' ? recountedDay(counted, calendar, clock.today()) : counted.day

  /** From which day the department's or the applicant's present deadline counts. */
  const dueFrom = async (tx: Tx, found: CaseRow, row: DeskRow): Promise<CivilDate> => {
    if (row.charged_on) return row.charged_on
    const mend = (await mendsOf(tx, found.id)).at(-1)
    return civilDateAt((found.state === 'correction' ? mend?.asked_at : mend?.mended_at) ?? found.submitted_at)
  }

  const dueOf = async (tx: Tx, found: CaseRow, row: DeskRow, promised: CivilDate | null) => {
    // a pause ends on the day that was said
    if (row.paused_on || row.due_day === null) return row.due_day
    if (found.accepted_at && row.due_day === found.promised_day) return promised
    const counted = { day: row.due_day, from: await dueFrom(tx, found, row), year: found.counted_to }
    return recountedDay(counted, calendar, clock.today())
  }

  const tell = async (tx: Tx, found: CaseRow, was: CivilDate, promised: CivilDate) => {
    const event = recountedEvent(calendar.lastYear)
    await writeLine(tx, found, recountedWords(was, promised), false, event)
    // of a 一件事 the whole tells, once for all parts
    const whole = found.bundle_id ? await caseById(tx, found.bundle_id) : null
    const told = whole ? { ...whole, promised_day: null } : { ...found, promised_day: promised }
    await notify(tx, noticeOf(told, 'case.recounted', event))
  }

  return async (tx: Tx, found: CaseRow, row: DeskRow | null): Promise<{ found: CaseRow; row: DeskRow | null }> => {
    const year = found.counted_to
    if (year >= calendar.lastYear || isEnded(found.state)) return { found, row }
    const { guide } = await keptService(tx, found)
    const from = civilDateAt(found.accepted_at ?? found.submitted_at)
    const was = found.promised_day
    const promised = inUnit(guide.promise.value, { day: was, from, year })
    const change = { promised_day: promised, counted_to: calendar.lastYear }
    if (row) {
      const legal = inUnit(guide.legalLimit.value, { day: row.legal_day, from, year })
      const due = await dueOf(tx, found, row, promised)
      await saveDesk(tx, found.id, { ...deskStateOf(found, row), due, legal }, row.pause_reason_sealed)
    }
    await changeCase(tx, found.id, change)
    if (was && promised && promised !== was) await tell(tx, found, was, promised)
    return { found: { ...found, ...change }, row: row && (await deskRow(tx, found.id)) }
  }
}

const EVERY_MS = 60_000

/** After a year's notice was published: every open case that was counted without it, one transaction each. */
export const makeRecountJob = ({ db, ...deps }: Deps & { db: Db }): RecurringJob => {
  const recount = makeRecount(deps)
  const one = (caseId: string) =>
    db.tx(async (tx) => {
      const found = await lockCase(tx, caseId)
      if (found) await recount(tx, found, await deskRow(tx, caseId))
    })
  return {
    name: 'services.recount',
    everyMs: EVERY_MS,
    run: async () => eachOf(await countedBefore(db, deps.calendar.lastYear), one)
  }
}
