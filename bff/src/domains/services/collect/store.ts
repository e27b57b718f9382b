import type { Sql, Tx } from '../../../platform/db/db'

export interface CollectionRow {
  case_id: string
  way: 'post' | 'window'
  state: 'asked' | 'posted' | 'collected'
  to_sealed: string | null
  parcel_sealed: string | null
  chosen_at: Date
  settled_at: Date | null
}

export const collectionRow = async (sql: Sql, caseId: string): Promise<CollectionRow | null> =>
  (await sql.query<CollectionRow>('select * from services_collections where case_id = $1', [caseId]))[0] ?? null

export const saveCollection = async (tx: Tx, row: CollectionRow): Promise<void> => {
  await tx.query(
    `insert into services_collections (case_id, way, state, to_sealed, parcel_sealed, chosen_at, settled_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (case_id) do update set way = $2, state = $3, to_sealed = $4, parcel_sealed = $5, chosen_at = $6,
       settled_at = $7`,
    [row.case_id, row.way, row.state, row.to_sealed, row.parcel_sealed, row.chosen_at, row.settled_at]
  )
}
