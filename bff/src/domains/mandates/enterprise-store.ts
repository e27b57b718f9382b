import type { Sql, Tx } from '../../platform/db/db'

/** How long an answer of the register is gone by. */
const ANSWER_HOLDS_MS = 24 * 3_600_000
const askAgainAfter = (answeredAt: Date): Date => new Date(answeredAt.getTime() + ANSWER_HOLDS_MS)

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
    `insert into mandates_enterprises (id, credit_code, name, confirmed_at, representative_id, ask_again_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (id) do update set name = excluded.name, confirmed_at = excluded.confirmed_at,
       representative_id = excluded.representative_id, ask_again_at = excluded.ask_again_at`,
    [row.id, row.credit_code, row.name, row.confirmed_at, row.representative_id, askAgainAfter(row.confirmed_at)]
  )
}

/** The enterprise, for one of those who want to ask the register about it now; null = it is not time yet. */
export const takeTurnToAsk = async (sql: Sql, id: string, now: Date, next: Date): Promise<EnterpriseRow | null> =>
  (
    await sql.query<EnterpriseRow>(
      'update mandates_enterprises set ask_again_at = $3 where id = $1 and ask_again_at <= $2 returning *',
      [id, now, next]
    )
  )[0] ?? null

/** The register has answered. */
export const markAnswered = async (tx: Tx, id: string, at: Date): Promise<void> => {
  await tx.query('update mandates_enterprises set ask_again_at = $2 where id = $1', [id, askAgainAfter(at)])
}

export const letGo = async (tx: Tx, enterpriseId: string): Promise<void> => {
  await tx.query('update mandates_enterprises set representative_id = null where id = $1', [enterpriseId])
}
