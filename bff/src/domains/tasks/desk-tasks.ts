import type { Clock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import type { RecurringJob } from '../../platform/jobs/recurring'
import type { Ledger } from '../ledger/port'
import type { StaffDirectory } from '../staff/port'
import { makeKeepReason } from './keep-reason'
import { makeNotMeSubject } from './not-me'
import { makeParkedSubject } from './parked'
import type { TaskKind, TaskSubject } from './port'
import { makeTaskQueue } from './queue'
import { bindTasks } from './routes'
import { forgetDecided } from './store'

interface Deps {
  db: Db
  clock: Clock
  ledger: Ledger
  staff: StaffDirectory
  departmentName(id: string): string
  seal: { seal(plain: string, context: string): string }
  /** of the domains that open tasks; the two kinds without a domain are here */
  subjects: Partial<Record<TaskKind, TaskSubject>>
}

/** As long as the audit rows that name them. */
const KEEP_DECIDED_MS = 200 * 24 * 3_600_000

export const forgetOldTasks = ({ db, clock }: Pick<Deps, 'db' | 'clock'>) =>
  ({
    name: 'tasks.forget',
    everyMs: 24 * 3_600_000,
    run: () => forgetDecided(db, new Date(clock.now().getTime() - KEEP_DECIDED_MS))
  }) satisfies RecurringJob

/** The desk's side of the queue, as routes. */
export function bindDeskTasks({ seal, subjects, ...deps }: Deps) {
  const keep = makeKeepReason(seal)
  const own = { 'not-me': makeNotMeSubject(keep), parked: makeParkedSubject(deps.clock, keep) }
  return bindTasks(makeTaskQueue({ ...deps, subjects: { ...own, ...subjects } }))
}
