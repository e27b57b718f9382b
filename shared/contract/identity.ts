import * as z from 'zod/mini'
import { done, id } from './parts'
import { routes } from './route'

/** Who is signed in. No personal value in it: names and numbers come with part 2. */
export const me = z.object({
  citizenId: id,
  /** 'mini-program' or 'official-account' (公众号 H5) */
  channel: z.enum(['mini-program', 'official-account']),
  /** last four characters of the citizen id, so that a person can name the account to the service desk */
  accountTail: z.string(),
  signedInAt: z.string()
})
export type Me = z.output<typeof me>

export const identityRoutes = routes({
  signInWithWechat: {
    method: 'POST',
    path: '/api/v1/sessions/wechat',
    auth: 'public',
    rate: 'sign-in',
    idempotent: false,
    audit: true,
    summary: 'Sign in from the mini-program with the code of wx.login; the reply carries the bearer token.',
    body: z.object({ code: z.string().check(z.minLength(1), z.maxLength(200)) }),
    response: z.object({ token: z.string(), me }),
    errors: ['sign_in_failed', 'department_unavailable']
  },
  startOfficialAccountSignIn: {
    method: 'POST',
    path: '/api/v1/sessions/official-account/start',
    auth: 'public',
    rate: 'sign-in',
    idempotent: false,
    audit: false,
    summary: '公众号 OAuth, first step: the address of the page to go to. Sets an HttpOnly cookie bound to the state.',
    /** hash route of the H5 to come back to */
    body: z.object({ returnTo: z.string().check(z.maxLength(500), z.regex(/^\/[A-Za-z0-9/_?=&%.-]*$/)) }),
    response: z.object({ url: z.string() }),
    errors: ['forbidden']
  },
  finishOfficialAccountSignIn: {
    method: 'POST',
    path: '/api/v1/sessions/official-account',
    auth: 'public',
    rate: 'sign-in',
    idempotent: false,
    audit: true,
    summary: '公众号 OAuth, second step: code and state against a session cookie (HttpOnly, SameSite=Lax).',
    body: z.object({
      code: z.string().check(z.minLength(1), z.maxLength(200)),
      state: z.string().check(z.minLength(1), z.maxLength(128))
    }),
    response: z.object({ me, returnTo: z.string() }),
    errors: ['forbidden', 'sign_in_failed', 'snapshot_user', 'department_unavailable']
  },
  me: {
    method: 'GET',
    path: '/api/v1/me',
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'Who is signed in.',
    response: me,
    errors: ['sign_in_required']
  },
  signOut: {
    method: 'DELETE',
    path: '/api/v1/sessions/current',
    auth: 'session',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'End this session; every process refuses it within 2 s.',
    response: done,
    errors: ['sign_in_required', 'forbidden']
  }
})
