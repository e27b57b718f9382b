import * as z from 'zod/mini'
import { parseCivilDate } from '../values/civil-date'
import { PASSWORD_LENGTH } from '../values/password'
import { civilDay, done, id, instant, slug } from './parts'
import { routes } from './route'

/**
 * The desk (工作台) of the district's staff. 三员分立 (GB/T 22239-2019, security management centre): the system
 * administrator keeps accounts without rights, the security administrator gives rights, the audit administrator reads
 * what was done; nobody is two of them, and none of them does the departments' business.
 */
export const ROLES = {
  system: '系统管理员',
  security: '安全管理员',
  audit: '审计管理员',
  clerk: '窗口受理',
  reviewer: '审核',
  head: '部门负责人',
  editor: '内容编辑',
  publisher: '内容发布',
  gate: '核验'
} as const satisfies Record<string, string>
export const role = z.enum(['system', 'security', 'audit', 'clerk', 'reviewer', 'head', 'editor', 'publisher', 'gate'])
export type Role = z.output<typeof role>

const ADMINISTRATORS: readonly Role[] = ['system', 'security', 'audit']

/** True when one account may hold these roles together: one administrator's role alone, or any of business. */
export const mayHold = (roles: readonly Role[]): boolean =>
  roles.length <= 1 || !roles.some((one) => ADMINISTRATORS.includes(one))

/** Minutes after which a desk nobody uses is closed, and hours after which everybody signs in again. */
export const DESK_IDLE_MINUTES = 15
export const DESK_LONGEST_HOURS = 12

const password = z.string().check(z.minLength(1), z.maxLength(PASSWORD_LENGTH.most))
const newPassword = z
  .string()
  .check(z.minLength(PASSWORD_LENGTH.least, '密码至少 12 位。'), z.maxLength(PASSWORD_LENGTH.most))
const totp = z.string().check(z.regex(/^\d{6}$/, '请输入 6 位数字。'))
/** 工号 or the like: how staff sign in, never shown to citizens */
const login = z.string().check(z.regex(/^[a-z][a-z0-9._-]{2,31}$/, '用 3 到 32 位小写字母、数字，以字母开头。'))
const personName = z.string().check(z.trim(), z.minLength(2, '请填写姓名。'), z.maxLength(30))
const title = z.string().check(z.trim(), z.minLength(2, '请填写岗位。'), z.maxLength(30))
const inviteToken = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/))

export const deskMe = z.object({
  staffId: id,
  login,
  name: z.string(),
  title: z.string(),
  department: slug,
  departmentName: z.string(),
  roles: z.array(role),
  /** the session ends at this instant, whatever is done */
  endsAt: instant
})
export type DeskMe = z.output<typeof deskMe>

/** What the system and the security administrator see of an account. */
export const account = z.object({
  id,
  login,
  /** null until the person has set the account up */
  name: z.nullable(z.string()),
  title: z.string(),
  department: slug,
  departmentName: z.string(),
  roles: z.array(role),
  state: z.enum(['invited', 'active', 'disabled']),
  lastSeenAt: z.nullable(instant)
})
export type Account = z.output<typeof account>

const invitation = z.object({ account, token: inviteToken, endsAt: instant })
const opened = z.object({ token: z.nullable(z.string()), me: deskMe })
const accountId = z.object({ accountId: id })
const realDay = civilDay.check(
  z.refine((text) => parseCivilDate(text) !== undefined && text > '2000' && text < '2100', '请填写日期。')
)

export const auditRow = z.object({
  id: z.int(),
  at: instant,
  requestId: z.string(),
  route: z.string(),
  /** id of a citizen, staff:<id> or department:<id>; null = nobody */
  caller: z.nullable(z.string()),
  /** login of a member of staff */
  login: z.nullable(z.string()),
  /** done, or the code of the refusal */
  outcome: z.string()
})
export type AuditRow = z.output<typeof auditRow>

const STAFF = ['sign_in_required', 'forbidden'] as const
const FRESH_STAFF = [...STAFF, 'fresh_check_required'] as const

