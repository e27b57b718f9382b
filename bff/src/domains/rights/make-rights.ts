import type { Clock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import type { Files } from '../../platform/files/files'
import type { Bound } from '../../platform/http/mount'
import type { Log } from '../../platform/log/log'
import type { Sealer } from '../../platform/seal/sealer'
import type { Content } from '../content/port'
import type { Accounts, CitizenSeals } from '../identity/port'
import type { Ledger } from '../ledger/port'
import type { Notify } from '../messages/port'
import type { Tasks } from '../tasks/port'
import { makeArchive } from './archive'
import { makeAskCorrection, makeCorrectionSubject, makeListCorrections } from './ask-correction'
import { makeCloseAccount } from './close-account'
import { makeExportData } from './export-data'
import { makeRightsHolding } from './holding'
import type { Holding } from './port'
import { readRetention } from './retention'
import { bindArchive, bindRights } from './routes'
import { makeNoteShredded } from './shredded'

interface Deps {
  db: Db
  clock: Clock
  log: Log
  sealer: Sealer
  seals: CitizenSeals
  files: Files
  accounts: Accounts
  ledger: Ledger
  notify: Notify
  tasks: Tasks
  /** what every other domain holds about a person */
  holdings: readonly Holding[]
  /** whose queue corrections land in */
  department: string
  content: Pick<Content, 'retention'>
  dataDir: string
}

/** The whole domain: export, correction, closing, archive. */
export function makeRightsDomain(deps: Deps) {
  const { db, clock, sealer, seals, ledger, dataDir } = deps
  const listCorrections = makeListCorrections(db, seals)
  const holdings = [...deps.holdings, makeRightsHolding({ listCorrections })]
  const retention = readRetention(deps.content.retention)
  const closing = makeCloseAccount({ ...deps, holdings, retention, noteShredded: makeNoteShredded(dataDir) })
  const bounds: Bound[] = [
    bindRights({
      exportData: makeExportData({ db, clock, holdings }),
      closing,
      askCorrection: makeAskCorrection(deps),
      listCorrections,
      retention
    }),
    bindArchive(makeArchive({ db, clock, sealer, ledger }))
  ]
  return {
    bounds,
    /** WeChat's user_authorization_revoke */
    revoked: closing.revoked,
    correctionSubject: makeCorrectionSubject(deps),
    jobs: [closing.due]
  }
}
