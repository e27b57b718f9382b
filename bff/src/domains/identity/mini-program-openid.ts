import type { Sql } from '../../platform/db/db'
import { miniProgramOpenidOf } from './account-store'
import type { CitizenSeals } from './port'

/** The mini-program's openid of the first of these accounts that has one; null = none has. */
export async function openidOf(sql: Sql, seals: CitizenSeals, accounts: readonly string[]): Promise<string | null> {
  const row = await miniProgramOpenidOf(sql, accounts)
  if (!row) return null
  const seal = await seals.of(sql, row.citizen_id)
  return seal.open(row.openid_sealed, `identity_wechat_accounts.openid:mini-program:${row.openid_index}`)
}