export const staffRoutes = routes({
  signIn: {
    method: 'POST',
    path: '/api/v1/desk/sign-in',
    auth: 'public',
    rate: 'sign-in',
    idempotent: false,
    audit: false,
    summary:
      'Sign in to the desk: login, password and the second factor (RFC 6238) at once, so that no part can be tried alone.',
    body: z.object({ login, password, code: totp }),
    response: opened,
    errors: ['sign_in_failed']
  },
  openInvitation: {
    method: 'POST',
    path: '/api/v1/desk/invitations/open',
    auth: 'public',
    rate: 'sign-in',
    idempotent: false,
    audit: true,
    summary: 'Whose invitation this is, and the secret for the second factor; good for 24 h and until it is taken.',
    body: z.object({ token: inviteToken }),
    response: z.object({
      login,
      title: z.string(),
      departmentName: z.string(),
      /** base32 */
      secret: z.string(),
      otpauth: z.string(),
      endsAt: instant
    }),
    errors: ['not_found']
  },
  acceptInvitation: {
    method: 'POST',
    path: '/api/v1/desk/invitations/accept',
    auth: 'public',
    rate: 'sign-in',
    idempotent: false,
    audit: true,
    summary: 'Set the account up: name, password, and a code that proves the second factor; signed in afterwards.',
    body: z.object({ token: inviteToken, name: personName, password: newPassword, code: totp }),
    response: opened,
    errors: ['not_found', 'form_invalid', 'code_wrong']
  },
  me: {
    method: 'GET',
    path: '/api/v1/desk/me',
    auth: 'staff:any',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'Who is signed in to the desk.',
    response: deskMe,
    errors: STAFF
  },
  check: {
    method: 'POST',
    path: '/api/v1/desk/check',
    auth: 'staff:any',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'Prove the second factor again for a sensitive act; the session gets another token.',
    body: z.object({ code: totp }),
    response: opened,
    errors: [...STAFF, 'code_wrong']
  },
  changePassword: {
    method: 'PUT',
    path: '/api/v1/desk/password',
    auth: 'staff:any',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'Change my password; every session of mine ends, this one goes on under another token.',
    body: z.object({ password, newPassword, code: totp }),
    response: opened,
    errors: [...STAFF, 'form_invalid', 'sign_in_failed']
  },
  signOut: {
    method: 'POST',
    path: '/api/v1/desk/sign-out',
    auth: 'staff:any',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'Leave the desk.',
    response: done,
    errors: STAFF
  },
  listAccounts: {
    method: 'GET',
    path: '/api/v1/desk/accounts',
    auth: 'staff:system',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'Every account, for the system administrator, with the departments one can be made for.',
    response: z.object({
      items: z.array(account),
      departments: z.array(z.object({ id: slug, name: z.string() }))
    }),
    errors: STAFF
  },
  invite: {
    method: 'POST',
    path: '/api/v1/desk/accounts',
    auth: 'staff:system',
    fresh: true,
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'Make an account without any role, with a one-time invitation.',
    body: z.object({ login, department: slug, title }),
    response: invitation,
    errors: [...FRESH_STAFF, 'form_invalid']
  },
  resetAccount: {
    method: 'POST',
    path: '/api/v1/desk/accounts/:accountId/reset',
    ids: { accountId: 'staff' },
    auth: 'staff:system',
    fresh: true,
    rate: 'write',
    idempotent: false,
    audit: true,
    summary:
      'A new invitation: password and second factor are set again, sessions end, and the roles are gone until the security administrator gives them again, so that nobody takes over an account with its rights.',
    params: accountId,
    response: invitation,
    errors: [...FRESH_STAFF, 'not_found', 'conflict']
  },
  disableAccount: {
    method: 'POST',
    path: '/api/v1/desk/accounts/:accountId/disable',
    ids: { accountId: 'staff' },
    auth: 'staff:system',
    fresh: true,
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'Close an account: its sessions end at once, its open tasks are free again, its roles are gone.',
    params: accountId,
    response: account,
    errors: [...FRESH_STAFF, 'not_found', 'conflict']
  },
  listRoles: {
    method: 'GET',
    path: '/api/v1/desk/roles',
    auth: 'staff:security',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'Who holds which role, for the security administrator.',
    response: z.object({ items: z.array(account) }),
    errors: STAFF
  },
  assignRoles: {
    method: 'PUT',
    path: '/api/v1/desk/accounts/:accountId/roles',
    ids: { accountId: 'staff' },
    auth: 'staff:security',
    fresh: true,
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'Give an account that has been set up these roles and no others; its sessions end. Never one’s own.',
    params: accountId,
    body: z.object({ roles: z.array(role).check(z.maxLength(role.options.length)) }),
    response: account,
    errors: [...FRESH_STAFF, 'not_found', 'conflict', 'form_invalid']
  },
  readAudit: {
    method: 'GET',
    path: '/api/v1/desk/audit',
    auth: 'staff:audit',
    rate: 'read',
    idempotent: false,
    audit: true,
    summary: 'The audit log (kept 200 days), newest first; reading it is written down too.',
    query: z.object({
      from: z.optional(realDay),
      to: z.optional(realDay),
      route: z.optional(z.string().check(z.regex(/^[A-Za-z.-]{1,60}$/))),
      /** an id as the rows show it, or the login of a member of staff */
      caller: z.optional(z.string().check(z.regex(/^[A-Za-z0-9:._-]{1,80}$/))),
      outcome: z.optional(z.string().check(z.regex(/^[a-z_]{1,40}$/))),
      before: z.optional(z.string().check(z.regex(/^\d{1,15}$/)))
    }),
    response: z.object({ items: z.array(auditRow), more: z.boolean() }),
    errors: STAFF
  }
})
