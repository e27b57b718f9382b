import * as z from 'zod/mini'
import { done, id, instant } from './parts'
import { routes } from './route'

/** 注销: what stands in the way, and what will happen when. */
export const closure = z.object({
  state: z.enum(['none', 'waiting']),
  /** the keys are shredded then at the latest; until then it can be taken back */
  dueAt: z.nullable(instant),
  /** cases a department works on; they must end first */
  openCases: z.array(z.object({ id, number: z.string(), serviceName: z.string() })),
  /** what the law keeps, where and how long, in words */
  kept: z.array(z.object({ what: z.string(), basis: z.string(), period: z.string() }))
})
export type Closure = z.output<typeof closure>

/** 更正: what I said is wrong, and the answer. */
export const correction = z.object({
  id,
  what: z.enum(['name', 'certificate', 'phone', 'case', 'other']),
  text: z.string(),
  askedAt: instant,
  state: z.enum(['waiting', 'corrected', 'refused']),
  answer: z.nullable(z.string())
})
export type Correction = z.output<typeof correction>

export const rightsRoutes = routes({
  exportMyData: {
    method: 'GET',
    path: '/api/v1/me/export',
    auth: 'phone',
    fresh: true,
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'Everything we hold about me, unmasked (PIPL art. 45), as JSON.',
    response: 'file',
    errors: ['sign_in_required', 'level_required', 'fresh_check_required']
  },
  exportMyPage: {
    method: 'GET',
    path: '/api/v1/me/export/page',
    auth: 'phone',
    fresh: true,
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'The same as a page one can read and print (HTML, no script).',
    response: 'file',
    errors: ['sign_in_required', 'level_required', 'fresh_check_required']
  },
  askCorrection: {
    method: 'POST',
    path: '/api/v1/me/corrections',
    auth: 'phone',
    rate: 'write',
    idempotent: true,
    audit: true,
    summary: 'Something about me is wrong (PIPL art. 46): a task for the district’s staff, answered in my inbox.',
    body: z.object({
      what: correction.shape.what,
      text: z.string().check(z.minLength(5), z.maxLength(500))
    }),
    response: done,
    errors: ['sign_in_required', 'forbidden', 'level_required', 'idempotency_key_reused']
  },
  listCorrections: {
    method: 'GET',
    path: '/api/v1/me/corrections',
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'My corrections (更正) and their answers, newest first.',
    response: z.object({ items: z.array(correction) }),
    errors: ['sign_in_required']
  },
  showClosure: {
    method: 'GET',
    path: '/api/v1/me/closure',
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: '注销: what stands in the way, what is kept by law, and whether it is under way.',
    response: closure,
    errors: ['sign_in_required']
  },
  closeAccount: {
    method: 'POST',
    path: '/api/v1/me/closure',
    // everybody's right (PIPL art. 47), also without a phone: then a sign-in of the last five minutes is the check
    auth: 'session',
    fresh: true,
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'Close my account: after 12 hours to think, at the latest 24 hours, every key of mine is shredded.',
    body: z.object({ understood: z.literal(true) }),
    response: closure,
    // level_required comes no more, but the API only grows
    errors: ['sign_in_required', 'forbidden', 'level_required', 'fresh_check_required', 'cases_open', 'conflict']
  },
  keepAccount: {
    method: 'DELETE',
    path: '/api/v1/me/closure',
    auth: 'session',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'Take the closing back while it is waiting.',
    response: closure,
    errors: ['sign_in_required', 'forbidden', 'conflict']
  }
})

/** One record the law keeps of an account that was closed: listed without content. */
export const archivedRecord = z.object({
  id,
  department: z.string(),
  title: z.string(),
  reference: z.nullable(z.string()),
  archivedAt: instant,
  keepUntil: instant
})

/** The archive of closed accounts: for the audit role alone, each opening with a reason that stays on record. */
export const archiveRoutes = routes({
  listArchive: {
    method: 'GET',
    path: '/api/v1/desk/archive',
    auth: 'staff:audit',
    rate: 'read',
    idempotent: false,
    audit: true,
    summary: 'What the law keeps of closed accounts, newest first; by case number when one is given.',
    query: z.object({ reference: z.optional(z.string().check(z.maxLength(40))), before: z.optional(id) }),
    response: z.object({ items: z.array(archivedRecord), more: z.boolean() }),
    errors: ['sign_in_required', 'forbidden']
  },
  openArchive: {
    method: 'POST',
    path: '/api/v1/desk/archive/:recordId/open',
    ids: { recordId: 'staff' },
    auth: 'staff:audit',
    fresh: true,
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'Open one record, with a reason: the reason goes into the ledger.',
    params: z.object({ recordId: id }),
    body: z.object({ reason: z.string().check(z.minLength(5), z.maxLength(300)) }),
    response: z.object({ record: archivedRecord, content: z.string() }),
    errors: ['sign_in_required', 'forbidden', 'fresh_check_required', 'not_found']
  }
})
