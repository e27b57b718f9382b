import { certificatesRoutes } from '@shared/contract/certificates'
import { bind } from '../../platform/http/mount'
import { isRefused } from '../../platform/http/refused'
import type { CertificateDesk } from './desk'
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
