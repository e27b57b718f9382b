import type { Sql, Tx } from '../../platform/db/db'
import type { VerifiedPerson } from './port'

export type Certificate = VerifiedPerson['certificate']
export type VerifiedBy = 'public-security' | 'ykb' | 'manual-review'

export interface RealNameRow {
  citizen_id: string
  kind: 'person' | 'child'
  certificate: Certificate
  number_index: string
  name_sealed: string
  number_sealed: string
  birth_day_sealed: string
  verified_by: VerifiedBy
  verified_at: Date
  face_at: Date | null
}

/** An account merged into another is the other one, so it is the other's name that counts. */
export const realNameOf = async (sql: Sql, citizenId: string): Promise<RealNameRow | null> =>
  (
    await sql.query<RealNameRow>(
      `select r.* from identity_citizens c join identity_real_names r on r.citizen_id = coalesce(c.merged_into, c.id)
       where c.id = $1`,
      [citizenId]
    )
  )[0] ?? null

export const citizenByNumber = async (
  sql: Sql,
  kind: RealNameRow['kind'],
  numberIndex: string
): Promise<string | null> =>
  (
    await sql.query<{ citizen_id: string }>(
      'select citizen_id from identity_real_names where kind = $1 and number_index = $2',
      [kind, numberIndex]
    )
  )[0]?.citizen_id ?? null

export const insertRealName = async (tx: Tx, row: Omit<RealNameRow, 'face_at'>): Promise<void> => {
  await tx.query(
    `insert into identity_real_names (citizen_id, kind, certificate, number_index, name_sealed, number_sealed,
       birth_day_sealed, verified_by, verified_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      row.citizen_id,
      row.kind,
      row.certificate,
      row.number_index,
      row.name_sealed,
      row.number_sealed,
      row.birth_day_sealed,
      row.verified_by,
      row.verified_at
    ]
  )
}

/** A person has seen the paper: the name is sure from now on. */
export const setSeen = async (tx: Tx, citizenId: string, at: Date): Promise<void> => {
  await tx.query(
    "update identity_real_names set verified_by = 'manual-review', verified_at = $2 where citizen_id = $1",
    [citizenId, at]
  )
}

export const setFaceAt = async (tx: Tx, citizenId: string, at: Date): Promise<void> => {
  await tx.query('update identity_real_names set face_at = $2 where citizen_id = $1', [citizenId, at])
}

/** True = a person whose name and number were typed, and nothing more: no face, no 渝快办, nobody who saw the paper. */
export const onlyTyped = async (tx: Tx, citizenId: string): Promise<boolean> =>
  (
    await tx.query(
      `select 1 from identity_real_names r
       where r.citizen_id = $1 and r.kind = 'person' and r.verified_by = 'public-security' and r.face_at is null
         and not exists (select 1 from identity_ykb_accounts y where y.citizen_id = r.citizen_id)`,
      [citizenId]
    )
  ).length > 0

export const dropRealName = async (tx: Tx, citizenId: string): Promise<void> => {
  await tx.query('delete from identity_real_names where citizen_id = $1', [citizenId])
}
