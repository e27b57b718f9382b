import type { WorkingCalendar } from '@shared/values/working-days'
import type { Clock } from '../../../platform/clock/clock'
import type { Db } from '../../../platform/db/db'
import type { Files } from '../../../platform/files/files'
import type { Content } from '../../content/port'
import type { CitizenSeals } from '../../identity/port'
import type { Ledger } from '../../ledger/port'
import type { Acting } from '../../mandates/port'
import type { Notify } from '../../messages/port'
import type { StaffDirectory } from '../../staff/port'
import type { Tasks } from '../../tasks/port'
import { makeFollowParts } from '../bundle-cases'
import { makeCases } from '../cases'
import type { RecordStep } from '../record-step'
import { makeActOnCase } from './act-on-case'
import { makeDeskClock } from './clock-job'
import { makeDeskCases } from './desk-cases'
import { deskReach, makeColleagues } from './desk-reach'
import { deskWords } from './desk-words'
import { makeLocalDesk } from './local-desk'
import { makeLocalPlatform } from './local-platform'
import { makeMends } from './mends'
import { makeMoves } from './moves'
import { makeOverdueSubject } from './overdue-subject'
import { bindDeskCases } from './routes'
import { makeWithdraw } from './withdraw'

interface Deps {
  db: Db
  clock: Clock
  calendar: WorkingCalendar
  seals: CitizenSeals
  files: Files
  notify: Notify
  tasks: Tasks
  ledger: Ledger
  acting: Acting
  staff: StaffDirectory
  content: Pick<Content, 'services' | 'deskTemplates'>
  recordStep: RecordStep
}

/** The `local` provider of the acceptance port: departments without a system are served by our own tables and desk. */
export function makeDesk(deps: Deps) {
  const { db, clock, calendar, seals, acting, staff, recordStep } = deps
  const moves = makeMoves(deps)
  const mends = makeMends({ seals, inWords: deskWords })
  const local = makeLocalDesk({ clock, calendar, seals, mends, moves })
  const cases = makeCases({ db, seals, desk: local })
  const colleagues = makeColleagues(staff)
  const act = makeActOnCase({ clock, seals, reach: deskReach, colleagues, moves, mends, recordStep })
  const desk = makeDeskCases({
    ...deps,
    ...{ cases, reach: deskReach, colleagues }
  })
  return {
    local,
    journal: moves.journal,
    cases,
    act,
    platform: makeLocalPlatform({ db, clock }),
    withdraw: makeWithdraw({ clock, seals, acting, moves, followParts: makeFollowParts(deps) }),
    clockJob: makeDeskClock({ db, clock, moves }),
    overdueSubject: makeOverdueSubject({ moves, staff }),
    bound: bindDeskCases({ desk, act, reach: deskReach })
  }
}
