import type { Sql, Tx } from '../../platform/db/db'

export type CodePurpose = 'sign-in' | 'bind' | 'check'

export interface CodeRow {
  id: string
  code_hash: string
  tries: number
  expires_at: Date
  used_at: Date | null
}

export interface CodePlace {
  purpose: CodePurpose
  phoneIndex: string
  /** citizen id; empty for a sign-in */
  askedBy: string
}

export const insertCode = async (
  tx: Tx,
  code: CodePlace & { id: string; codeHash: string; expiresAt: Date }
): Promise<void> => {
  await tx.query(
    `insert into identity_sms_codes (id, purpose, phone_index, asked_by, code_hash, expires_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [code.id, code.purpose, code.phoneIndex, code.askedBy, code.codeHash, code.expiresAt]
  )
}

/** The last code asked for: an older one is good no more. Held until the transaction ends. */
export const lockNewestCode = async (tx: Tx, { purpose, phoneIndex, askedBy }: CodePlace): Promise<CodeRow | null> =>
  (
    await tx.query<CodeRow>(
      `select id, code_hash, tries, expires_at, used_at from identity_sms_codes
       where phone_index = $1 and purpose = $2 and asked_by = $3 order by seq desc limit 1 for update`,
      [phoneIndex, purpose, askedBy]
    )
  )[0] ?? null

export const countTry = async (tx: Tx, id: string): Promise<void> => {
  await tx.query('update identity_sms_codes set tries = tries + 1 where id = $1', [id])
}

export const useCode = async (tx: Tx, id: string, at: Date): Promise<void> => {
  await tx.query('update identity_sms_codes set used_at = $2 where id = $1', [id, at])
}

export const dropCodesBefore = async (sql: Sql, before: Date): Promise<void> => {
  await sql.query('delete from identity_sms_codes where expires_at < $1', [before])
}
