import type { Sql, Tx } from '../../platform/db/db'
import type { Certificate } from './real-name-store'

export interface ReviewRow {
  id: string
  citizen_id: string
  kind: 'guardian' | Exclude<Certificate, 'id-card'>
  state: 'waiting' | 'approved' | 'refused'
  paper_sealed: string
  asked_at: Date
  decided_at: Date | null
  reason_sealed: string | null
}

export interface ReviewFileRow {
  id: string
  citizen_id: string
  name_sealed: string
  type: string
  bytes: number
}

/** False when a review of this kind waits already. */
export const insertReview = async (
  tx: Tx,
  row: Pick<ReviewRow, 'id' | 'citizen_id' | 'kind' | 'paper_sealed' | 'asked_at'>
): Promise<boolean> =>
  (
    await tx.query(
      `insert into identity_reviews (id, citizen_id, kind, state, paper_sealed, asked_at)
       values ($1, $2, $3, 'waiting', $4, $5)
       on conflict (citizen_id, kind) where state = 'waiting' do nothing returning id`,
      [row.id, row.citizen_id, row.kind, row.paper_sealed, row.asked_at]
    )
  ).length > 0

export const reviewsOf = (sql: Sql, citizenIds: readonly string[]) =>
  sql.query<ReviewRow>('select * from identity_reviews where citizen_id = any($1) order by seq desc limit 50', [
    citizenIds
  ])

export const reviewById = async (sql: Sql, id: string): Promise<ReviewRow | null> =>
  (await sql.query<ReviewRow>('select * from identity_reviews where id = $1', [id]))[0] ?? null

export const lockReview = async (tx: Tx, id: string): Promise<ReviewRow | null> =>
  (await tx.query<ReviewRow>('select * from identity_reviews where id = $1 for update', [id]))[0] ?? null

export const decideReview = async (
  tx: Tx,
  row: { id: string; state: 'approved' | 'refused'; reasonSealed: string | null; at: Date }
): Promise<void> => {
  await tx.query('update identity_reviews set state = $2, reason_sealed = $3, decided_at = $4 where id = $1', [
    row.id,
    row.state,
    row.reasonSealed,
    row.at
  ])
}

export const insertReviewFile = async (sql: Sql, row: ReviewFileRow, at: Date): Promise<void> => {
  await sql.query(
    `insert into identity_review_files (id, citizen_id, name_sealed, type, bytes, created_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [row.id, row.citizen_id, row.name_sealed, row.type, row.bytes, at]
  )
}

/** Gives files of this person that no review has yet to a review; how many it were. */
export const attachFiles = async (tx: Tx, citizenId: string, fileIds: string[], reviewId: string): Promise<number> =>
  (
    await tx.query(
      `update identity_review_files set review_id = $3
       where citizen_id = $1 and id = any($2) and review_id is null returning id`,
      [citizenId, fileIds, reviewId]
    )
  ).length

export const filesOfReview = (sql: Sql, reviewId: string) =>
  sql.query<ReviewFileRow>('select * from identity_review_files where review_id = $1 order by created_at, id', [
    reviewId
  ])

export const dropLooseReviewFiles = async (tx: Tx, before: Date): Promise<string[]> =>
  (
    await tx.query<{ id: string }>(
      'delete from identity_review_files where review_id is null and created_at < $1 returning id',
      [before]
    )
  ).map((row) => row.id)
