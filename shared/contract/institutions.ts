import * as z from 'zod/mini'
import { slug, source } from './parts'
import { routes } from './route'

/** 养老机构 and 社区养老服务 of the district, for anybody to look up. */
export const institutionKind = z.enum(['养老机构', '社区养老服务中心'])

export const institution = z.object({
  id: slug,
  name: z.string(),
  kind: institutionKind,
  street: z.object({ code: z.string(), name: z.string() }),
  /** what it offers, in words */
  services: z.array(z.string()),
  /** null = nobody has read how many */
  beds: z.nullable(z.int()),
  address: z.nullable(z.string()),
  phone: z.nullable(z.string()),
  source
})
export type Institution = z.output<typeof institution>

export const institutionsRoutes = routes({
  listInstitutions: {
    method: 'GET',
    path: '/api/v1/institutions',
    auth: 'public',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'Institutions that look after elderly people; by street (GB/T 10114), or by words in name or services.',
    query: z.object({
      q: z.optional(z.string().check(z.trim(), z.maxLength(60))),
      street: z.optional(z.string().check(z.regex(/^\d{9}$/)))
    }),
    response: z.object({
      items: z.array(institution),
      streets: z.array(z.object({ code: z.string(), name: z.string() }))
    }),
    errors: []
  }
})
