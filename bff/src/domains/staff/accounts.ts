import { mayHold, type Role } from '@shared/contract/desk'
import type { Clock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import { refuse } from '../../platform/http/refused'
import { newId } from '../../platform/new-id'
import { inviteAgain, inviteNew } from './invitations'
import type { StaffLeft } from './port'
import type { StaffSessions } from './sessions'
import { allAccounts, dropInvitations, emptyAccount, lockAccount, setRoles } from './store'

interface Deps {
  db: Db
  clock: Clock
  sessions: StaffSessions
  /** ids of departments.yaml */
  isDepartment(id: string): boolean
  /** what somebody worked on is free for others */
  left: StaffLeft
}

/**
 * 三员分立: `system` keeps accounts and never gives rights (a reset takes them away); `security` gives rights to accounts
 * it can neither make nor enter; nobody changes their own.
 */
export function makeAccounts({ db, clock, sessions, isDepartment, left }: Deps) {
  return {
    list: () => allAccounts(db),
    invite: async (fresh: { login: string; department: string; title: string }) => {
      if (!isDepartment(fresh.department)) return refuse('form_invalid', { department: '请选择部门。' })
      const invited = await db.tx((tx) => inviteNew(tx, clock, { ...fresh, id: newId(), roles: [] }))
      return invited ?? refuse('form_invalid', { login: '这个登录名已经有人使用。' })
    },
    reset: (bySelf: string, staffId: string) =>
      db.tx(async (tx) => {
        if (!(await lockAccount(tx, staffId))) return refuse('not_found')
        if (staffId === bySelf) return refuse('conflict')
        await sessions.endAllOf(tx, staffId)
        await left(tx, staffId)
        return (await inviteAgain(tx, clock, staffId, [])) ?? refuse('not_found')
      }),
    disable: (bySelf: string, staffId: string) =>
      db.tx(async (tx) => {
        if (!(await lockAccount(tx, staffId))) return refuse('not_found')
        if (staffId === bySelf) return refuse('conflict')
        await sessions.endAllOf(tx, staffId)
        await dropInvitations(tx, staffId)
        await left(tx, staffId)
        return (await emptyAccount(tx, staffId, 'disabled', [])) ?? refuse('not_found')
      }),
    assign: (bySelf: string, staffId: string, given: Role[]) =>
      db.tx(async (tx) => {
        const roles = [...new Set(given)]
        const account = await lockAccount(tx, staffId)
        if (!account) return refuse('not_found')
        if (staffId === bySelf || account.state !== 'active') return refuse('conflict')
        if (!mayHold(roles))
          return refuse('form_invalid', { roles: '系统、安全、审计三种管理员互相分开，也不能兼任业务岗位。' })
        await sessions.endAllOf(tx, staffId)
        if (account.roles.some((had) => !roles.includes(had))) await left(tx, staffId)
        return (await setRoles(tx, staffId, roles)) ?? refuse('not_found')
      })
  }
}
export type Accounts = ReturnType<typeof makeAccounts>
