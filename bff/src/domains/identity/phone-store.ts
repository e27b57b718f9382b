import type { Sql, Tx } from '../../platform/db/db'

export interface PhoneRow {
  phone_index: string
  citizen_id: string
  phone_sealed: string
}
type BoundPhone = PhoneRow & { bound_at: Date }

export const phoneByIndex = async (sql: Sql, phoneIndex: string): Promise<PhoneRow | null> =>
  (
    await sql.query<PhoneRow>(
      'select phone_index, citizen_id, phone_sealed from identity_phones where phone_index = $1',
      [phoneIndex]
    )
  )[0] ?? null

/** The number of the first of these accounts that has one. */
export const phoneOf = async (sql: Sql, accounts: readonly string[]): Promise<BoundPhone | null> =>
  (
    await sql.query<BoundPhone>(
      `select phone_index, citizen_id, phone_sealed, bound_at from identity_phones where citizen_id = any($1)
       order by array_position($1::text[], citizen_id) limit 1`,
      [accounts]
    )
  )[0] ?? null

export const insertPhone = async (tx: Tx, row: PhoneRow, at: Date): Promise<void> => {
  await tx.query(
    'insert into identity_phones (phone_index, citizen_id, phone_sealed, bound_at) values ($1, $2, $3, $4)',
    [row.phone_index, row.citizen_id, row.phone_sealed, at]
  )
}

export const dropPhoneOf = async (tx: Tx, citizenId: string): Promise<void> => {
  await tx.query('delete from identity_phones where citizen_id = $1', [citizenId])
}
