import type { Sql, Tx } from '../../platform/db/db'

export interface CertificateRow {
  id: string
  owner_id: string
  case_id: string
  service_id: string
  title: string
  department_id: string
  department: string
  code_index: string
  sealed: string
  issued_on: string
  valid_until: string | null
  digest: string
  signature: string
  public_key: string
  created_at: Date
  withdrawn_at: Date | null
  withdrawn_reason_sealed: string | null
}

/** A case has one certificate: the first stays. */
export const insertCertificate = async (
  sql: Sql,
  row: Omit<CertificateRow, 'withdrawn_at' | 'withdrawn_reason_sealed'>
): Promise<void> => {
  await sql.query(
    `insert into certificates_certificates (id, owner_id, case_id, service_id, title, department_id, department,
       code_index, sealed, issued_on, valid_until, digest, signature, public_key, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict (case_id) do nothing`,
    [
      ...[row.id, row.owner_id, row.case_id, row.service_id, row.title, row.department_id, row.department],
      ...[row.code_index, row.sealed, row.issued_on, row.valid_until, row.digest, row.signature, row.public_key],
      row.created_at
    ]
  )
}

export const isIssued = async (sql: Sql, caseId: string): Promise<boolean> =>
  (await sql.query('select 1 from certificates_certificates where case_id = $1', [caseId])).length > 0

export const certificatesOf = (sql: Sql, ownerIds: readonly string[]) =>
  sql.query<CertificateRow>(
    'select * from certificates_certificates where owner_id = any($1) order by issued_on desc, created_at desc',
    [ownerIds]
  )

export const certificateOf = async (sql: Sql, ownerIds: readonly string[], id: string) =>
  (
    await sql.query<CertificateRow>('select * from certificates_certificates where id = $1 and owner_id = any($2)', [
      id,
      ownerIds
    ])
  )[0] ?? null

export const certificateOfCase = async (sql: Sql, caseId: string) =>
  (await sql.query<CertificateRow>('select * from certificates_certificates where case_id = $1', [caseId]))[0] ?? null

/** Whoever holds the code of the paper may ask. */
export const certificateByCode = async (sql: Sql, codeIndex: string) =>
  (await sql.query<CertificateRow>('select * from certificates_certificates where code_index = $1', [codeIndex]))[0] ??
  null

/** For a code its owner showed. */
export const certificateById = async (sql: Sql, id: string) =>
  (await sql.query<CertificateRow>('select * from certificates_certificates where id = $1', [id]))[0] ?? null

/** False when it was withdrawn before. */
export const markWithdrawn = async (tx: Tx, id: string, at: Date, reasonSealed: string): Promise<boolean> =>
  (
    await tx.query(
      `update certificates_certificates set withdrawn_at = $2, withdrawn_reason_sealed = $3
       where id = $1 and withdrawn_at is null returning id`,
      [id, at, reasonSealed]
    )
  ).length > 0

/** Certificates whose last day is within these days and whose owners have not been told; held until the transaction ends. */
export const takeExpiring = (tx: Tx, from: string, to: string, limit: number) =>
  tx.query<Pick<CertificateRow, 'id' | 'owner_id' | 'title' | 'valid_until' | 'service_id'>>(
    `select id, owner_id, title, valid_until, service_id from certificates_certificates
     where noticed_at is null and withdrawn_at is null and valid_until between $1 and $2
     order by valid_until limit $3 for update skip locked`,
    [from, to, limit]
  )

export const markNoticed = async (tx: Tx, id: string, at: Date): Promise<void> => {
  await tx.query('update certificates_certificates set noticed_at = $2 where id = $1', [id, at])
}

export const eraseCertificates = async (tx: Tx, ownerId: string): Promise<void> => {
  await tx.query('delete from certificates_certificates where owner_id = $1', [ownerId])
}

/** In force, with a last day between these; soonest first. `reach` null = of every service item. */
export const expiringOf = (
  sql: Sql,
  ownerIds: readonly string[],
  reach: readonly string[] | null,
  { from, to }: { from: string; to: string }
) =>
  sql.query<{ id: string; title: string; valid_until: string }>(
    `select id, title, valid_until from certificates_certificates
     where owner_id = any($1) and ($2::text[] is null or service_id = any($2)) and withdrawn_at is null
       and valid_until between $3 and $4
     order by valid_until, id limit 20`,
    [ownerIds, reach, from, to]
  )

/** Those whose title or department has every word (lower case), newest first. */
export const certificatesWith = (
  sql: Sql,
  ownerIds: readonly string[],
  reach: readonly string[] | null,
  words: readonly string[],
  limit: number
) =>
  sql.query<Pick<CertificateRow, 'id' | 'title' | 'department' | 'valid_until'>>(
    `select id, title, department, valid_until from certificates_certificates
     where owner_id = any($1) and ($2::text[] is null or service_id = any($2)) and withdrawn_at is null
       and not exists (select from unnest($3::text[]) word where strpos(lower(title || ' ' || department), word) = 0)
     order by issued_on desc, created_at desc limit $4`,
    [ownerIds, reach, words, limit]
  )
