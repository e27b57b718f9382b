import type { Role } from '@shared/contract/desk'
import type { Sql, Tx } from '../../platform/db/db'

export interface AccountRow {
  id: string
  login: string
  name_sealed: string | null
  title: string
  department: string
  roles: Role[]
  state: 'invited' | 'active' | 'disabled'
  password: string | null
  totp_sealed: string | null
  totp_step: number | null
  last_seen_at: Date | null
}
const COLUMNS =
  'id, login, name_sealed, title, department, roles, state, password, totp_sealed, totp_step, last_seen_at'

const only = async (rows: Promise<AccountRow[]>): Promise<AccountRow | null> => (await rows)[0] ?? null

export const allAccounts = (sql: Sql) => sql.query<AccountRow>(`select ${COLUMNS} from staff_accounts order by login`)
export const accountById = (sql: Sql, id: string) =>
  only(sql.query(`select ${COLUMNS} from staff_accounts where id = $1`, [id]))
export const accountByLogin = (sql: Sql, login: string) =>
  only(sql.query(`select ${COLUMNS} from staff_accounts where login = $1`, [login]))
export const lockAccount = (tx: Tx, id: string) =>
  only(tx.query(`select ${COLUMNS} from staff_accounts where id = $1 for update`, [id]))
export const accountsByIds = (sql: Sql, ids: string[]) =>
  sql.query<AccountRow>(`select ${COLUMNS} from staff_accounts where id = any($1)`, [ids])

export const activeIn = (sql: Sql, department: string) =>
  sql.query<AccountRow>(
    `select ${COLUMNS} from staff_accounts where department = $1 and state = 'active' order by login`,
    [department]
  )

/** null = the login is taken. */
export const insertAccount = (
  tx: Tx,
  fresh: Pick<AccountRow, 'id' | 'login' | 'title' | 'department' | 'roles'> & { at: Date }
) =>
  only(
    tx.query(
      `insert into staff_accounts (id, login, title, department, roles, state, created_at)
       values ($1, $2, $3, $4, $5, 'invited', $6) on conflict (login) do nothing returning ${COLUMNS}`,
      [fresh.id, fresh.login, fresh.title, fresh.department, JSON.stringify(fresh.roles), fresh.at]
    )
  )

/** Back to the state before it was set up. */
export const emptyAccount = (tx: Tx, id: string, state: 'invited' | 'disabled', roles: Role[]) =>
  only(
    tx.query(
      `update staff_accounts set state = $2, roles = $3, password = null, totp_sealed = null, totp_step = null
       where id = $1 returning ${COLUMNS}`,
      [id, state, JSON.stringify(roles)]
    )
  )

export const setRoles = (tx: Tx, id: string, roles: Role[]) =>
  only(tx.query(`update staff_accounts set roles = $2 where id = $1 returning ${COLUMNS}`, [id, JSON.stringify(roles)]))

export const setUpAccount = (
  tx: Tx,
  id: string,
  own: { nameSealed: string; password: string; totpSealed: string; totpStep: number }
) =>
  only(
    tx.query(
      `update staff_accounts set state = 'active', name_sealed = $2, password = $3, totp_sealed = $4, totp_step = $5
       where id = $1 and state = 'invited' returning ${COLUMNS}`,
      [id, own.nameSealed, own.password, own.totpSealed, own.totpStep]
    )
  )

export const setPassword = async (tx: Tx, id: string, password: string): Promise<void> => {
  await tx.query('update staff_accounts set password = $2 where id = $1', [id, password])
}

/** The same password hashed anew; whoever changed it meanwhile wins. */
export const replacePassword = async (sql: Sql, id: string, before: string, after: string): Promise<void> => {
  await sql.query('update staff_accounts set password = $3 where id = $1 and password = $2', [id, before, after])
}

export const seeAccount = async (tx: Tx, id: string, at: Date): Promise<void> => {
  await tx.query('update staff_accounts set last_seen_at = $2 where id = $1', [id, at])
}

/** Takes a time step; false when it, or a later one, was taken before. */
export const takeStep = async (tx: Tx, id: string, step: number): Promise<boolean> =>
  (
    await tx.query(
      `update staff_accounts set totp_step = $2
       where id = $1 and (totp_step is null or totp_step < $2) returning id`,
      [id, step]
    )
  ).length > 0

interface InvitationRow {
  token_hash: string
  staff_id: string
  totp_sealed: string | null
  expires_at: Date
}

/** Replaces whatever invitation the account had. */
export const insertInvitation = async (tx: Tx, row: InvitationRow & { at: Date }): Promise<void> => {
  await tx.query('delete from staff_invitations where staff_id = $1', [row.staff_id])
  await tx.query(
    'insert into staff_invitations (token_hash, staff_id, created_at, expires_at) values ($1, $2, $3, $4)',
    [row.token_hash, row.staff_id, row.at, row.expires_at]
  )
}

export const dropInvitations = async (tx: Tx, staffId: string): Promise<void> => {
  await tx.query('delete from staff_invitations where staff_id = $1', [staffId])
}

/** The account an invitation is for, locked: before the invitation itself, as whoever resets the account does it. */
export const lockInvited = (tx: Tx, tokenHash: string) =>
  only(
    tx.query(
      `select ${COLUMNS} from staff_accounts
       where id = (select staff_id from staff_invitations where token_hash = $1) for update`,
      [tokenHash]
    )
  )

/** An invitation that still counts, locked. */
export const lockInvitation = async (tx: Tx, tokenHash: string, now: Date): Promise<InvitationRow | null> =>
  (
    await tx.query<InvitationRow>(
      `select token_hash, staff_id, totp_sealed, expires_at from staff_invitations
       where token_hash = $1 and used_at is null and expires_at > $2 for update`,
      [tokenHash, now]
    )
  )[0] ?? null

export const offerTotp = async (tx: Tx, tokenHash: string, totpSealed: string): Promise<void> => {
  await tx.query('update staff_invitations set totp_sealed = $2 where token_hash = $1', [tokenHash, totpSealed])
}

export const spendInvitation = async (tx: Tx, tokenHash: string, at: Date): Promise<void> => {
  await tx.query('update staff_invitations set used_at = $2, totp_sealed = null where token_hash = $1', [tokenHash, at])
}

export const forgetInvitations = async (sql: Sql, now: Date): Promise<void> => {
  await sql.query('delete from staff_invitations where expires_at < $1 or used_at < $1', [now])
}

export const endSessionsOf = async (tx: Tx, staffId: string, at: Date): Promise<void> => {
  await tx.query('update staff_sessions set ended_at = $2 where staff_id = $1 and ended_at is null', [staffId, at])
}
