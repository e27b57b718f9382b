import type { WorkingCalendar } from '@shared/values/working-days'
import type { Clock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import type { Outbox } from '../../platform/outbox/outbox'
import type { RatingsDefinition } from '../content/port'
import type { CheckWords, CitizenSeals } from '../identity/port'
import type { Ledger } from '../ledger/port'
import type { Acting } from '../mandates/port'
import type { Notify } from '../messages/port'
import type { StaffDirectory } from '../staff/port'
import type { Tasks } from '../tasks/port'
import { makeCheckHeldWords } from './check-held-words'
import { makeRatingDesk } from './desk'
import { makeFeedbackHolding } from './holding'
import { makeMendings } from './mendings'
import { makeOverdueJob } from './overdue'
import type { RateableKind, Rateables } from './port'
import { makeRatings } from './ratings'
import { bindFeedback } from './routes'
import { makeRatingSubjects } from './task-subjects'

interface Deps {
  db: Db
  clock: Clock
  calendar: WorkingCalendar
  seals: CitizenSeals
  rateables: Record<RateableKind, Rateables>
  acting: Acting
  ledger: Ledger
  tasks: Tasks
  staff: Pick<StaffDirectory, 'ofDepartment'>
  notify: Notify
  outbox: Pick<Outbox, 'enqueue'>
  checkWords: CheckWords
  content: RatingsDefinition
  departmentName(id: string): string
  /** the department that runs the platform: second checks and late cases are its */
  office: string
}

/** 好差评 as wiring puts it together. */
export function makeFeedback(deps: Deps) {
  const mendings = makeMendings(deps)
  const desk = makeRatingDesk(deps)
  return {
    subjects: makeRatingSubjects({ ...deps, mendings }),
    holding: makeFeedbackHolding(deps.seals),
    topics: { 'feedback.check-words': makeCheckHeldWords(deps) },
    job: makeOverdueJob({ ...deps, mendings }),
    bound: bindFeedback(makeRatings({ ...deps, mendings }), desk, deps.content),
    satisfied: desk.satisfied
  }
}
