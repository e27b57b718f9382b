import type { Sql, Tx } from '../../platform/db/db'

/** false = it is there already. Waits for a transaction that is just taking the same push in. */
export async function noteReceived(tx: Tx, push: { key: string; kind: string; at: Date }): Promise<boolean> {
  const noted = await tx.query(
    `insert into wechat_push_received (key, kind, received_at) values ($1, $2, $3)
     on conflict (key) do nothing returning key`,
    [push.key, push.kind, push.at]
  )
  return noted.length > 0
}

export const forgetReceived = async (sql: Sql, before: Date): Promise<void> => {
  await sql.query('delete from wechat_push_received where received_at < $1', [before])
}
