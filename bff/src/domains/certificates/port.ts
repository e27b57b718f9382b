import type { Tx } from '../../platform/db/db'
import type { Grant } from '../consents/port'

/** The result of a completed case, as the department reported it. */
export interface CertificateGiven {
  ownerId: string
  caseId: string
  serviceId: string
  title: string
  /** id in departments.yaml */
  department: { id: string; name: string }
  /** a person, or an enterprise with its 统一社会信用代码 */
  holder: { name: string; idNumber: string; enterprise?: true }
  /** 文号 */
  number: string | null
  /** YYYY-MM-DD */
  issuedOn: string
  /** last day, YYYY-MM-DD; null = for good */
  validUntil: string | null
}

/** 电子证照: makes e-certificates of results. */
export interface Certificates {
  /** Signs and keeps one; again for the same case changes nothing. */
  issue(given: CertificateGiven): Promise<void>
  /** Withdraws what a case gave and tells its owner; false = there is none. Again changes nothing. */
  withdrawOf(tx: Tx, caseId: string, reason: string): Promise<boolean>
}

/** A certificate as the e-certificate library (电子证照库) holds it; of any kind. */
export interface HeldCertificate {
  /** the library's own id of it */
  id: string
  name: string
  /** 颁发机构 */
  issuer: string
  /** ID number of the person it is about */
  holderNumber: string
  updatedAt: Date
  /** last day, YYYY-MM-DD; null = for good */
  validUntil: string | null
  state: 'valid' | 'expired' | 'withdrawn'
}

export interface HeldLibrary {
  /** Everything the library holds of this person. Throws DepartmentUnavailable or DepartmentRefused. */
  held(holder: { name: string; idNumber: string }, grant: Grant<'zzk'>): Promise<HeldCertificate[]>
}
