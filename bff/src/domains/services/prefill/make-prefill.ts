import type { Clock } from '../../../platform/clock/clock'
import type { Db } from '../../../platform/db/db'
import type { Log } from '../../../platform/log/log'
import type { Consents } from '../../consents/port'
import type { Content } from '../../content/port'
import type { CitizenSeals, Persons } from '../../identity/port'
import type { Ledger } from '../../ledger/port'
import type { Acting } from '../../mandates/port'
import type { Notify } from '../../messages/port'
import type { Tasks } from '../../tasks/port'
import type { Catalogue } from '../catalogue'
import type { CitizenFiles } from '../files'
import type { CertificateLibrary } from '../port'
import { makeDisputeSubject } from './dispute-subject'
import { makeEarlierSource } from './earlier-source'
import { makeEnterpriseSource } from './enterprise-source'
import { makeIdentitySource } from './identity-source'
import { makeLibrarySource } from './library-source'
import { bindMyDisputes } from './my-disputes'
import { makePrefills } from './prefills'
import { bindPrefills } from './routes'

interface Deps {
  db: Db
  clock: Clock
  log: Log
  seals: CitizenSeals
  catalogue: Catalogue
  tasks: Tasks
  notify: Notify
  persons: Persons
  acting: Pick<Acting, 'enterpriseOf'>
  library: CertificateLibrary
  consents: Pick<Consents, 'grant'>
  content: Pick<Content, 'sharings'>
  ledger: Ledger
  files: Pick<CitizenFiles, 'keepPaper'>
  blindIndex(purpose: string, value: string): string
}

/** Values that come by themselves: routes, the check when an application is handed in, and how a dispute is decided. */
export function makePrefillDomain(deps: Deps) {
  const sources = [
    makeIdentitySource(deps),
    makeEnterpriseSource(deps),
    makeEarlierSource(deps),
    makeLibrarySource(deps)
  ]
  const prefills = makePrefills({ ...deps, sources })
  return {
    prefills,
    bound: [bindPrefills(prefills), bindMyDisputes(deps)],
    disputeSubject: makeDisputeSubject(deps)
  }
}
