import type { Grant } from '../consents/port'

/**
 * What the services domain (办事) asks of outside systems. A connector in departments/ provides it; `wiring.ts` chooses.
 * All calls may throw DepartmentUnavailable (worth another try) or DepartmentRefused (trying again changes nothing).
 */

/** One case as a department's acceptance system receives it. `outerId` is our case id and makes the call repeatable. */
export interface Application {
  outerId: string
  itemCode: string
  itemName: string
  applicant: { name: string; certNo: string; mobile: string }
  /** label → answer in words, in the order of the form */
  form: { label: string; value: string }[]
  materials: Material[]
  submittedAt: Date
}

export interface Material {
  name: string
  fileName: string
  contentType: string
  content: Buffer
}

export interface Receipt {
  receiptNo: string
  receivedAt: Date
}

/** A step of a case as the department reports it, already in our words. */
export interface CaseStep {
  eventId: string
  outerId: string
  receiptNo: string
  state: 'received' | 'accepted' | 'reviewing' | 'correction' | 'completed' | 'refused'
  at: Date
  note: string | null
  correction: { item: string; reason: string }[]
  /**
   * granted: false = 不予批准, a decision and never a certificate; absent = granted. validUntil: last day, YYYY-MM-DD;
   * null or absent = for good
   */
  result: {
    title: string
    documentNo: string | null
    issuedAt: Date
    granted?: boolean
    validUntil?: string | null
  } | null
}

/** 综合受理平台: takes applications of many departments (municipal acceptance platform, 渝快办 style). */
export interface AcceptancePlatform {
  /** Hands a case over; the same outerId with the same content answers the first receipt again. */
  apply(application: Application, grant: Grant<'ykb'>): Promise<Receipt>
  /** 补正: the same case, mended; the same supplementId again is the same act. */
  supplement(application: Application, supplementId: string, grant: Grant<'ykb'>): Promise<void>
  /** Where a case stands with the department; null = the department does not know it. */
  status(outerId: string): Promise<{ receipt: Receipt; steps: CaseStep[] } | null>
}

/** A case as the platform lists it; a state we have no word for is null. */
export interface ListedCase {
  outerId: string
  receiptNo: string
  state: CaseStep['state'] | null
  events: { eventId: string; state: CaseStep['state'] | null; at: Date }[]
}

/** An item of the platform's directory; promiseDays in working days, null = the directory names none. */
export interface ListedItem {
  itemCode: string
  itemName: string
  version: number
  department: string
  open: boolean
  promiseDays: number | null
}

/** What the platform has, page by page (from 1): to compare with what we have. Carries no personal value. */
export interface PlatformLists {
  /** every case of ours it has received since */
  cases(since: Date, page: number): Promise<{ pages: number; cases: ListedCase[] }>
  items(page: number): Promise<{ pages: number; items: ListedItem[] }>
}

/** How somebody comes from a page of the platform to an item here: a link with these. */
export interface PlatformEntry {
  itemCode: string
  returnUrl: string
  /** ms since the epoch */
  timestamp: string
  nonce: string
  signature: string
}

/** The door between the platform's pages and ours; nobody is signed in by it. */
export interface PlatformDoor {
  /** whether an entry is the platform's, at most five minutes old and not used before; it is used now */
  opens(entry: PlatformEntry): Promise<boolean>
  /** the address, when people may be led back to it; null = it is not on the list */
  wayBack(url: string): string | null
  /** the platform's page of an item, signed; null = this deployment knows none */
  pageOf(itemCode: string, returnUrl: string): string | null
}

/** 缴费: how the fee of a case can be paid. */
export interface Payments {
  /**
   * What the applicant is told to do, in a sentence; amount in 分, `until` is the last day. Asked outside of any
   * transaction before the fee is asked for, perhaps more than once for one fee; the answer is kept on the case and not
   * asked for again. May reject; when `signal` ends nobody waits any longer, and the applicant is sent to the window.
   */
  how(fee: { caseId: string; amount: number; until: string }, signal: AbortSignal): Promise<string>
}

/** 人社局: what the bureau's register says about one person's flexible-employment insurance. */
export interface EnrolmentRegister {
  flexibleStatus(person: { certNo: string; name: string }, grant: Grant<'rsj'>): Promise<Enrolment>
}

export interface Enrolment {
  enrolled: boolean
  /** 个人编号 */
  personalNo: string | null
  agency: string | null
  /** since: YYYY-MM */
  insurances: { name: string; since: string; status: string }[]
}

/** A certificate as the e-certificate library holds it. */
export interface LibraryCertificate {
  /** the library's own id of it */
  id: string
  kind: 'id-card' | 'household' | 'disability' | 'business-licence' | 'property'
  /** 居民户口簿 */
  name: string
  /** ID number of the person it is about */
  holderNumber: string
  updatedAt: Date
  /** last day, YYYY-MM-DD; null = for good */
  validUntil: string | null
  state: 'valid' | 'expired' | 'cancelled'
  /** name, idNumber, street (in words), grade, enterpriseName, creditCode, location: those the certificate has */
  entries: Record<string, string>
}

/** 电子证照库: certificates of a person. Reading needs the person's consent. */
export interface CertificateLibrary {
  list(holder: { name: string; idNumber: string }, grant: Grant<'zzk'>): Promise<LibraryCertificate[]>
  /** The certificate as a PDF. */
  file(certificateId: string, grant: Grant<'zzk'>): Promise<Buffer>
}

/** Ratings of months that are over: how many, and how many of them at least 基本满意. Given by feedback. */
export type Satisfaction = () => Promise<{ part: number; whole: number }>
