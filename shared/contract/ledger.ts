import * as z from 'zod/mini'
import { id, instant, pageLimit } from './parts'
import { routes } from './route'

/** 谁看过我的数据: one read of my data. */
export const ledgerEntry = z.object({
  id,
  at: instant,
  /** a department's system, or a member of staff (by title and department, never by name) */
  reader: z.object({ kind: z.enum(['department', 'staff', 'proxy']), name: z.string() }),
  purpose: z.string(),
  fields: z.array(z.string()),
  /** number of the case it was for */
  caseNumber: z.nullable(z.string()),
  caseId: z.nullable(id),
  /** place in the hash chain; null for the first seconds */
  position: z.nullable(z.int()),
  dispute: z.nullable(z.object({ at: instant, state: z.enum(['open', 'answered']), answer: z.nullable(z.string()) }))
})
export type LedgerEntry = z.output<typeof ledgerEntry>

export const ledgerRoutes = routes({
  listReads: {
    method: 'GET',
    path: '/api/v1/ledger',
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'Who has read my data, newest first; a read shows within 5 s.',
    query: z.object({ before: z.optional(id), limit: z.optional(pageLimit) }),
    response: z.object({ items: z.array(ledgerEntry), more: z.boolean() }),
    errors: ['sign_in_required']
  },
  disputeRead: {
    method: 'POST',
    path: '/api/v1/ledger/:entryId/dispute',
    ids: { entryId: 'owner' },
    auth: 'session',
    rate: 'write',
    idempotent: true,
    audit: true,
    summary: '对这次查看有异议: a task for the district’s staff with a deadline.',
    params: z.object({ entryId: id }),
    body: z.object({ text: z.string().check(z.minLength(5), z.maxLength(500)) }),
    response: ledgerEntry,
    errors: ['sign_in_required', 'forbidden', 'not_found', 'conflict', 'idempotency_key_reused']
  },
  showHead: {
    method: 'GET',
    path: '/api/v1/ledger/head',
    auth: 'public',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'The newest SM2-signed head of the chain (position, hash, day), so that anybody can keep it.',
    response: z.object({
      head: z.nullable(
        z.object({ day: z.string(), position: z.int(), hash: z.string(), signature: z.string(), publicKey: z.string() })
      )
    }),
    errors: []
  }
})
