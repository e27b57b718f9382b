import type { PublishedCalendar } from '../../../platform/clock/calendar'
import type { Clock } from '../../../platform/clock/clock'
import type { Db, Tx } from '../../../platform/db/db'
import type { Files } from '../../../platform/files/files'
import type { StaffCaller } from '../../../platform/http/caller'
import type { Scan } from '../../../platform/scan/clamd'
import type { Content } from '../../content/port'
import type { CitizenSeals, Persons } from '../../identity/port'
import type { Ledger } from '../../ledger/port'
import type { Acting } from '../../mandates/port'
import type { Notify } from '../../messages/port'
import type { StaffDirectory } from '../../staff/port'
import type { Tasks } from '../../tasks/port'
import { makeFollowParts } from '../bundle-cases'
import { makeCases } from '../cases'
import type { Payments } from '../port'
import type { RecordStep } from '../record-step'
import { makeActOnCase } from './act-on-case'
import { makeAskHowToPay } from './ask-how-to-pay'
import { makeDeskClock } from './clock-job'
import { makeDeskCases } from './desk-cases'
import { deskReach, makeColleagues } from './desk-reach'
import { deskWords } from './desk-words'
import { makeDoneAtOnce } from './done-at-once'
import { makeFilingSubject } from './file-at-once'
import { makeLocalDesk } from './local-desk'
import { makeLocalPlatform } from './local-platform'
import { makeMends } from './mends'
import { makeMoves } from './moves'
import { bindOpinions } from './opinion-routes'
import { makeOpinions } from './opinions'
import { makeOverdueSubject } from './overdue-subject'
import { bindDeskCases } from './routes'
import { makeWithdraw } from './withdraw'

interface Deps {
  db: Db
  clock: Clock
  calendar: PublishedCalendar
  seals: CitizenSeals
  files: Files
  scan: Scan
  notify: Notify
  tasks: Tasks
  ledger: Ledger
  acting: Acting
  staff: StaffDirectory
  content: Pick<Content, 'services' | 'deskTemplates' | 'departments'>
  persons: Pick<Persons, 'accounts'>
  recordStep: RecordStep
  payments: Payments
}

/** The `local` provider of the acceptance port: departments without a system are served by our own tables and desk. */
export function makeDesk(deps: Deps) {
  const { db, clock, calendar, seals, staff, recordStep } = deps
  const moves = makeMoves(deps)
  const mends = makeMends({ seals, inWords: deskWords })
  const opinions = makeOpinions(deps)
  const local = makeLocalDesk({ clock, calendar, seals, mends, moves, opinions })
  const cases = makeCases({ db, seals, calendar, desk: local })
  const colleagues = makeColleagues(staff)
  const act = makeActOnCase({
    ...{ clock, seals, reach: deskReach, colleagues, moves, mends, opinions, recordStep },
    content: deps.content
  })
  const askHowToPay = makeAskHowToPay({ ...deps, reach: deskReach })
  const desk = makeDeskCases({
    ...deps,
    ...{ cases, reach: deskReach, colleagues }
  })
  const answerOpinion = (tx: Tx, caller: StaffCaller, opinionId: string, given: { agrees: boolean; words: string }) =>
    opinions.answer(tx, moves, caller, opinionId, given)
  return {
    local,
    answerOpinion,
    journal: moves.journal,
    cases,
    act,
    askHowToPay,
    platform: makeLocalPlatform({ db, clock }),
    withdraw: makeWithdraw({ ...deps, moves, followParts: makeFollowParts(deps) }),
    clockJob: makeDeskClock({ db, clock, moves, opinions }),
    doneAtOnce: makeDoneAtOnce({ ...deps, moves }),
    overdueSubject: makeOverdueSubject({ moves, staff }),
    filingSubject: makeFilingSubject({ moves }),
    bounds: [
      bindDeskCases({ desk, act, askHowToPay, reach: deskReach }),
      bindOpinions({ opinions, answer: answerOpinion })
    ]
  }
}
