import type { Sql } from '../../platform/db/db'
import type { MainAccount } from './account-store'
import type { SessionRow } from './store'

export interface Familiar {
  openidIndex: string
  /** WeChat named a unionid: an account that has none yet must learn it, which is not the usual sign-in */
  unionid: boolean
  device: string
  /** a device not used since is not familiar any more */
  newBefore: Date
}

/**
 * Opens the session of somebody who was signed in to the mini-program on this kind of device lately; gives their account,
 * or null (and does nothing) when there is no such person, or they have another device.
 */
export const insertSessionAgain = async (
  sql: Sql,
  { openidIndex, unionid, device, newBefore }: Familiar,
  row: Pick<SessionRow, 'token_hash' | 'id' | 'created_at' | 'expires_at'>
): Promise<MainAccount | null> =>
  (
    await sql.query<MainAccount>(
      `with person as (
         select m.id, m.level, m.merged_ids as merged
         from identity_wechat_accounts a join identity_citizens c on c.id = a.citizen_id
           join identity_citizens m on m.id = coalesce(c.merged_into, c.id)
         where a.app = 'mini-program' and a.openid_index = $1 and (a.unionid_index is not null or not $2::boolean)
           and m.closed_at is null),
       familiar as (
         update identity_known_devices d set last_at = $3 from person
         where d.citizen_id = person.id and d.channel = 'mini-program' and d.device = $4 and d.last_at >= $5
         returning 1),
       opened as (
         insert into identity_sessions (token_hash, id, citizen_id, channel, device, created_at, last_seen_at, expires_at)
         select $6, $7, person.id, 'mini-program', $4, $3, $3, $8 from person where exists (select 1 from familiar)
         returning 1)
       select person.id, person.level, person.merged from person, opened`,
      [openidIndex, unionid, row.created_at, device, newBefore, row.token_hash, row.id, row.expires_at]
    )
  )[0] ?? null
