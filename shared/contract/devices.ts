import * as z from 'zod/mini'
import { capacity, channel } from './identity'
import { done, id, instant } from './parts'
import { routes } from './route'

export const device = z.object({
  id,
  channel,
  /** 微信小程序 · iPhone, 浏览器 · Windows…: from the user agent, kept coarse */
  device: z.string(),
  signedInAt: instant,
  lastSeenAt: instant,
  current: z.boolean(),
  capacity
})
export type Device = z.output<typeof device>

const SIGNED_IN = ['sign_in_required', 'forbidden'] as const

export const devicesRoutes = routes({
  listSessions: {
    method: 'GET',
    path: '/api/v1/me/sessions',
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: '设备: where I am signed in.',
    response: z.object({ items: z.array(device) }),
    errors: ['sign_in_required']
  },
  endSession: {
    method: 'DELETE',
    path: '/api/v1/me/sessions/:sessionId',
    ids: { sessionId: 'self' },
    auth: 'session',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'End one of my sessions.',
    params: z.object({ sessionId: id }),
    response: done,
    errors: [...SIGNED_IN, 'not_found']
  },
  endOtherSessions: {
    method: 'POST',
    path: '/api/v1/me/sessions/end-others',
    auth: 'session',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'End all my sessions but this one.',
    response: done,
    errors: SIGNED_IN
  },
  reportSession: {
    method: 'POST',
    path: '/api/v1/me/sessions/:sessionId/not-me',
    ids: { sessionId: 'self' },
    auth: 'session',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary:
      '不是我本人: ends that session and every other one, and asks the district’s security staff to look (also when it has ended already).',
    params: z.object({ sessionId: id }),
    response: done,
    errors: [...SIGNED_IN, 'not_found']
  }
})
