import {
  type Certificate,
  type CertificateCheck,
  type CertificateDetail,
  certificatesRoutes
} from '@shared/contract/certificates'
import { call } from '@/platform/call'
import { openStoredFile } from '@/platform/stored-file'
import { withLevel } from '@/session/step-up'

/** All calls of this package; pages never see addresses. Every function rejects with CallError. */

export const listCertificates = async (): Promise<Certificate[]> =>
  (await call(certificatesRoutes.listCertificates, {})).items

export const showCertificate = (certificateId: string): Promise<CertificateDetail> =>
  call(certificatesRoutes.showCertificate, { params: { certificateId } })

/** Opens the certificate as PDF. */
export const openPaper = (certificateId: string): Promise<void> =>
  openStoredFile(certificatesRoutes.certificatePaper, { certificateId }, 'application/pdf')

/** 亮证: a code that is good once, for a minute from now. `conflict` = the certificate is not valid. */
export const presentCertificate = async (certificateId: string): Promise<string> =>
  (await withLevel(() => call(certificatesRoutes.presentCertificate, { params: { certificateId } }))).code

/** Whether the certificate with this code is valid; nobody needs to be signed in. */
export const checkCertificate = (code: string): Promise<CertificateCheck> =>
  call(certificatesRoutes.checkCertificate, { body: { code } })
