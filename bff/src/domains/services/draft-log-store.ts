import { type Form, form as formSchema } from '@shared/contract/form'
import * as z from 'zod/mini'
import type { Sql, Tx } from '../../platform/db/db'

/** Revisions of a draft whose edits are kept; an opening of the form that saw none of them is asked about every difference. */
const LONGEST = 500

interface EditRow {
  draft_id: string
  revision: number
  visit: string | null
  fields: string[]
  at: Date
  acted_by: string
  edits_sealed: string
}

export const insertEdits = async (tx: Tx, row: EditRow): Promise<void> => {
  await tx.query(
    `insert into services_draft_edits (draft_id, revision, visit, fields, at, acted_by, edits_sealed)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [row.draft_id, row.revision, row.visit, JSON.stringify(row.fields), row.at, row.acted_by, row.edits_sealed]
  )
  await tx.query('delete from services_draft_edits where draft_id = $1 and revision <= $2', [
    row.draft_id,
    row.revision - LONGEST
  ])
}

/** Fields that others than this visit edited after `revision`; null = the log does not reach back so far. */
export async function editedSince(
  tx: Tx,
  draft: { id: string; revision: number },
  { visit, revision }: { visit: string; revision: number }
): Promise<Set<string> | null> {
  const [first] = await tx.query<{ oldest: number | null }>(
    'select min(revision) as oldest from services_draft_edits where draft_id = $1',
    [draft.id]
  )
  if (revision + 1 < (first?.oldest ?? draft.revision + 1)) return null
  const rows = await tx.query<Pick<EditRow, 'fields'>>(
    'select fields from services_draft_edits where draft_id = $1 and revision > $2 and visit is distinct from $3',
    [draft.id, revision, visit]
  )
  return new Set(rows.flatMap(({ fields }) => fields))
}

/** Number of the newest edit of a visit the server has dealt with; 0 = none. */
export const newestOf = async (tx: Tx, draftId: string, visit: string): Promise<number> =>
  (
    await tx.query<{ newest: number }>('select newest from services_draft_visits where draft_id = $1 and visit = $2', [
      draftId,
      visit
    ])
  )[0]?.newest ?? 0

export const noteNewest = async (tx: Tx, draftId: string, visit: string, newest: number): Promise<void> => {
  await tx.query(
    `insert into services_draft_visits as v (draft_id, visit, newest) values ($1, $2, $3)
     on conflict (draft_id, visit) do update set newest = greatest(v.newest, $3)`,
    [draftId, visit, newest]
  )
}

/** The draft has become a case: how it was typed, and by which window, is nobody's business any more. */
export const dropLog = async (tx: Tx, draftId: string): Promise<void> => {
  await tx.query('delete from services_draft_edits where draft_id = $1', [draftId])
  await tx.query('delete from services_draft_visits where draft_id = $1', [draftId])
  await tx.query('delete from services_relays where draft_id = $1', [draftId])
}

export const keepForm = async (tx: Tx, form: Form, at: Date): Promise<void> => {
  await tx.query(
    `insert into services_forms (service_id, version, form, first_used_at) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [form.serviceId, form.version, JSON.stringify(form), at]
  )
}

/** Earlier forms of an item, newest first. */
export const earlierForms = async (sql: Sql, serviceId: string): Promise<Form[]> => {
  const rows = await sql.query<{ form: unknown }>(
    'select form from services_forms where service_id = $1 order by first_used_at desc limit 20',
    [serviceId]
  )
  return z.array(formSchema).parse(rows.map(({ form }) => form))
}
