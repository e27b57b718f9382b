import type { Tx } from '../../platform/db/db'

/** Sets an account to what its rows prove: a verified name, else a bound number, else nothing. */
export async function settleLevel(tx: Tx, citizenId: string): Promise<void> {
  await tx.query(
    `update identity_citizens set level = case
       when exists (select 1 from identity_real_names where citizen_id = $1) then 'real-name'
       when exists (select 1 from identity_phones where citizen_id = $1) then 'phone'
       else 'session' end
     where id = $1`,
    [citizenId]
  )
}
