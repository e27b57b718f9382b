import type { Sql, Tx } from '../../platform/db/db'

export type Channel = 'mini-program' | 'official-account'

export interface SessionRow {
  token_hash: string
  citizen_id: string
  channel: Channel
  created_at: Date
}

export const findByOpenid = async (tx: Tx, app: Channel, openidIndex: string): Promise<string | null> =>
  (
    await tx.query<{ citizen_id: string }>(
      'select citizen_id from identity_wechat_accounts where app = $1 and openid_index = $2',
      [app, openidIndex]
    )
  )[0]?.citizen_id ?? null

export const findByUnionid = async (tx: Tx, unionidIndex: string): Promise<string | null> =>
  (
    await tx.query<{ citizen_id: string }>(
      'select citizen_id from identity_wechat_accounts where unionid_index = $1 order by created_at limit 1',
      [unionidIndex]
    )
  )[0]?.citizen_id ?? null

/** Two sign-ins of one person at the same moment wait for each other here. */
export const lockPerson = async (tx: Tx, personIndex: string): Promise<void> => {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [personIndex])
}

export const insertCitizen = async (tx: Tx, citizen: { id: string; wrappedKey: string; at: Date }): Promise<void> => {
  await tx.query('insert into identity_citizens (id, wrapped_key, created_at) values ($1, $2, $3)', [
    citizen.id,
    citizen.wrappedKey,
    citizen.at
  ])
}

export const insertAccount = async (
  tx: Tx,
  account: {
    app: Channel
    openidIndex: string
    openidSealed: string
    unionidIndex: string | null
    citizenId: string
    at: Date
  }
): Promise<void> => {
  await tx.query(
    `insert into identity_wechat_accounts (app, openid_index, openid_sealed, unionid_index, citizen_id, created_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [account.app, account.openidIndex, account.openidSealed, account.unionidIndex, account.citizenId, account.at]
  )
}

export const rememberUnionid = async (
  tx: Tx,
  app: Channel,
  openidIndex: string,
  unionidIndex: string
): Promise<void> => {
  await tx.query(
    'update identity_wechat_accounts set unionid_index = $3 where app = $1 and openid_index = $2 and unionid_index is null',
    [app, openidIndex, unionidIndex]
  )
}

export const wrappedKeyOf = async (sql: Sql, citizenId: string): Promise<string | null> =>
  (await sql.query<{ wrapped_key: string }>('select wrapped_key from identity_citizens where id = $1', [citizenId]))[0]
    ?.wrapped_key ?? null

export const insertSession = async (
  tx: Tx,
  session: { tokenHash: string; citizenId: string; channel: Channel; at: Date; expiresAt: Date }
): Promise<void> => {
  await tx.query(
    `insert into identity_sessions (token_hash, citizen_id, channel, created_at, expires_at)
     values ($1, $2, $3, $4, $5)`,
    [session.tokenHash, session.citizenId, session.channel, session.at, session.expiresAt]
  )
}

export const liveSessions = (sql: Sql, tokenHashes: string[], now: Date): Promise<SessionRow[]> =>
  sql.query<SessionRow>(
    `select token_hash, citizen_id, channel, created_at from identity_sessions
     where token_hash = any($1) and ended_at is null and expires_at > $2`,
    [tokenHashes, now]
  )

export const endSession = async (sql: Sql, tokenHash: string, now: Date): Promise<void> => {
  await sql.query('update identity_sessions set ended_at = $2 where token_hash = $1 and ended_at is null', [
    tokenHash,
    now
  ])
}

export const forgetOldSessions = async (sql: Sql, before: Date): Promise<void> => {
  await sql.query('delete from identity_sessions where expires_at < $1 or ended_at < $1', [before])
}
