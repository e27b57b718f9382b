import * as z from 'zod/mini'
import { done, id, instant } from './parts'
import { routes } from './route'

/** How far a person has proved who they are (国办 levels: 手机 L1, 实名 L2, 实人 L3). `face` lasts for one session. */
export const level = z.enum(['session', 'phone', 'real-name', 'face'])
export type Level = z.output<typeof level>

/** For whom somebody acts now: shown on every act and stored with it. */
export const capacity = z.object({
  kind: z.enum(['self', 'enterprise', 'proxy', 'guardian']),
  /** null = for themselves */
  mandateId: z.nullable(id),
  /** the enterprise, or the masked name of the person acted for; empty for themselves */
  label: z.string()
})
export type Capacity = z.output<typeof capacity>

export const channel = z.enum(['mini-program', 'official-account', 'browser'])

/** Who is signed in. Names and numbers are masked. */
export const me = z.object({
  citizenId: id,
  /** 'browser' = H5 outside WeChat (SMS code or 渝快办) */
  channel,
  /** last four characters of the citizen id, so that a person can name the account to the service desk */
  accountTail: z.string(),
  signedInAt: instant,
  level,
  capacity
})
export type Me = z.output<typeof me>

/** A new session took the place of the old one. `token` only for callers that sent a bearer token (weapp). */
export const sessionChange = z.object({ token: z.nullable(z.string()), me })
export type SessionChange = z.output<typeof sessionChange>

/** Hash route of the H5 to come back to; never another host. */
export const returnTo = z.string().check(z.maxLength(500), z.regex(/^\/(?!\/)[A-Za-z0-9/_?=&%.-]*$/))
export const oauthCode = z.string().check(z.minLength(1), z.maxLength(200))
export const oauthState = z.string().check(z.minLength(1), z.maxLength(128))

export const identityRoutes = routes({
  signInWithWechat: {
    method: 'POST',
    path: '/api/v1/sessions/wechat',
    auth: 'public',
    rate: 'sign-in',
    idempotent: false,
    audit: true,
    summary: 'Sign in from the mini-program with the code of wx.login; the reply carries the bearer token.',
    body: z.object({ code: oauthCode }),
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
    body: z.object({ returnTo }),
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
    body: z.object({ code: oauthCode, state: oauthState }),
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
