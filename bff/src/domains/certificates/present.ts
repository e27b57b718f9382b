import type {
  Certificate,
  CertificateCheck,
  CertificateDetail,
  CertificateState,
  PresentedCertificate
} from '@shared/contract/certificates'
import type { LibraryCertificate } from '@shared/contract/library-certificates'
import { maskCitizenId } from '@shared/values/citizen-id'
import { maskName } from '@shared/values/person-name'
import { instantText } from '../../platform/clock/instant-text'
import type { OpenedHeld } from './held-sealed'
import type { HeldRow } from './held-store'
import { shownHolder, shownNumber } from './shown-holder'
import type { HiddenPart } from './signed-content'
import type { CertificateRow } from './store'

/** `today` is YYYY-MM-DD in Asia/Shanghai; the last day still counts. */
export const stateOf = (row: Pick<CertificateRow, 'withdrawn_at' | 'valid_until'>, today: string): CertificateState => {
  if (row.withdrawn_at) return 'withdrawn'
  return row.valid_until !== null && row.valid_until < today ? 'expired' : 'valid'
}

/** The same of one the library told about. */
export const stateNow = (row: Pick<HeldRow, 'state' | 'valid_until'>, today: string): CertificateState =>
  row.state === 'valid' && row.valid_until !== null && row.valid_until < today ? 'expired' : row.state

export const presentHeld = ({ row, hidden }: OpenedHeld, today: string): LibraryCertificate => ({
  id: row.id,
  title: hidden.title,
  issuer: hidden.issuer,
  holder: maskName(hidden.holder),
  validUntil: row.valid_until,
  state: stateNow(row, today),
  updatedAt: instantText(row.updated_at),
  readAt: instantText(row.read_at)
})

export const presentHeldPresented = ({ row, hidden }: OpenedHeld, today: string, at: Date): PresentedCertificate => ({
  state: stateNow(row, today),
  title: hidden.title,
  department: hidden.issuer,
  holder: maskName(hidden.holder),
  issuedOn: null,
  validUntil: row.valid_until,
  checkedAt: instantText(at),
  number: null,
  idNumber: maskCitizenId(hidden.idNumber),
  libraryReadAt: instantText(row.read_at)
})

export const presentCertificate = (row: CertificateRow, today: string): Certificate => ({
  id: row.id,
  title: row.title,
  department: row.department,
  issuedOn: row.issued_on,
  validUntil: row.valid_until,
  state: stateOf(row, today),
  caseId: row.case_id
})

export const presentDetail = (
  { row, hidden, withdrawnReason }: { row: CertificateRow; hidden: HiddenPart; withdrawnReason: string | null },
  today: string
): CertificateDetail => ({
  ...presentCertificate(row, today),
  number: hidden.number,
  holder: shownHolder(hidden),
  code: hidden.code,
  withdrawnReason
})

export const presentUnknown = (at: Date): CertificateCheck => ({
  state: 'unknown',
  title: null,
  department: null,
  holder: null,
  issuedOn: null,
  validUntil: null,
  checkedAt: instantText(at)
})

export const presentCheck = (row: CertificateRow, hidden: HiddenPart, today: string, at: Date): CertificateCheck => ({
  state: stateOf(row, today),
  title: row.title,
  department: row.department,
  holder: shownHolder(hidden),
  issuedOn: row.issued_on,
  validUntil: row.valid_until,
  checkedAt: instantText(at)
})

export const presentPresented = (row: CertificateRow, hidden: HiddenPart, today: string, at: Date) => ({
  ...presentCheck(row, hidden, today, at),
  number: hidden.number,
  idNumber: shownNumber(hidden)
})
