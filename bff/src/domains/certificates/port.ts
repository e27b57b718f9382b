/** The result of a completed case, as the department reported it. */
export interface CertificateGiven {
  ownerId: string
  caseId: string
  serviceId: string
  title: string
  /** id in departments.yaml */
  department: { id: string; name: string }
  holder: { name: string; idNumber: string }
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
}
