import type { Sql, Tx } from '../../../platform/db/db'

export interface CollectionRow {
  case_id: string
  way: 'post' | 'window' | 'none'
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

interface DraftCollectionRow {
  draft_id: string
  way: CollectionRow['way']
  to_sealed: string | null
  chosen_at: Date
}

export const draftCollectionRow = async (sql: Sql, draftId: string): Promise<DraftCollectionRow | null> =>
  (await sql.query<DraftCollectionRow>('select * from services_draft_collections where draft_id = $1', [draftId]))[0] ??
  null

export const saveDraftCollection = async (tx: Tx, row: DraftCollectionRow): Promise<void> => {
  await tx.query(
    `insert into services_draft_collections (draft_id, way, to_sealed, chosen_at) values ($1, $2, $3, $4)
     on conflict (draft_id) do update set way = $2, to_sealed = $3, chosen_at = $4`,
    [row.draft_id, row.way, row.to_sealed, row.chosen_at]
  )
}

export const dropDraftCollection = async (tx: Tx, draftId: string): Promise<void> => {
  await tx.query('delete from services_draft_collections where draft_id = $1', [draftId])
}
