import type { Sql } from '../../platform/db/db'

export interface AgreementRow {
  terms_id: string
  version: string
}

/** What these accounts of one person have agreed to. */
export const agreementsOf = (sql: Sql, citizenIds: readonly string[]): Promise<AgreementRow[]> =>
  sql.query<AgreementRow>('select terms_id, version from notices_agreements where citizen_id = any($1)', [citizenIds])

/** Agreeing again changes nothing: the first time counts. */
export const insertAgreement = async (
  sql: Sql,
  row: { citizenId: string; termsId: string; version: string; digest: string; at: Date }
): Promise<void> => {
  await sql.query(
    `insert into notices_agreements (citizen_id, terms_id, version, digest, agreed_at)
     values ($1, $2, $3, $4, $5) on conflict (citizen_id, terms_id, version) do nothing`,
    [row.citizenId, row.termsId, row.version, row.digest, row.at]
  )
}
