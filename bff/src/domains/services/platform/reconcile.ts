import type { Clock } from '../../../platform/clock/clock'
import type { Db } from '../../../platform/db/db'
import { DepartmentRefused, DepartmentUnavailable } from '../../../platform/department-client/errors'
import type { RecurringJob } from '../../../platform/jobs/recurring'
import type { Log } from '../../../platform/log/log'
import { safeError } from '../../../platform/log/safe-error'
import type { Outbox } from '../../../platform/outbox/outbox'
import type { Content } from '../../content/port'
import { changeCase, eventsOf } from '../case-store'
import type { AcceptancePlatform, ListedCase, PlatformLists } from '../port'
import type { RecordStep } from '../record-step'
import { isRecounted } from '../recounted-line'
import { compareCases, type FoundDifference, type OurCase } from './compare-cases'
import {
  type DifferenceRow,
  forgetRuns,
  healUnseen,
  lastRun,
  markHealed,
  namedCases,
  openPlatformCases,
  type RunRow,
  seeDifference,
  tryToHeal,
  writeRun
} from './difference-store'

interface Deps {
  db: Db
  clock: Clock
  log: Log
  outbox: Outbox
  content: Pick<Content, 'services'>
  lists: Pick<PlatformLists, 'cases'>
  platform: Pick<AcceptancePlatform, 'status'>
  recordStep: RecordStep
  /** whose staff see what belongs to no item of ours */
  office: string
}

const DAY_MS = 24 * 3_600_000
/** How far back the two lists go. */
const WINDOW_MS = 90 * DAY_MS
/** A hand-over that was begun anew has its own retries: not begun again before. */
const AGAIN_AFTER_MS = 3_600_000
const KEEP_MS = 200 * DAY_MS

const ofDepartment = (error: unknown) => error instanceof DepartmentUnavailable || error instanceof DepartmentRefused

/**
 * Every case of the last 90 days beside the platform's own list: lost reports are fetched, lost hand-overs repeated
 * (both idempotent), and what cannot be healed is shown at the desk.
 */
export function makeReconcile(deps: Deps) {
  const { db, clock, log, outbox, content, lists, platform, recordStep, office } = deps

  const theirList = async (since: Date): Promise<ListedCase[]> => {
    const all = new Map<string, ListedCase>()
    for (let page = 1, pages = 1; page <= pages; page += 1) {
      const part = await lists.cases(since, page)
      pages = part.pages
      for (const one of part.cases) all.set(one.outerId, one)
    }
    return [...all.values()]
  }
  const ourList = async (since: Date, theirs: readonly ListedCase[]): Promise<OurCase[]> => {
    const named = await namedCases(
      db,
      theirs.map(({ outerId }) => outerId)
    )
    const seen = new Set(named.map(({ id }) => id))
    return [...named, ...(await openPlatformCases(db, since)).filter(({ id }) => !seen.has(id))]
  }

  /** What the platform has reported and we have not; reports we have are passed over by their event id. */
  const pull = async (one: OurCase): Promise<boolean> => {
    const status = await platform.status(one.id)
    if (!status) return false
    if (one.receipt_no === null) await recordStep.receipt(one.id, status.receipt)
    const known = new Set(one.reported)
    for (const step of status.steps)
      if (step.state !== 'received' && !known.has(step.eventId)) await recordStep.step(step)
    return true
  }
  const handOverAgain = async (row: DifferenceRow, topic: string, key: string, payload: Record<string, string>) => {
    const waits = row.tried_at && clock.now().getTime() - row.tried_at.getTime() < AGAIN_AFTER_MS
    if (waits) return
    await db.tx(async (tx) => {
      await outbox.resume(tx, { topic, key, payload })
      await tryToHeal(tx, row.id, clock.now())
    })
  }
  const heal = async (row: DifferenceRow, one: OurCase, theirs: ListedCase | undefined): Promise<boolean> => {
    if (row.kind === 'behind' || row.kind === 'lost-receipt') {
      await tryToHeal(db, row.id, clock.now())
      if (!(await pull(one))) return false
      await markHealed(db, row.id, 'pulled', clock.now())
      return true
    }
    if (row.kind === 'receipt-number' && theirs) {
      await changeCase(db, one.id, { receipt_no: theirs.receiptNo })
      await markHealed(db, row.id, 'number', clock.now())
      return true
    }
    if (row.kind === 'missing-there') await handOverAgain(row, 'services.deliver', one.id, { caseId: one.id })
    if (row.kind === 'lost-supplement') {
      const own = (await eventsOf(db, one.id)).filter(({ by_department, event_id, state }) => {
        return !by_department && state === 'submitted' && event_id !== 'submitted' && !isRecounted(event_id)
      })
      const supplementId = own.at(-1)?.event_id
      if (supplementId) await handOverAgain(row, 'services.supplement', supplementId, { caseId: one.id, supplementId })
    }
    return false
  }

  const settle = async (found: readonly FoundDifference[], ours: OurCase[], theirs: ListedCase[], at: Date) => {
    const own = new Map(ours.map((one) => [one.id, one]))
    const there = new Map(theirs.map((one) => [one.outerId, one]))
    let healed = 0
    for (const difference of found) {
      const one = own.get(difference.outerId)
      const department = content.services.get(one?.service_id ?? '')?.guide.department.id ?? office
      const row = await seeDifference(db, { ...difference, department, at })
      if (!row || !one) continue
      try {
        if (await heal(row, one, there.get(one.id))) healed += 1
      } catch (error) {
        // one case that cannot be healed now must not keep the others from it; the next turn tries again
        log.warn({ event: 'reconcile-heal', kind: row.kind, err: safeError(error) })
      }
    }
    return healed
  }

  const compared = async (): Promise<RunRow> => {
    const at = clock.now()
    const since = new Date(at.getTime() - WINDOW_MS)
    const theirs = await theirList(since)
    // after theirs: what was handed over meanwhile is newer than their list and counts as under way
    const ours = await ourList(since, theirs)
    const found = compareCases({ ours, theirs, now: clock.now() })
    const healed = await settle(found, ours, theirs, at)
    const gone = await healUnseen(db, at)
    const facts = { ours: ours.length, theirs: theirs.length, found: found.length, healed: healed + gone }
    return { at, outcome: 'done', facts }
  }

  /** Compares now. A platform that cannot be asked is written down as such; nothing else changes. */
  const run = async (): Promise<RunRow> => {
    const at = clock.now()
    const done = await compared().catch((error): RunRow => {
      if (!ofDepartment(error)) throw error
      return { at, outcome: 'unavailable', facts: {} }
    })
    await writeRun(db, 'cases', done)
    return done
  }
  return {
    run,
    last: () => lastRun(db, 'cases'),
    jobs: [
      { name: 'services.reconcile', everyMs: 15 * 60_000, run: async () => void (await run()) },
      {
        name: 'services.forget-differences',
        everyMs: DAY_MS,
        run: () => forgetRuns(db, new Date(clock.now().getTime() - KEEP_MS))
      }
    ] satisfies RecurringJob[]
  }
}
export type Reconcile = ReturnType<typeof makeReconcile>
