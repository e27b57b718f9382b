import type { Clock } from '../../../platform/clock/clock'
import type { Db } from '../../../platform/db/db'
import type { Log } from '../../../platform/log/log'
import type { CitizenSeals, Persons } from '../../identity/port'
import type { Notify } from '../../messages/port'
import type { Tasks } from '../../tasks/port'
import type { Catalogue } from '../catalogue'
import { makeDisputeSubject } from './dispute-subject'
import { makeEarlierSource } from './earlier-source'
import { makeIdentitySource } from './identity-source'
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
  blindIndex(purpose: string, value: string): string
}

/** Values that come by themselves: routes, the check when an application is handed in, and how a dispute is decided. */
export function makePrefillDomain(deps: Deps) {
  const prefills = makePrefills({ ...deps, sources: [makeIdentitySource(deps), makeEarlierSource(deps)] })
  return { prefills, bound: bindPrefills(prefills), disputeSubject: makeDisputeSubject(deps) }
}
