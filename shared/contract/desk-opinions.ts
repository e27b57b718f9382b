import * as z from 'zod/mini'
import { civilDay, done, id, instant } from './parts'
import { routes } from './route'

/** 会办: what other departments ask mine about their cases. Of the application only what the item tells with its question is shown. */
const opinion = z.object({
  id,
  caseNumber: z.string(),
  serviceName: z.string(),
  /** who asks */
  askedBy: z.string(),
  askedAt: instant,
  dueDay: civilDay,
  late: z.boolean(),
  question: z.string(),
  /** null = not answered yet */
  answer: z.nullable(z.object({ agrees: z.boolean(), words: z.string(), at: instant }))
})
export type DeskOpinion = z.output<typeof opinion>

const params = z.object({ opinionId: id })
const STAFF = ['sign_in_required', 'forbidden'] as const

export const deskOpinionsRoutes = routes({
  listOpinions: {
    method: 'GET',
    path: '/api/v1/desk/opinions',
    auth: 'staff:any',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'What my department is asked by others: what waits, the earliest day first, or what was answered.',
    query: z.object({ view: z.optional(z.enum(['open', 'answered'])) }),
    response: z.object({ items: z.array(z.omit(opinion, { question: true, answer: true })) }),
    errors: STAFF
  },
  showOpinion: {
    method: 'GET',
    path: '/api/v1/desk/opinions/:opinionId',
    ids: { opinionId: 'staff' },
    auth: 'staff:any',
    rate: 'read',
    idempotent: false,
    audit: true,
    summary: 'One question to my department; the look is written to the applicant’s ledger (once a day).',
    params,
    response: opinion,
    errors: [...STAFF, 'not_found']
  },
  answerOpinion: {
    method: 'POST',
    path: '/api/v1/desk/opinions/:opinionId/answer',
    ids: { opinionId: 'staff' },
    auth: 'staff:any',
    rate: 'write',
    idempotent: true,
    audit: true,
    summary: 'What my department says; the case goes on when all that were asked have answered.',
    params,
    body: z.object({
      agrees: z.boolean(),
      words: z.string().check(z.trim(), z.minLength(2, '请写明意见。'), z.maxLength(500))
    }),
    response: done,
    errors: [...STAFF, 'not_found', 'conflict', 'idempotency_key_reused']
  }
})
