import * as z from 'zod/mini'
import { done, id, instant, pageLimit } from './parts'
import { routes } from './route'

export const aboutKind = z.enum([
  'case',
  'session',
  'mandate',
  'review',
  'dispute',
  'correction',
  'closure',
  'hall-booking',
  'certificate',
  'request'
])

export const message = z.object({
  id,
  title: z.string(),
  body: z.string(),
  at: instant,
  read: z.boolean(),
  /** what the message is about; tapping it opens that page */
  about: z.nullable(z.object({ kind: aboutKind, id }))
})
export type Message = z.output<typeof message>

export const messagesRoutes = routes({
  listMessages: {
    method: 'GET',
    path: '/api/v1/messages',
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'My inbox (消息), newest first.',
    query: z.object({ before: z.optional(id), limit: z.optional(pageLimit) }),
    response: z.object({ items: z.array(message), unread: z.int(), more: z.boolean() }),
    errors: ['sign_in_required']
  },
  countUnread: {
    method: 'GET',
    path: '/api/v1/messages/unread',
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'How many messages I have not read.',
    response: z.object({ unread: z.int() }),
    errors: ['sign_in_required']
  },
  markRead: {
    method: 'POST',
    path: '/api/v1/messages/:messageId/read',
    ids: { messageId: 'self' },
    auth: 'session',
    rate: 'write',
    idempotent: false,
    audit: false,
    summary: 'Mark one message as read; again is the same.',
    params: z.object({ messageId: id }),
    response: done,
    errors: ['sign_in_required', 'forbidden', 'not_found']
  },
  markAllRead: {
    method: 'POST',
    path: '/api/v1/messages/read-all',
    auth: 'session',
    rate: 'write',
    idempotent: false,
    audit: false,
    summary: 'Mark every message as read.',
    response: done,
    errors: ['sign_in_required', 'forbidden']
  }
})
