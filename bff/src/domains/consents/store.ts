import type { Sql, Tx } from '../../platform/db/db'

export interface ConsentRow {
  id: string
  owner_id: string
  sharing_id: string
  version: string
  /** the sharing as it was published when it was agreed to */
  sharing: unknown
  given_at: Date
  until: string
  withdrawn_at: Date | null
}

/** The consent in force on `day` to this version of a sharing, by any account of one person; null = none. */
export const consentInForce = async (
  sql: Sql,
  wanted: { ownerIds: readonly string[]; sharingId: string; version: string; day: string }
): Promise<ConsentRow | null> =>
  (
    await sql.query<ConsentRow>(
      `select * from consents_consents
       where owner_id = any($1) and sharing_id = $2 and version = $3 and withdrawn_at is null and until >= $4
       order by seq desc limit 1`,
      [wanted.ownerIds, wanted.sharingId, wanted.version, wanted.day]
    )
  )[0] ?? null

export const insertConsent = async (
  tx: Tx,
  row: Omit<ConsentRow, 'withdrawn_at'> & { given_by: string }
): Promise<void> => {
  await tx.query(
    `insert into consents_consents (id, owner_id, given_by, sharing_id, version, sharing, given_at, until)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      row.id,
      row.owner_id,
      row.given_by,
      row.sharing_id,
      row.version,
      JSON.stringify(row.sharing),
      row.given_at,
      row.until
    ]
  )
}

export const consentsOf = (sql: Sql, ownerIds: readonly string[]) =>
  sql.query<ConsentRow>('select * from consents_consents where owner_id = any($1) order by seq desc', [ownerIds])

/** Withdraws the named consent and every other of the same person to the same sharing. False = not theirs. */
export const withdrawConsents = async (
  tx: Tx,
  wanted: { ownerIds: readonly string[]; consentId: string; by: string; at: Date }
): Promise<boolean> => {
  const [found] = await tx.query<{ sharing_id: string }>(
    'select sharing_id from consents_consents where id = $1 and owner_id = any($2)',
    [wanted.consentId, wanted.ownerIds]
  )
  if (!found) return false
  await tx.query(
    `update consents_consents set withdrawn_at = $3, withdrawn_by = $4
     where owner_id = any($1) and sharing_id = $2 and withdrawn_at is null`,
    [wanted.ownerIds, found.sharing_id, wanted.at, wanted.by]
  )
  return true
}

/** Whoever gives, withdraws or depends on consents of one person waits here for the others. */
export const lockConsents = async (tx: Tx, personId: string): Promise<void> => {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`consents:${personId}`])
}
