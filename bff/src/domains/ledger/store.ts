import type { Sql, Tx } from '../../platform/db/db'
import type { DataRead } from './port'

export interface EntryRow {
  seq: number
  id: string
  owner_id: string
  at: Date
  reader_kind: 'department' | 'staff' | 'proxy'
  reader_id: string
  reader_name: string
  purpose: string
  fields: string[]
  case_id: string | null
  case_number: string | null
  position: number | null
  hash: string | null
}

export interface DisputeRow {
  id: string
  entry_id: string
  owner_id: string
  text_sealed: string
  at: Date
  decision: string | null
  answer_sealed: string | null
  answered_at: Date | null
  answered_by: string | null
}

/** One entry with the dispute about it, if any. */
export type ReadRow = EntryRow & { dispute_id: string | null } & {
  disputed_at: Date | null
  answer_sealed: string | null
  answered_at: Date | null
}

export const insertEntry = async (sql: Sql, entry: DataRead & { id: string; at: Date }): Promise<void> => {
  await sql.query(
    `insert into ledger_entries (id, once, owner_id, at, reader_kind, reader_id, reader_name, purpose, fields, case_id,
       case_number)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (once) do nothing`,
    [
      entry.id,
      entry.once ?? null,
      entry.ownerId,
      entry.at,
      entry.reader.kind,
      entry.reader.id,
      entry.reader.name,
      entry.purpose,
      [...entry.fields],
      entry.caseId ?? null,
      entry.caseNumber ?? null
    ]
  )
}

const READ = `select e.*, d.id as dispute_id, d.at as disputed_at, d.answer_sealed, d.answered_at
  from ledger_entries e left join ledger_disputes d on d.entry_id = e.id`

export const readsPage = (sql: Sql, ownerIds: readonly string[], before: string | null, limit: number) =>
  sql.query<ReadRow>(
    `${READ} where e.owner_id = any($1)
       and ($2::text is null or e.seq < (select seq from ledger_entries where id = $2 and owner_id = any($1)))
     order by e.seq desc limit $3`,
    [ownerIds, before, limit]
  )

export const readOf = async (sql: Sql, ownerIds: readonly string[], entryId: string): Promise<ReadRow | null> =>
  (await sql.query<ReadRow>(`${READ} where e.owner_id = any($1) and e.id = $2`, [ownerIds, entryId]))[0] ?? null

/** False when there is a dispute about this entry already. */
export const insertDispute = async (
  tx: Tx,
  row: { id: string; entryId: string; ownerId: string; textSealed: string; at: Date }
): Promise<boolean> =>
  (
    await tx.query(
      `insert into ledger_disputes (id, entry_id, owner_id, text_sealed, at) values ($1, $2, $3, $4, $5)
       on conflict (entry_id) do nothing returning id`,
      [row.id, row.entryId, row.ownerId, row.textSealed, row.at]
    )
  ).length > 0

export const disputeById = async (sql: Sql, disputeId: string): Promise<(DisputeRow & { entry: EntryRow }) | null> => {
  const [dispute] = await sql.query<DisputeRow>('select * from ledger_disputes where id = $1', [disputeId])
  const [entry] = dispute
    ? await sql.query<EntryRow>('select * from ledger_entries where id = $1', [dispute.entry_id])
    : []
  return dispute && entry ? { ...dispute, entry } : null
}

/** False when it has been answered already. */
export const answerDispute = async (
  tx: Tx,
  answer: { id: string; decision: string; answerSealed: string; by: string; at: Date }
): Promise<boolean> =>
  (
    await tx.query(
      `update ledger_disputes set decision = $2, answer_sealed = $3, answered_by = $4, answered_at = $5
       where id = $1 and answered_at is null returning id`,
      [answer.id, answer.decision, answer.answerSealed, answer.by, answer.at]
    )
  ).length > 0

export interface HeadRow {
  day: string
  position: number
  hash: string
  signature: string
  public_key: string
}

export const headOf = async (sql: Sql, day: string): Promise<HeadRow | null> =>
  (await sql.query<HeadRow>('select * from ledger_heads where day = $1', [day]))[0] ?? null

export const newestHead = async (sql: Sql): Promise<HeadRow | null> =>
  (await sql.query<HeadRow>('select * from ledger_heads order by day desc limit 1'))[0] ?? null

export const allHeads = (sql: Sql) => sql.query<HeadRow>('select * from ledger_heads order by day')

export const insertHead = async (sql: Sql, head: HeadRow): Promise<void> => {
  await sql.query(
    `insert into ledger_heads (day, position, hash, signature, public_key) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [head.day, head.position, head.hash, head.signature, head.public_key]
  )
}
