import type { Sql, Tx } from '../../platform/db/db'

export interface FaceRow {
  seq: string
  citizen_id: string
  merge_into: string | null
  verify_index: string
  person_sealed: string
  expires_at: Date
}

export const insertFaceCheck = async (sql: Sql, row: FaceRow): Promise<void> => {
  await sql.query(
    `insert into identity_face_checks (seq, citizen_id, merge_into, verify_index, person_sealed, expires_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [row.seq, row.citizen_id, row.merge_into, row.verify_index, row.person_sealed, row.expires_at]
  )
}

/** A check this account began, not used and not expired. */
export const openFaceCheck = async (
  sql: Sql,
  citizenId: string,
  verifyIndex: string,
  now: Date
): Promise<FaceRow | null> =>
  (
    await sql.query<FaceRow>(
      `select * from identity_face_checks
       where verify_index = $1 and citizen_id = $2 and used_at is null and expires_at > $3`,
      [verifyIndex, citizenId, now]
    )
  )[0] ?? null

/** False when somebody else has used it meanwhile. */
export const useFaceCheck = async (tx: Tx, seq: string, at: Date): Promise<boolean> =>
  (
    await tx.query('update identity_face_checks set used_at = $2 where seq = $1 and used_at is null returning seq', [
      seq,
      at
    ])
  ).length > 0

export const dropFaceChecksBefore = async (sql: Sql, before: Date): Promise<void> => {
  await sql.query('delete from identity_face_checks where expires_at < $1', [before])
}
