import {
  type Certificate,
  type CertificateCheck,
  type CertificateDetail,
  certificatesRoutes
} from '@shared/contract/certificates'
import { consentsRoutes, type Sharing } from '@shared/contract/consents'
import { type LibraryCertificate, libraryCertificatesRoutes } from '@shared/contract/library-certificates'
import type { Reply } from '@shared/contract/route'
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

export type FromLibrary = Reply<typeof libraryCertificatesRoutes.listLibraryCertificates>

/** What the e-certificate library holds of me, and why it says no more. */
export const listFromLibrary = (): Promise<FromLibrary> => call(libraryCertificatesRoutes.listLibraryCertificates, {})

export const showFromLibrary = (heldId: string): Promise<LibraryCertificate> =>
  call(libraryCertificatesRoutes.showLibraryCertificate, { params: { heldId } })

/** 亮证 of one of the library: as presentCertificate; `department_unavailable` = the library does not answer. */
export const presentFromLibrary = async (heldId: string): Promise<string> =>
  (await withLevel(() => call(libraryCertificatesRoutes.presentLibraryCertificate, { params: { heldId } }))).code

/** Agrees that the library is asked; the same key again is the same act. */
export const agreeToLibrary = async ({ id, version }: Sharing, idempotencyKey: string): Promise<void> => {
  await call(consentsRoutes.giveConsent, { body: { sharingId: id, version } }, { idempotencyKey })
}

/** Whether the certificate with this code is valid; nobody needs to be signed in. */
export const checkCertificate = (code: string): Promise<CertificateCheck> =>
  call(certificatesRoutes.checkCertificate, { body: { code } })
