import type { Sql, Tx } from '../../platform/db/db'

export interface MergeRow {
  id: string
  from_id: string
  into_id: string
  merged_at: Date
  until: Date
  undone_at: Date | null
}

export const insertMerge = async (tx: Tx, row: Omit<MergeRow, 'undone_at'>): Promise<void> => {
  await tx.query('insert into identity_merges (id, from_id, into_id, merged_at, until) values ($1, $2, $3, $4, $5)', [
    row.id,
    row.from_id,
    row.into_id,
    row.merged_at,
    row.until
  ])
}

/** Merges into this account that hold, newest first. */
export const mergesInto = (sql: Sql, intoId: string) =>
  sql.query<MergeRow>(
    'select * from identity_merges where into_id = $1 and undone_at is null order by merged_at desc, id',
    [intoId]
  )

export const lockMerge = async (tx: Tx, id: string, intoId: string): Promise<MergeRow | null> =>
  (
    await tx.query<MergeRow>('select * from identity_merges where id = $1 and into_id = $2 for update', [id, intoId])
  )[0] ?? null

export const setUndone = async (tx: Tx, id: string, at: Date): Promise<void> => {
  await tx.query('update identity_merges set undone_at = $2 where id = $1', [id, at])
}
