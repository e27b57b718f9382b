import { type Account, type DeskMe, staffRoutes } from '@shared/contract/desk'
import { addDays, startOfCivilDate } from '@shared/values/civil-date'
import { instantText } from '../../platform/clock/instant-text'
import type { AuditFilter, AuditLine } from '../../platform/http/audit'
import { bind } from '../../platform/http/mount'
import { DONE, isRefused } from '../../platform/http/refused'
import type { Call } from '../../platform/http/request-call'
import type { Accounts } from './accounts'
import type { Invitations } from './invitations'
import { type DepartmentName, nameFrom, type StaffSeal } from './names'
import type { DeskSignIn } from './sign-in'
import type { AccountRow } from './store'

const AUDIT_PAGE = 50

interface Deps {
  signIn: DeskSignIn
  invitations: Invitations
  accounts: Accounts
  seal: StaffSeal
  departments: ReadonlyMap<string, { id: string; name: string }>
  departmentName: DepartmentName
  readAudit(filter: AuditFilter): Promise<AuditLine[]>
  loginsOf(staffIds: string[]): Promise<Map<string, string>>
  idOfLogin(login: string): Promise<string | null>
}

export function bindStaff(deps: Deps) {
  const { signIn, invitations, accounts, departmentName } = deps
  const presentAccount = (row: AccountRow): Account => ({
    id: row.id,
    login: row.login,
    name: nameFrom(deps.seal, row),
    title: row.title,
    department: row.department,
    departmentName: departmentName(row.department),
    roles: row.roles,
    state: row.state,
    lastSeenAt: row.last_seen_at ? instantText(row.last_seen_at) : null
  })
  const presentInvitation = (made: { account: AccountRow; token: string; endsAt: Date }) => ({
    account: presentAccount(made.account),
    token: made.token,
    endsAt: instantText(made.endsAt)
  })
  const presentAudit = async (rows: AuditLine[]) => {
    const staffIds = rows.flatMap(({ caller }) => (caller?.startsWith('staff:') ? [caller.slice(6)] : []))
    const logins = await deps.loginsOf([...new Set(staffIds)])
    return rows.map((row) => ({
      id: row.id,
      at: instantText(row.at),
      requestId: row.request_id,
      route: row.route,
      caller: row.caller,
      login: (row.caller && logins.get(row.caller.slice(6))) ?? null,
      outcome: row.outcome
    }))
  }
  /** Hands the new session over; the one this browser had until now ends, so that no copy of it stays good. */
  const welcome = async (
    call: Pick<Call<typeof staffRoutes.signIn>, 'handOver' | 'signedInAtDesk'>,
    opened: { token: string; me: DeskMe }
  ) => {
    const before = await call.signedInAtDesk()
    if (before) await signIn.signOut(before)
    return { token: call.handOver(opened.token), me: opened.me }
  }
  return bind('staff', staffRoutes, {
    signIn: async ({ body }, call) => {
      const opened = await signIn.signIn(body, { ip: call.from.ip, requestId: call.requestId })
      return isRefused(opened) ? opened : welcome(call, opened)
    },
    openInvitation: async ({ body }) => {
      const found = await invitations.open(body.token)
      return isRefused(found) ? found : { ...found, endsAt: instantText(found.endsAt) }
    },
    acceptInvitation: async ({ body }, call) => {
      const opened = await invitations.accept(body)
      return isRefused(opened) ? opened : welcome(call, opened)
    },
    me: async (_input, { caller }) => signIn.me(caller),
    check: async ({ body }, call) => {
      const token = await signIn.check(call.caller, body.code, call.from.ip)
      if (isRefused(token)) return token
      const me = await signIn.meOfToken(token)
      return isRefused(me) ? me : { token: call.handOver(token), me }
    },
    changePassword: async ({ body }, call) => {
      const token = await signIn.changePassword(call.caller, body, call.from.ip)
      if (isRefused(token)) return token
      const me = await signIn.meOfToken(token)
      return isRefused(me) ? me : { token: call.handOver(token), me }
    },
    signOut: async (_input, call) => {
      await signIn.signOut(call.caller)
      call.closeSession()
      return DONE
    },
    listAccounts: async () => ({
      items: (await accounts.list()).map(presentAccount),
      departments: [...deps.departments.values()].map(({ id, name }) => ({ id, name }))
    }),
    invite: async ({ body }) => {
      const made = await accounts.invite(body)
      return isRefused(made) ? made : presentInvitation(made)
    },
    resetAccount: async ({ params }, { caller }) => {
      const made = await accounts.reset(caller.staffId, params.accountId)
      return isRefused(made) ? made : presentInvitation(made)
    },
    disableAccount: async ({ params }, { caller }) => {
      const row = await accounts.disable(caller.staffId, params.accountId)
      return isRefused(row) ? row : presentAccount(row)
    },
    listRoles: async () => ({ items: (await accounts.list()).map(presentAccount) }),
    assignRoles: async ({ params, body }, { caller }) => {
      const row = await accounts.assign(caller.staffId, params.accountId, body.roles)
      return isRefused(row) ? row : presentAccount(row)
    },
    readAudit: async ({ query }) => {
      const staffId = query.caller ? await deps.idOfLogin(query.caller) : null
      const rows = await deps.readAudit({
        from: query.from ? startOfCivilDate(query.from) : null,
        before: query.to ? startOfCivilDate(addDays(query.to, 1)) : null,
        route: query.route ?? null,
        caller: staffId ? `staff:${staffId}` : (query.caller ?? null),
        outcome: query.outcome ?? null,
        beforeId: query.before ? Number(query.before) : null,
        limit: AUDIT_PAGE + 1
      })
      return { items: await presentAudit(rows.slice(0, AUDIT_PAGE)), more: rows.length > AUDIT_PAGE }
    }
  })
}
