import * as z from 'zod/mini'
import { civilDay, done, id, instant, slug } from './parts'
import { routes } from './route'

/** One flow of data to a department, as published in bff/content/sharings.yaml (PIPL art. 17, 23, 29). */
export const sharing = z.object({
  id: slug,
  /** changes with purpose, fields or days; a consent names the version it was given to */
  version: z.string(),
  department: z.object({ id: slug, name: z.string() }),
  purpose: z.string(),
  /** what is handed over, in words */
  fields: z.array(z.string()),
  /** sensitive personal information is among them (PIPL art. 28) */
  sensitive: z.boolean(),
  /** how long a consent lasts */
  days: z.int(),
  /** what happens without it */
  without: z.string()
})
export type Sharing = z.output<typeof sharing>

export const consent = z.object({
  id,
  sharing,
  givenAt: instant,
  /** last day */
  until: civilDay,
  withdrawnAt: z.nullable(instant),
  state: z.enum(['active', 'ended', 'withdrawn'])
})
export type Consent = z.output<typeof consent>

const SIGNED_IN = ['sign_in_required', 'forbidden'] as const

export const consentsRoutes = routes({
  listConsents: {
    method: 'GET',
    path: '/api/v1/consents',
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: '授权管理: what I have allowed, newest first, also ended ones.',
    response: z.object({ items: z.array(consent) }),
    errors: ['sign_in_required']
  },
  listNeeded: {
    method: 'GET',
    path: '/api/v1/services/:serviceId/sharings',
    ids: { serviceId: 'content' },
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'Which departments get what when I hand in this service item, and what I have agreed to already.',
    params: z.object({ serviceId: slug }),
    response: z.object({ items: z.array(z.object({ sharing, given: z.boolean() })) }),
    errors: ['sign_in_required', 'not_found']
  },
  giveConsent: {
    method: 'POST',
    path: '/api/v1/consents',
    ids: { 'body.sharingId': 'content' },
    auth: 'session',
    rate: 'write',
    idempotent: true,
    audit: true,
    summary: 'Agree to one sharing, separately from everything else (PIPL art. 23, 29).',
    body: z.object({ sharingId: slug, version: z.string().check(z.maxLength(40)) }),
    response: consent,
    errors: [...SIGNED_IN, 'not_found', 'conflict', 'idempotency_key_reused']
  },
  withdrawConsent: {
    method: 'DELETE',
    path: '/api/v1/consents/:consentId',
    ids: { consentId: 'owner' },
    auth: 'session',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'Withdraw: one tap like giving it; no department gets anything under it after 5 s (PIPL art. 15).',
    params: z.object({ consentId: id }),
    response: done,
    errors: [...SIGNED_IN, 'not_found']
  }
})
