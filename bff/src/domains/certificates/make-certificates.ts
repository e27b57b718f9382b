import type { Tx } from '../../platform/db/db'
import type { Ledger } from '../ledger/port'
import type { Notify } from '../messages/port'
import type { StaffDirectory } from '../staff/port'
import { makeCertificateDesk } from './desk'
import { type HeldDeps, makeHeld } from './held'
import { makeCertificatesHolding } from './holding'
import { certificatesAttention, certificatesSource } from './home-sources'
import { certificateKeys } from './keys'
import { bindCertificates, bindLibraryCertificates } from './routes'
import { type CertificatesDeps, makeCertificates } from './service'
import { certificateOfCase } from './store'
import { tellExpiring } from './tell-expiring'
import { makeWithdrawal } from './withdraw'

interface Deps extends Omit<CertificatesDeps, 'keys' | 'checkPage'>, HeldDeps {
  ledger: Ledger
  notify: Notify
  staff: Pick<StaffDirectory, 'publicName'>
  config: {
    PUBLIC_URL?: string | undefined
    PORT: number
    DATA_DIR: string
    CERTIFICATE_SIGN_KEY?: string | undefined
    CERTIFICATE_FORMER_KEYS?: string | undefined
  }
}

/** The page stands behind #, so that no server log sees the code. */
const CHECK_PAGE = '/#/packages/certificates/pages/check/index?code='

/** 电子证照: port, routes, jobs, holding, and what 首页 and the search show of them. */
export function makeCertificatesDomain({ config, ...given }: Deps) {
  const origin = config.PUBLIC_URL ? new URL(config.PUBLIC_URL).origin : `http://localhost:${config.PORT}`
  const deps = { ...given, keys: certificateKeys(config, config.DATA_DIR), checkPage: `${origin}${CHECK_PAGE}` }
  const certificates = makeCertificates(deps)
  const held = makeHeld(deps)
  const withdraw = makeWithdrawal(deps)
  const desk = makeCertificateDesk({ ...deps, certificates, held })
  return {
    issue: certificates.issue,
    withdrawOf: async (tx: Tx, caseId: string, reason: string) => {
      const row = await certificateOfCase(tx, caseId)
      if (row) await withdraw(tx, row, reason)
      return row !== null
    },
    bounds: [
      bindCertificates(certificates, desk),
      bindLibraryCertificates({ held, showCode: certificates.showCode, clock: deps.clock })
    ],
    attention: certificatesAttention({ ...deps, held }),
    search: certificatesSource({ ...deps, held }),
    jobs: [tellExpiring(deps), held.cleanUp],
    holding: makeCertificatesHolding(deps.seals)
  }
}
