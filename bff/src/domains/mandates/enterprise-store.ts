import type { Sql, Tx } from '../../platform/db/db'

export interface EnterpriseRow {
  id: string
  credit_code: string
  name: string
  confirmed_at: Date
  representative_id: string | null
}

/** Two who bind one enterprise at the same moment wait for each other here. */
export const lockCreditCode = async (tx: Tx, creditCode: string): Promise<void> => {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`mandates:${creditCode}`])
}

export const enterpriseByCode = async (sql: Sql, creditCode: string): Promise<EnterpriseRow | null> =>
  (await sql.query<EnterpriseRow>('select * from mandates_enterprises where credit_code = $1', [creditCode]))[0] ?? null

export const enterprisesById = (sql: Sql, ids: readonly string[]) =>
  sql.query<EnterpriseRow>('select * from mandates_enterprises where id = any($1)', [ids])

/** What the register says now. */
export const keepEnterprise = async (tx: Tx, row: EnterpriseRow): Promise<void> => {
  await tx.query(
    `insert into mandates_enterprises (id, credit_code, name, confirmed_at, representative_id) values ($1, $2, $3, $4, $5)
     on conflict (id) do update set name = excluded.name, confirmed_at = excluded.confirmed_at,
       representative_id = excluded.representative_id`,
    [row.id, row.credit_code, row.name, row.confirmed_at, row.representative_id]
  )
}

export const letGo = async (tx: Tx, enterpriseId: string): Promise<void> => {
  await tx.query('update mandates_enterprises set representative_id = null where id = $1', [enterpriseId])
}
