import * as z from 'zod/mini'
import { capacity, sessionChange } from './identity'
import { civilDay, done, id, instant, slug } from './parts'
import { routes } from './route'

/** What somebody may do for another: whole domains, or within 办事 only some service items. */
export const mandateDomain = z.enum(['services', 'social-security', 'parking', 'tourism', 'policy'])
export const scope = z.object({
  domains: z.array(mandateDomain).check(z.minLength(1), z.maxLength(5)),
  /** null = every service item */
  serviceIds: z.nullable(z.array(slug).check(z.minLength(1), z.maxLength(50)))
})
export type Scope = z.output<typeof scope>

/** 授权: somebody (holder) may act for an owner (an enterprise, a relative, a child) within a scope until an end. */
export const mandateKind = z.enum(['legal-representative', 'agent', 'proxy', 'guardian'])
export const mandate = z.object({
  id,
  kind: mandateKind,
  /** the enterprise's name, or the masked name of the person acted for */
  owner: z.string(),
  /** masked name of who acts */
  holder: z.string(),
  scope,
  since: instant,
  /** last day; null = no end (legal representative) */
  until: z.nullable(civilDay),
  state: z.enum(['active', 'ended', 'revoked'])
})
export type Mandate = z.output<typeof mandate>

export const enterprise = z.object({
  id,
  name: z.string(),
  /** 统一社会信用代码, GB 32100-2015; public */
  creditCode: z.string(),
  /** my part in it */
  role: z.enum(['legal-representative', 'agent']),
  mandateId: id,
  confirmedAt: instant
})
export type Enterprise = z.output<typeof enterprise>

export const invitation = z.object({
  id,
  kind: z.enum(['agent', 'proxy']),
  /** short code to read out or to send as a WeChat card */
  code: z.string(),
  /** the enterprise's name or the masked name of the person who invites */
  owner: z.string(),
  scope,
  until: civilDay,
  expiresAt: instant,
  state: z.enum(['open', 'accepted', 'withdrawn', 'expired'])
})
export type Invitation = z.output<typeof invitation>

const byCode = z.object({ code: z.string().check(z.regex(/^[0-9A-Z]{8}$/)) })
const SIGNED_IN = ['sign_in_required', 'forbidden', 'level_required'] as const

export const mandatesRoutes = routes({
  listCapacities: {
    method: 'GET',
    path: '/api/v1/me/capacities',
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'For whom I may act: myself, my enterprises, relatives, children.',
    response: z.object({
      items: z.array(z.object({ ...capacity.shape, until: z.nullable(civilDay), current: z.boolean() }))
    }),
    errors: ['sign_in_required']
  },
  switchCapacity: {
    method: 'POST',
    path: '/api/v1/me/capacity',
    ids: { 'body.mandateId': 'self' },
    auth: 'session',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: "Act for somebody else, or (null) for myself again; a new session takes the old one's place.",
    body: z.object({ mandateId: z.nullable(id) }),
    response: sessionChange,
    errors: ['sign_in_required', 'forbidden', 'level_required', 'not_found']
  },
  listEnterprises: {
    method: 'GET',
    path: '/api/v1/enterprises',
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: '我的企业.',
    response: z.object({ items: z.array(enterprise) }),
    errors: ['sign_in_required']
  },
  bindEnterprise: {
    method: 'POST',
    path: '/api/v1/enterprises',
    auth: 'real-name',
    rate: 'sign-in',
    idempotent: false,
    audit: true,
    summary:
      'Bind an enterprise by its credit code; the market-regulation register must name me as legal representative.',
    body: z.object({ creditCode: z.string().check(z.minLength(18), z.maxLength(24)) }),
    response: enterprise,
    errors: [...SIGNED_IN, 'form_invalid', 'not_legal_representative', 'department_unavailable']
  },
  showEnterprise: {
    method: 'GET',
    path: '/api/v1/enterprises/:enterpriseId',
    ids: { enterpriseId: 'self' },
    auth: 'real-name',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'An enterprise of mine; the legal representative also sees agents and open invitations.',
    params: z.object({ enterpriseId: id }),
    response: z.object({ enterprise, agents: z.array(mandate), invitations: z.array(invitation) }),
    errors: ['sign_in_required', 'level_required', 'not_found']
  },
  listMandates: {
    method: 'GET',
    path: '/api/v1/mandates',
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: '代办: whom I have entrusted (given, with open invitations) and who has entrusted me (held).',
    response: z.object({ given: z.array(mandate), held: z.array(mandate), invitations: z.array(invitation) }),
    errors: ['sign_in_required']
  },
  invite: {
    method: 'POST',
    path: '/api/v1/mandates/invitations',
    ids: { 'body.enterpriseId': 'self' },
    auth: 'real-name',
    fresh: true,
    rate: 'write',
    idempotent: true,
    audit: true,
    summary:
      'Invite a relative (亲情代办, at most 90 days) or, as legal representative, an agent (经办人, at most two years) by code or WeChat card.',
    body: z.object({
      kind: z.enum(['agent', 'proxy']),
      /** for `agent` */
      enterpriseId: z.optional(id),
      scope,
      until: civilDay
    }),
    response: invitation,
    errors: [...SIGNED_IN, 'fresh_check_required', 'form_invalid', 'not_found', 'idempotency_key_reused']
  },
  showInvitation: {
    method: 'GET',
    path: '/api/v1/mandates/invitations/:code',
    ids: { code: 'invited' },
    auth: 'session',
    rate: 'sign-in',
    idempotent: false,
    audit: false,
    summary: 'What I am invited to, before I accept; the code is the key.',
    params: byCode,
    response: invitation,
    errors: ['sign_in_required', 'not_found']
  },
  acceptInvitation: {
    method: 'POST',
    path: '/api/v1/mandates/invitations/:code/accept',
    ids: { code: 'invited' },
    auth: 'real-name',
    rate: 'sign-in',
    idempotent: false,
    audit: true,
    summary: 'Accept: from now on I may act within the scope. An invitation is good once.',
    params: byCode,
    response: mandate,
    errors: [...SIGNED_IN, 'not_found', 'conflict']
  },
  withdrawInvitation: {
    method: 'DELETE',
    path: '/api/v1/mandates/invitations/:code',
    ids: { code: 'self' },
    auth: 'real-name',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'Withdraw an invitation of mine that nobody has accepted.',
    params: byCode,
    response: done,
    errors: [...SIGNED_IN, 'not_found', 'conflict']
  },
  revokeMandate: {
    method: 'DELETE',
    path: '/api/v1/mandates/:mandateId',
    ids: { mandateId: 'self' },
    auth: 'session',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'End a mandate at once: by who gave it (for an enterprise its legal representative) or who holds it.',
    params: z.object({ mandateId: id }),
    response: done,
    errors: ['sign_in_required', 'forbidden', 'not_found']
  }
})
