import type { DeskMe } from '@shared/contract/desk'
import { passwordTrouble } from '@shared/values/password'
import type { Clock } from '../../platform/clock/clock'
import { instantText } from '../../platform/clock/instant-text'
import type { Db, Tx } from '../../platform/db/db'
import type { StaffCaller } from '../../platform/http/caller'
import { isRefused, refuse } from '../../platform/http/refused'
import { type DepartmentName, nameFrom, type StaffSeal } from './names'
import { isOutdated, type Passwords } from './password'
import { hashOf, LONGEST_MS, type StaffSessions } from './sessions'
import {
  type AccountRow,
  accountById,
  accountByLogin,
  lockAccount,
  replacePassword,
  seeAccount,
  setPassword,
  takeStep
} from './store'
import { stepOfCode } from './totp'
import type { Tries } from './tries'

interface Deps {
  db: Db
  clock: Clock
  seal: StaffSeal
  sessions: StaffSessions
  tries: Tries
  passwords: Passwords
  departmentName: DepartmentName
  /** who tried to sign in, and how it ended: the route alone cannot name the account */
  audit(row: { requestId: string; route: string; caller: string | null; outcome: string }): Promise<void>
}

export const totpContext = (staffId: string): string => `staff_accounts.totp:${staffId}`

/** Password and second factor: judged together, so that neither can be tried alone. */
export function makeDeskSignIn({ db, clock, seal, sessions, tries, passwords, departmentName, audit }: Deps) {
  /** Judges a code and spends its time step, whatever else happens in the transaction. */
  const spendCode = async (tx: Tx, row: AccountRow, code: string): Promise<boolean> => {
    const step = row.totp_sealed ? stepOfCode(seal.open(row.totp_sealed, totpContext(row.id)), code, clock.now()) : null
    return step !== null && takeStep(tx, row.id, step)
  }

  const meFrom = (row: AccountRow, signedInAt: Date): DeskMe => ({
    staffId: row.id,
    login: row.login,
    name: nameFrom(seal, row) ?? row.login,
    title: row.title,
    department: row.department,
    departmentName: departmentName(row.department),
    roles: row.roles,
    endsAt: instantText(new Date(signedInAt.getTime() + LONGEST_MS))
  })

  /** The limits of signing in, for whoever is asked for a password or a code. Seconds to wait as a refusal, or null. */
  const waits = async (login: string, address: string) => {
    const seconds = await tries.take(login, address)
    return seconds > 0 ? refuse('too_many_requests', { retryAfter: String(seconds) }) : null
  }

  const judge = async (row: AccountRow | null, given: { password: string; code: string }) => {
    const known = await passwords.isRight(given.password, row?.password ?? null)
    if (!row || !known || row.state !== 'active') return refuse('sign_in_failed')
    const opened = await db.tx(async (tx) => {
      // looked at again: the account may have been reset while the password was being judged
      const now = await lockAccount(tx, row.id)
      if (now?.state !== 'active' || now.password !== row.password || !(await spendCode(tx, now, given.code)))
        return refuse('sign_in_failed')
      await seeAccount(tx, row.id, clock.now())
      return { token: await sessions.open(tx, row.id), me: meFrom(now, clock.now()) }
    })
    // only after the code was right as well: the longer time would tell who guessed the password
    if (!isRefused(opened) && row.password && isOutdated(row.password))
      await replacePassword(db, row.id, row.password, await passwords.hash(given.password))
    return opened
  }

  const checked = async <T>(caller: StaffCaller, address: string, act: (row: AccountRow) => Promise<T>) => {
    const row = await accountById(db, caller.staffId)
    if (!row) return refuse('sign_in_required')
    const wait = await waits(row.login, address)
    if (wait) return wait
    const outcome = await act(row)
    if (!isRefused(outcome)) await tries.good(row.login, address)
    return outcome
  }

  const meOf = async (sessionHash: string) => {
    const session = await sessions.about(sessionHash)
    const row = session && (await accountById(db, session.staff_id))
    return row ? meFrom(row, session.signed_in_at) : refuse('sign_in_required')
  }

  return {
    meFrom,
    signIn: async (
      given: { login: string; password: string; code: string },
      from: { ip: string; requestId: string }
    ) => {
      const wait = await waits(given.login, from.ip)
      const row = wait ? null : await accountByLogin(db, given.login)
      const outcome = wait ?? (await judge(row, given))
      if (!isRefused(outcome)) await tries.good(given.login, from.ip)
      await audit({
        requestId: from.requestId,
        route: 'staff.signIn',
        caller: row ? `staff:${row.id}` : null,
        outcome: isRefused(outcome) ? outcome.code : 'done'
      })
      return outcome
    },
    me: (caller: StaffCaller) => meOf(caller.sessionHash),
    meOfToken: (token: string) => meOf(hashOf(token)),
    /** A fresh second factor: the session goes on under another token. */
    check: (caller: StaffCaller, code: string, address: string) =>
      checked(caller, address, (row) =>
        db.tx(async (tx) => {
          if (!(await spendCode(tx, row, code))) return refuse('code_wrong')
          const token = await sessions.renew(tx, caller.sessionHash)
          return token ?? refuse('sign_in_required')
        })
      ),
    changePassword: (
      caller: StaffCaller,
      given: { password: string; newPassword: string; code: string },
      address: string
    ) =>
      checked(caller, address, async (row) => {
        if (!(await passwords.isRight(given.password, row.password))) return refuse('sign_in_failed')
        const trouble = passwordTrouble(given.newPassword, row.login)
        if (trouble) return refuse('form_invalid', { newPassword: trouble })
        const password = await passwords.hash(given.newPassword)
        return db.tx(async (tx) => {
          const locked = await lockAccount(tx, row.id)
          if (!locked || !(await spendCode(tx, locked, given.code))) return refuse('sign_in_failed')
          await setPassword(tx, row.id, password)
          const token = await sessions.renew(tx, caller.sessionHash)
          if (!token) return refuse('sign_in_required')
          await sessions.endOthers(tx, row.id, token)
          return token
        })
      }),
    signOut: (caller: StaffCaller) => sessions.end(caller.sessionHash)
  }
}
export type DeskSignIn = ReturnType<typeof makeDeskSignIn>
