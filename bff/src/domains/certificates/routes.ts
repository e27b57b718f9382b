import { certificatesRoutes } from '@shared/contract/certificates'
import { libraryCertificatesRoutes } from '@shared/contract/library-certificates'
import type { Clock } from '../../platform/clock/clock'
import { bind } from '../../platform/http/mount'
import { isRefused } from '../../platform/http/refused'
import { shownAsHeld } from './code'
import type { CertificateDesk } from './desk'
import type { Held } from './held'
import { presentHeld } from './present'
import type { CertificatesService } from './service'

export const bindCertificates = (certificates: CertificatesService, desk: CertificateDesk) =>
  bind('certificates', certificatesRoutes, {
    listCertificates: async (_input, { caller }) => ({ items: await certificates.list(caller) }),
    showCertificate: async ({ params }, { caller }) => certificates.show(caller, params.certificateId),
    certificatePaper: async ({ params }, { caller }) => {
      const bytes = await certificates.paper(caller, params.certificateId)
      return isRefused(bytes) ? bytes : { name: '电子证照.pdf', type: 'application/pdf', bytes }
    },
    presentCertificate: async ({ params }, { caller }) => certificates.present(caller, params.certificateId),
    checkCertificate: async ({ body }) => certificates.check(body.code),
    scanPresentation: async ({ body }, { caller }) => desk.scan(caller, body.code),
    withdrawCertificate: async ({ body }, { caller }) => desk.withdraw(caller, body.code, body.reason)
  })

interface LibraryParts {
  held: Held
  showCode: CertificatesService['showCode']
  clock: Clock
}

export const bindLibraryCertificates = ({ held, showCode, clock }: LibraryParts) =>
  bind('libraryCertificates', libraryCertificatesRoutes, {
    listLibraryCertificates: async (_input, { caller }) => {
      const { items, silent } = await held.list(caller)
      return { items: items.map((one) => presentHeld(one, clock.today())), silent }
    },
    showLibraryCertificate: async ({ params }, { caller }) => {
      const one = await held.show(caller, params.heldId)
      return isRefused(one) ? one : presentHeld(one, clock.today())
    },
    presentLibraryCertificate: async ({ params }, { caller }) => {
      const row = await held.forShowing(caller, params.heldId)
      return isRefused(row) ? row : showCode(shownAsHeld(row.id))
    }
  })
