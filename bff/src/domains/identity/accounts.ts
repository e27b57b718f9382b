import type { Sql } from '../../platform/db/db'
import type { Sealer } from '../../platform/seal/sealer'
import { lockAccounts, mainAccountOf } from './account-store'
import type { Accounts } from './port'
import { samePerson } from './same-person'
import type { Sessions } from './sessions'

/** Accounts as a whole: found by openid, with those merged into them, and shredded at the end. */
export function makeAccounts({ sealer, sessions }: { sealer: Sealer; sessions: Sessions }): Accounts {
  return {
    allOf: async (tx, citizenId) => {
      // a merge under way, or the undoing of one, waits here or is waited for
      const [own] = await lockAccounts(tx, [citizenId])
      return own && !own.merged_into && !own.closed_at ? samePerson(tx, citizenId) : null
    },
    byOpenid: async (sql, openid) => {
      for (const app of ['mini-program', 'official-account']) {
        const [found] = await sql.query<{ citizen_id: string }>(
          'select citizen_id from identity_wechat_accounts where app = $1 and openid_index = $2',
          [app, sealer.blindIndex(`openid:${app}`, openid)]
        )
        if (found) return mainAccountOf(sql, found.citizen_id)
      }
      return null
    },
    endSessions: async (tx, citizenId) => {
      await sessions.endAllOf(tx, citizenId)
      await sessions.endFor(tx, citizenId)
    },
    shred: async (tx, citizenId, at) => {
      await tx.query("update identity_citizens set wrapped_key = '', closed_at = $2 where id = $1", [citizenId, at])
    }
  }
}

/**
 * Opens one sealed value of the newest account that has one, to show that keys and rows belong together (after a
 * restore). `opened: null` = nothing is sealed yet; throws SealBroken when the keys are not the ones it was sealed with.
 */
export async function openOneSealed(sql: Sql, sealer: Sealer): Promise<{ table: string; bytes: number } | null> {
  const [row] = await sql.query<{ app: string; openid_index: string; openid_sealed: string; wrapped_key: string }>(
    `select a.app, a.openid_index, a.openid_sealed, c.wrapped_key
     from identity_wechat_accounts a join identity_citizens c on c.id = a.citizen_id
     where c.wrapped_key <> '' order by a.created_at desc limit 1`
  )
  if (!row) return null
  const context = `identity_wechat_accounts.openid:${row.app}:${row.openid_index}`
  const plain = sealer.openText(sealer.unwrap(row.wrapped_key), row.openid_sealed, context)
  return { table: 'identity_wechat_accounts', bytes: plain.length }
}
