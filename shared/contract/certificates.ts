import * as z from 'zod/mini'
import { civilDay, done, id, instant } from './parts'
import { routes } from './route'

/** 电子证照: what a completed case resulted in. Wording for citizens: CERTIFICATE_STATES. */
export const certificateState = z.enum(['valid', 'expired', 'withdrawn'])
export type CertificateState = z.output<typeof certificateState>
export const CERTIFICATE_STATES = {
  valid: '有效',
  expired: '已过期',
  withdrawn: '已撤销'
} as const satisfies Record<CertificateState, string>

export const certificate = z.object({
  id,
  title: z.string(),
  department: z.string(),
  issuedOn: civilDay,
  /** last day; null = 长期 */
  validUntil: z.nullable(civilDay),
  state: certificateState,
  caseId: id
})
export type Certificate = z.output<typeof certificate>

export const certificateDetail = z.object({
  ...certificate.shape,
  /** 文号; null = the department gave none */
  number: z.nullable(z.string()),
  /** masked */
  holder: z.string(),
  /** anybody who has it can ask whether the certificate is valid */
  code: z.string(),
  /** why it was withdrawn, in the department's words */
  withdrawnReason: z.nullable(z.string())
})
export type CertificateDetail = z.output<typeof certificateDetail>

/** What whoever checks a certificate is told; masked. unknown = there is none, or it does not fit its signature. */
export const certificateCheck = z.object({
  state: z.enum([...certificateState.options, 'unknown']),
  title: z.nullable(z.string()),
  department: z.nullable(z.string()),
  holder: z.nullable(z.string()),
  issuedOn: z.nullable(civilDay),
  validUntil: z.nullable(civilDay),
  checkedAt: instant
})
export type CertificateCheck = z.output<typeof certificateCheck>

/** 亮证 as the desk sees it. */
export const presentedCertificate = z.object({
  ...certificateCheck.shape,
  number: z.nullable(z.string()),
  /** masked */
  idNumber: z.nullable(z.string()),
  /** one of the e-certificate library: when it said so; absent = one of ours */
  libraryReadAt: z.optional(instant)
})
export type PresentedCertificate = z.output<typeof presentedCertificate>

const certificateParams = z.object({ certificateId: id })
/** Printed in groups; blanks, hyphens and lower case are taken as well. */
const typed = z.string().check(z.minLength(4), z.maxLength(40))
const MINE = ['sign_in_required', 'level_required', 'not_found', 'out_of_scope'] as const

export const certificatesRoutes = routes({
  listCertificates: {
    method: 'GET',
    path: '/api/v1/certificates',
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'My e-certificates (我的证照), newest first.',
    response: z.object({ items: z.array(certificate) }),
    errors: ['sign_in_required']
  },
  showCertificate: {
    method: 'GET',
    path: '/api/v1/certificates/:certificateId',
    ids: { certificateId: 'owner' },
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'One e-certificate of mine.',
    params: certificateParams,
    response: certificateDetail,
    errors: ['sign_in_required', 'not_found', 'out_of_scope']
  },
  certificatePaper: {
    method: 'GET',
    path: '/api/v1/certificates/:certificateId/paper',
    ids: { certificateId: 'owner' },
    auth: 'real-name',
    // drawn anew each time, which costs as much as taking in a file
    rate: 'upload',
    idempotent: false,
    audit: true,
    summary: 'The e-certificate as PDF with digest (SM3), signature (SM2) and a QR code for checking it.',
    params: certificateParams,
    response: 'file',
    errors: MINE
  },
  presentCertificate: {
    method: 'POST',
    path: '/api/v1/certificates/:certificateId/presentations',
    ids: { certificateId: 'owner' },
    auth: 'real-name',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary:
      '亮证: a code that is good once, for 60 s, for whoever scans it at a desk. conflict = it is not valid (any more).',
    params: certificateParams,
    response: z.object({ code: z.string(), expiresAt: instant }),
    errors: [...MINE, 'forbidden', 'conflict']
  },
  checkCertificate: {
    method: 'POST',
    path: '/api/v1/certificate-checks',
    auth: 'public',
    rate: 'sign-in',
    idempotent: false,
    audit: false,
    summary: 'Whether the certificate with this code is valid. For anybody; the name is masked.',
    body: z.object({ code: typed }),
    response: certificateCheck,
    errors: []
  },
  scanPresentation: {
    method: 'POST',
    path: '/api/v1/desk/certificate-presentations',
    auth: 'staff:any',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary:
      'Takes a 亮证 code at a desk or gate; written to the ledger of the holder. not_found = used, expired, or never given.',
    body: z.object({ code: typed }),
    response: presentedCertificate,
    errors: ['sign_in_required', 'forbidden', 'not_found']
  },
  withdrawCertificate: {
    method: 'POST',
    path: '/api/v1/desk/certificate-withdrawals',
    auth: 'staff:clerk',
    fresh: true,
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'The department takes back a certificate of its own; the holder is told why.',
    body: z.object({ code: typed, reason: z.string().check(z.minLength(5), z.maxLength(300)) }),
    response: done,
    errors: ['sign_in_required', 'forbidden', 'fresh_check_required', 'not_found', 'conflict']
  }
})
