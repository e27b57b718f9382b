import * as z from 'zod/mini'
import { slug } from './parts'
import { routes } from './route'

/** 单点登录: a department's own H5 gets what the person agreed to, under an id no other department can join. */
export const partner = z.object({
  id: slug,
  name: z.string(),
  department: z.string(),
  purpose: z.string(),
  fields: z.array(z.enum(['name', 'id-number', 'phone'])),
  /** consent to this sharing has been given */
  agreed: z.boolean(),
  sharingId: slug,
  sharingVersion: z.string()
})
export type Partner = z.output<typeof partner>

export const signOnRoutes = routes({
  showPartner: {
    method: 'GET',
    path: '/api/v1/partners/:partnerId',
    ids: { partnerId: 'content' },
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'What a department’s own H5 asks for, and whether I have agreed.',
    params: z.object({ partnerId: slug }),
    response: partner,
    errors: ['sign_in_required', 'not_found']
  },
  listPartners: {
    method: 'GET',
    path: '/api/v1/partners',
    auth: 'public',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'The departments’ own pages one can go to signed in.',
    response: z.object({ items: z.array(z.object({ id: slug, name: z.string(), department: z.string() })) }),
    errors: []
  },
  openPartner: {
    method: 'POST',
    path: '/api/v1/partners/:partnerId/tickets',
    ids: { partnerId: 'content' },
    auth: 'real-name',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'A one-time ticket (60 s, for this partner only); the address to go to carries it.',
    params: z.object({ partnerId: slug }),
    response: z.object({ url: z.string() }),
    errors: ['sign_in_required', 'forbidden', 'level_required', 'not_found', 'consent_required']
  },
  exchangeTicket: {
    method: 'POST',
    path: '/api/v1/departments/sign-on/exchange',
    auth: 'department:sign-on',
    rate: 'callback',
    idempotent: false,
    audit: true,
    summary: 'The partner exchanges the ticket, signed with its own key: pairwise subject id and the agreed fields.',
    body: z.object({ ticket: z.string().check(z.minLength(20), z.maxLength(100)) }),
    response: z.object({
      code: z.string(),
      message: z.string(),
      data: z.optional(
        z.object({
          subject: z.string(),
          name: z.optional(z.string()),
          idNumber: z.optional(z.string()),
          phone: z.optional(z.string())
        })
      )
    }),
    errors: ['forbidden']
  }
})
