import type { Me } from '@shared/contract/identity'
import type { Clock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import type { Sealer } from '../../platform/seal/sealer'
import type { Content } from '../content/port'
import type { CapacitySessions, CitizenSeals, Persons, Subjects } from '../identity/port'
import type { Notify } from '../messages/port'
import { makeActing } from './acting'
import { makeAskRegisterAgain } from './ask-register-again'
import { mandatesAttention } from './attention'
import { makeEndings } from './endings'
import { makeEnterprises } from './enterprises'
import { makeGuardianships } from './guardianships'
import { makeEndAllOf, makeMandatesHolding } from './holding'
import { makeInvitations } from './invitations'
import { makeMandates } from './mandates'
import { makeNames } from './names'
import type { MarketRegister } from './port'
import { bindMandates } from './routes'

interface Deps {
  db: Db
  clock: Clock
  content: Content
  sealer: Pick<Sealer, 'blindIndex'>
  seals: CitizenSeals
  notify: Notify
  persons: Pick<Persons, 'maskedName' | 'verified'>
  subjects: Subjects
  sessions: CapacitySessions
  register: MarketRegister
}

/** The whole domain: its routes and what it offers to others. */
export function makeMandatesDomain(deps: Deps) {
  const names = makeNames(deps)
  const endings = makeEndings({ ...deps, names })
  const askRegisterAgain = makeAskRegisterAgain({ ...deps, endings })
  const invitations = makeInvitations({
    ...deps,
    names,
    endings,
    askRegisterAgain,
    knowsService: (serviceId) => deps.content.services.has(serviceId)
  })
  const parts = {
    db: deps.db,
    clock: deps.clock,
    names,
    invitations,
    askRegisterAgain,
    mandates: makeMandates({ ...deps, names, endings, askRegisterAgain }),
    enterprises: makeEnterprises({ ...deps, endings })
  }
  return {
    acting: makeActing({ ...deps, names }),
    attention: mandatesAttention({ ...deps, names }),
    guardianships: makeGuardianships(deps),
    holding: makeMandatesHolding({ names, endings }),
    endAllOf: makeEndAllOf(endings),
    jobs: [invitations.cleanUp],
    bind: (meOf: (token: string) => Promise<Me | null>) => bindMandates({ ...parts, meOf })
  }
}
