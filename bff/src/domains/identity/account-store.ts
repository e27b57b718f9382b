import type { Sql, Tx } from '../../platform/db/db'

export interface MainAccount {
  id: string
  level: 'session' | 'phone' | 'real-name'
  /** accounts merged into it */
  merged: string[]
}

/** The account a person signs in to: their own, or the one it is merged into. null = closed. */
export const mainAccount = async (sql: Sql, citizenId: string): Promise<MainAccount | null> =>
  (
    await sql.query<MainAccount>(
      `select m.id, m.level, m.merged_ids as merged
       from identity_citizens c join identity_citizens m on m.id = coalesce(c.merged_into, c.id)
       where c.id = $1 and m.closed_at is null`,
      [citizenId]
    )
  )[0] ?? null

export const mainAccountOf = async (sql: Sql, citizenId: string): Promise<string | null> =>
  (await mainAccount(sql, citizenId))?.id ?? null

/**
 * Held until the transaction ends. Not `for update`: a session that changes its token points to its account, and would
 * wait for whoever holds the account and waits for the session.
 */
export const lockAccounts = (tx: Tx, ids: readonly string[]) =>
  tx.query<{ id: string; merged_into: string | null; closed_at: Date | null }>(
    'select id, merged_into, closed_at from identity_citizens where id = any($1) order by id for no key update',
    [ids]
  )

export const setMergedInto = async (tx: Tx, fromId: string, intoId: string | null): Promise<void> => {
  const [was] = await tx.query<{ merged_into: string | null }>(
    'select merged_into from identity_citizens where id = $1',
    [fromId]
  )
  await tx.query('update identity_citizens set merged_into = $2 where id = $1', [fromId, intoId])
  await tx.query(
    `update identity_citizens m set merged_ids = array(
       select o.id from identity_citizens o where o.merged_into = m.id order by o.id
     ) where m.id = any($1)`,
    [[was?.merged_into, intoId].filter((id) => typeof id === 'string')]
  )
}

export const citizenByYkbUid = async (tx: Tx, uidIndex: string): Promise<string | null> =>
  (
    await tx.query<{ citizen_id: string }>('select citizen_id from identity_ykb_accounts where uid_index = $1', [
      uidIndex
    ])
  )[0]?.citizen_id ?? null

export const insertYkbAccount = async (tx: Tx, uidIndex: string, citizenId: string, at: Date): Promise<void> => {
  await tx.query(
    `insert into identity_ykb_accounts (uid_index, citizen_id, created_at) values ($1, $2, $3)
     on conflict (uid_index) do nothing`,
    [uidIndex, citizenId, at]
  )
}

/** WeChat apps these accounts are known to. */
export const wechatAppsOf = async (sql: Sql, accounts: readonly string[]) =>
  (
    await sql.query<{ app: 'mini-program' | 'official-account' }>(
      'select distinct app from identity_wechat_accounts where citizen_id = any($1) order by app',
      [accounts]
    )
  ).map((row) => row.app)

/** The mini-program's openid of the first of these accounts that has one, still sealed. */
export const miniProgramOpenidOf = async (sql: Sql, accounts: readonly string[]) =>
  (
    await sql.query<{ citizen_id: string; openid_index: string; openid_sealed: string }>(
      `select citizen_id, openid_index, openid_sealed from identity_wechat_accounts
       where app = 'mini-program' and citizen_id = any($1)
       order by array_position($1::text[], citizen_id), created_at desc limit 1`,
      [accounts]
    )
  )[0] ?? null

/**
 * Remembers a kind of device; true = the account was not signed in on it since `newBefore`. Of two sign-ins at the same
 * moment one gets true. A familiar device costs one statement.
 */
export const meetDevice = async (
  tx: Tx,
  device: { citizenId: string; channel: string; device: string; at: Date; newBefore: Date }
): Promise<boolean> => {
  const { citizenId, channel, device: kind, at, newBefore } = device
  const familiar = await tx.query(
    `update identity_known_devices set last_at = $4
     where citizen_id = $1 and channel = $2 and device = $3 and last_at >= $5 returning 1`,
    [citizenId, channel, kind, at, newBefore]
  )
  if (familiar.length > 0) return false
  const met = await tx.query(
    `insert into identity_known_devices as d (citizen_id, channel, device, last_at) values ($1, $2, $3, $4)
     on conflict (citizen_id, channel, device) do update set last_at = $4 where d.last_at < $5 returning 1`,
    [citizenId, channel, kind, at, newBefore]
  )
  return met.length > 0
}

export const forgetDevicesBefore = async (sql: Sql, before: Date): Promise<void> => {
  await sql.query('delete from identity_known_devices where last_at < $1', [before])
}
