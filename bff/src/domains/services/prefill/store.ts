import type { Sql, Tx } from '../../../platform/db/db'

export interface PrefillRow {
  draft_id: string
  field: string
  name: string
  source: string
  department: string | null
  source_at: Date
  offered_at: Date
  hash: string
  dispute_id: string | null
  disputed_at: Date | null
  kept: boolean | null
}

export const prefillsOf = (sql: Sql, draftId: string) =>
  sql.query<PrefillRow>('select * from services_prefills where draft_id = $1', [draftId])

export type Offered = Pick<
  PrefillRow,
  'draft_id' | 'field' | 'name' | 'source' | 'department' | 'source_at' | 'offered_at' | 'hash'
>

/** The newest offer of a field counts; one whose source the person has disputed stays as it is. */
export const saveOffer = async (tx: Tx, row: Offered): Promise<void> => {
  await tx.query(
    `insert into services_prefills (draft_id, field, name, source, department, source_at, offered_at, hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (draft_id, field) do update set name = $3, source = $4, department = $5, source_at = $6,
       offered_at = $7, hash = $8 where services_prefills.disputed_at is null`,
    [row.draft_id, row.field, row.name, row.source, row.department, row.source_at, row.offered_at, row.hash]
  )
}

/** What is offered no more is the person's own input again. */
export const dropOffers = async (tx: Tx, draftId: string, fields: readonly string[]): Promise<void> => {
  await tx.query('delete from services_prefills where draft_id = $1 and field = any($2) and disputed_at is null', [
    draftId,
    fields
  ])
}

export const noteKept = async (tx: Tx, draftId: string, field: string, kept: boolean): Promise<void> => {
  await tx.query('update services_prefills set kept = $3 where draft_id = $1 and field = $2', [draftId, field, kept])
}

/** null = nothing was offered there that a department could put right. Disputed twice is disputed once. */
export const noteDispute = async (
  tx: Tx,
  dispute: { draftId: string; field: string; id: string; at: Date }
): Promise<PrefillRow | null> =>
  (
    await tx.query<PrefillRow>(
      `update services_prefills set dispute_id = coalesce(dispute_id, $3), disputed_at = coalesce(disputed_at, $4)
       where draft_id = $1 and field = $2 and department is not null returning *`,
      [dispute.draftId, dispute.field, dispute.id, dispute.at]
    )
  )[0] ?? null

/** What a person says is wrong in a register; it outlives the draft the entry came to. */
export interface DisputeRow {
  id: string
  citizen_id: string
  service_id: string
  draft_id: string
  field: string
  source: string
  source_at: Date
  disputed_at: Date
  dispute_sealed: string
  answered_at: Date | null
  corrected: boolean | null
  answer_sealed: string | null
}

/** The first words count. */
export const insertDispute = async (
  tx: Tx,
  row: Omit<DisputeRow, 'answered_at' | 'corrected' | 'answer_sealed'>
): Promise<void> => {
  await tx.query(
    `insert into services_disputes
       (id, citizen_id, service_id, draft_id, field, source, source_at, disputed_at, dispute_sealed)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (id) do nothing`,
    [
      ...[row.id, row.citizen_id, row.service_id, row.draft_id, row.field, row.source, row.source_at],
      ...[row.disputed_at, row.dispute_sealed]
    ]
  )
}

export const disputeOf = async (sql: Sql, disputeId: string): Promise<DisputeRow | null> =>
  (await sql.query<DisputeRow>('select * from services_disputes where id = $1', [disputeId]))[0] ?? null

/** False = it is answered already. */
export const answerDispute = async (
  tx: Tx,
  disputeId: string,
  answer: { at: Date; corrected: boolean; sealed: string }
): Promise<boolean> =>
  (
    await tx.query(
      `update services_disputes set answered_at = $2, corrected = $3, answer_sealed = $4
       where id = $1 and answered_at is null returning 1`,
      [disputeId, answer.at, answer.corrected, answer.sealed]
    )
  ).length > 0

export const disputesOf = (sql: Sql, ownerIds: readonly string[]) =>
  sql.query<DisputeRow>('select * from services_disputes where citizen_id = any($1) order by disputed_at', [ownerIds])
