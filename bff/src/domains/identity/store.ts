import type { Sql, Tx } from '../../platform/db/db'
import type { ActingAs } from '../../platform/http/caller'

export type Channel = 'mini-program' | 'official-account' | 'browser'
/** The apps of ours that WeChat gives an openid for. */
export type WechatApp = Exclude<Channel, 'browser'>

export interface SessionRow {
  token_hash: string
  id: string
  citizen_id: string
  channel: Channel
  device: string
  created_at: Date
  checked_at: Date | null
  face_at: Date | null
  owner_id: string | null
  mandate_id: string | null
  capacity: ActingAs['kind']
  capacity_label_sealed: string | null
  capacity_scope: ActingAs['scope']
  capacity_until: Date | null
  expires_at: Date
}

/** A live session with what the account behind it has reached. */
export interface LiveSession
  extends Pick<
    SessionRow,
    | 'token_hash'
    | 'id'
    | 'citizen_id'
    | 'channel'
    | 'created_at'
    | 'checked_at'
    | 'face_at'
    | 'owner_id'
    | 'mandate_id'
    | 'capacity'
    | 'capacity_scope'
  > {
  last_seen_at: Date
  level: 'session' | 'phone' | 'real-name'
  /** accounts merged into the person's own, and into the owner's */
  self_merged: string[]
  /** null = they act for themselves */
  owner_merged: string[] | null
}

export const findByOpenid = async (tx: Tx, app: WechatApp, openidIndex: string): Promise<string | null> =>
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

export const insertCitizen = async (
  tx: Tx,
  citizen: { id: string; wrappedKey: string; kind: 'person' | 'child' | 'enterprise'; at: Date }
): Promise<void> => {
  await tx.query('insert into identity_citizens (id, wrapped_key, kind, created_at) values ($1, $2, $3, $4)', [
    citizen.id,
    citizen.wrappedKey,
    citizen.kind,
    citizen.at
  ])
}

export const insertAccount = async (
  tx: Tx,
  account: {
    app: WechatApp
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
  app: WechatApp,
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

export const insertSession = async (tx: Tx, row: SessionRow): Promise<void> => {
  await tx.query(
    `insert into identity_sessions (token_hash, id, citizen_id, channel, device, created_at, last_seen_at, checked_at,
       face_at, owner_id, mandate_id, capacity, capacity_label_sealed, capacity_scope, capacity_until, expires_at)
     values ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      row.token_hash,
      row.id,
      row.citizen_id,
      row.channel,
      row.device,
      row.created_at,
      row.checked_at,
      row.face_at,
      row.owner_id,
      row.mandate_id,
      row.capacity,
      row.capacity_label_sealed,
      row.capacity_scope === null ? null : JSON.stringify(row.capacity_scope),
      row.capacity_until,
      row.expires_at
    ]
  )
}

/** Ends a live session under another id (its successor keeps the old one) and gives it as it was; null = it had ended. */
export const replaceSession = async (tx: Tx, tokenHash: string, newId: string, now: Date): Promise<SessionRow | null> =>
  (
    await tx.query<SessionRow>(
      `with old as (select * from identity_sessions where token_hash = $1 and ended_at is null for update)
       update identity_sessions s set ended_at = $2, id = $3 from old where s.token_hash = old.token_hash returning old.*`,
      [tokenHash, now, newId]
    )
  )[0] ?? null

export const liveSessions = (sql: Sql, tokenHashes: string[], now: Date): Promise<LiveSession[]> =>
  sql.query<LiveSession>(
    `select s.token_hash, s.id, s.citizen_id, s.channel, s.created_at, s.checked_at, s.face_at, s.owner_id,
       s.mandate_id, s.capacity, s.capacity_scope, coalesce(s.last_seen_at, s.created_at) as last_seen_at, c.level,
       c.merged_ids as self_merged, o.merged_ids as owner_merged
     from identity_sessions s join identity_citizens c on c.id = s.citizen_id
       left join identity_citizens o on o.id = s.owner_id
     where s.token_hash = any($1) and s.ended_at is null and s.expires_at > $2 and c.closed_at is null
       and (s.capacity_until is null or s.capacity_until > $2)`,
    [tokenHashes, now]
  )

/**
 * Ends the live sessions a condition names; gives their hashes, so that this process forgets them at once. A session may
 * be replaced by another at the same moment: the first statement waits for that and sees the old one only, so it is
 * looked again until none is left.
 */
const endWhere =
  (condition: string) =>
  async (sql: Sql, values: readonly string[], now: Date): Promise<string[]> => {
    const live = `ended_at is null and ${condition}`
    const ended: string[] = []
    do {
      const rows = await sql.query<{ token_hash: string }>(
        `update identity_sessions set ended_at = $${values.length + 1} where ${live} returning token_hash`,
        [...values, now]
      )
      ended.push(...rows.map((row) => row.token_hash))
    } while ((await sql.query(`select 1 from identity_sessions where ${live} limit 1`, values)).length > 0)
    return ended
  }

export const endSessionsOf = endWhere('citizen_id = $1')
export const endSessionsUnder = endWhere('mandate_id = $1')
export const endSessionsFor = endWhere('owner_id = $1')
/** All of a person's but the one named. */
export const endOtherSessions = endWhere('citizen_id = $1 and token_hash <> $2')
/** One of a person's, by its public id. */
export const endSessionById = endWhere('id = $1')

export const rememberSeen = async (sql: Sql, tokenHashes: string[], now: Date): Promise<void> => {
  await sql.query('update identity_sessions set last_seen_at = $2 where token_hash = any($1)', [tokenHashes, now])
}

export const endSession = async (sql: Sql, tokenHash: string, now: Date): Promise<void> => {
  await sql.query('update identity_sessions set ended_at = $2 where token_hash = $1 and ended_at is null', [
    tokenHash,
    now
  ])
}

export const forgetOldSessions = async (sql: Sql, before: Date): Promise<void> => {
  await sql.query('delete from identity_sessions where expires_at < $1 or ended_at < $1', [before])
}

export const capacityLabel = async (sql: Sql, tokenHash: string): Promise<string | null> =>
  (
    await sql.query<{ capacity_label_sealed: string | null }>(
      'select capacity_label_sealed from identity_sessions where token_hash = $1',
      [tokenHash]
    )
  )[0]?.capacity_label_sealed ?? null
