import type { CertificateState } from '@shared/contract/certificates'
import type { Sql, Tx } from '../../platform/db/db'

export interface HeldRow {
  id: string
  owner_id: string
  sealed: string
  valid_until: string | null
  state: CertificateState
  updated_at: Date
  read_at: Date
}

export const saveHeld = async (tx: Tx, row: HeldRow): Promise<void> => {
  await tx.query(
    `insert into certificates_held (id, owner_id, sealed, valid_until, state, updated_at, read_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (id) do update set sealed = $3, valid_until = $4, state = $5, updated_at = $6, read_at = $7`,
    [row.id, row.owner_id, row.sealed, row.valid_until, row.state, row.updated_at, row.read_at]
  )
}

export const heldOf = (sql: Sql, ownerIds: readonly string[]) =>
  sql.query<HeldRow>('select * from certificates_held where owner_id = any($1) order by updated_at desc, id', [
    ownerIds
  ])

export const heldById = async (sql: Sql, id: string): Promise<HeldRow | null> =>
  (await sql.query<HeldRow>('select * from certificates_held where id = $1', [id]))[0] ?? null

/** `but`: ids of those that stay. */
export const dropHeld = async (sql: Sql, ownerId: string, but: readonly string[] = []): Promise<void> => {
  await sql.query('delete from certificates_held where owner_id = $1 and id <> all($2)', [ownerId, but])
}

export const dropHeldBefore = async (sql: Sql, readBefore: Date): Promise<void> => {
  await sql.query('delete from certificates_held where read_at < $1', [readBefore])
}
