import * as z from 'zod/mini'
import { certificateState } from './certificates'
import { sharing } from './consents'
import { civilDay, id, instant } from './parts'
import { routes } from './route'

/** A certificate of the e-certificate library (电子证照库) beside our own. */
export const libraryCertificate = z.object({
  id,
  title: z.string(),
  /** who issued it, as the library says */
  issuer: z.string(),
  /** masked */
  holder: z.string(),
  /** last day; null = 长期 */
  validUntil: z.nullable(civilDay),
  /** withdrawn = 注销 */
  state: certificateState,
  /** when the library changed it last */
  updatedAt: instant,
  /** when the library told us */
  readAt: instant
})
export type LibraryCertificate = z.output<typeof libraryCertificate>

/** Why the library was not asked, or has not answered. */
const librarySilence = z.object({
  why: z.enum(['real-name', 'consent', 'unavailable']),
  /** what has to be agreed to, where `why` is consent */
  sharing: z.optional(sharing)
})
export type LibrarySilence = z.output<typeof librarySilence>

const heldParams = z.object({ heldId: id })

export const libraryCertificatesRoutes = routes({
  listLibraryCertificates: {
    method: 'GET',
    path: '/api/v1/library-certificates',
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary:
      'What the e-certificate library holds of me, once I agree that it is asked; written to my ledger. Answers within 2.5 s: a library that is down is named, with what it said last. Nothing while I act for somebody else.',
    response: z.object({ items: z.array(libraryCertificate), silent: z.nullable(librarySilence) }),
    errors: ['sign_in_required']
  },
  showLibraryCertificate: {
    method: 'GET',
    path: '/api/v1/library-certificates/:heldId',
    ids: { heldId: 'owner' },
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'One certificate of the library, as it was read last.',
    params: heldParams,
    response: libraryCertificate,
    errors: ['sign_in_required', 'not_found']
  },
  presentLibraryCertificate: {
    method: 'POST',
    path: '/api/v1/library-certificates/:heldId/presentations',
    ids: { heldId: 'owner' },
    auth: 'real-name',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary:
      '亮证 of a certificate of the library, which is asked anew: a code good once, for 60 s, taken by scanPresentation. conflict = it is not valid (any more).',
    params: heldParams,
    response: z.object({ code: z.string(), expiresAt: instant }),
    errors: ['sign_in_required', 'forbidden', 'level_required', 'not_found', 'conflict', 'department_unavailable']
  }
})
