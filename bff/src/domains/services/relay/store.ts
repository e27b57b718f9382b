import type { Sql, Tx } from '../../../platform/db/db'
import type { DraftRow } from '../draft-store'

export interface RelayRow {
  id: string
  draft_id: string
  code_index: string | null
  until: Date
  staff_id: string | null
  from_revision: number | null
  desk_until: Date | null
  handed_back: boolean
}

/** Takes the place of whatever code or window the draft had before. */
export const putRelay = async (
  tx: Tx,
  row: Pick<RelayRow, 'id' | 'draft_id' | 'until'> & { code_index: string }
): Promise<void> => {
  await tx.query('delete from services_relays where draft_id = $1', [row.draft_id])
  await tx.query('insert into services_relays (id, draft_id, code_index, until) values ($1, $2, $3, $4)', [
    row.id,
    row.draft_id,
    row.code_index,
    row.until
  ])
}

/** An unused code that is still good, held until the transaction ends. */
export const lockByCode = async (tx: Tx, codeIndex: string, now: Date): Promise<RelayRow | null> =>
  (
    await tx.query<RelayRow>('select * from services_relays where code_index = $1 and until > $2 for update', [
      codeIndex,
      now
    ])
  )[0] ?? null

export const relayOf = async (sql: Sql, draftId: string): Promise<RelayRow | null> =>
  (await sql.query<RelayRow>('select * from services_relays where draft_id = $1', [draftId]))[0] ?? null

/** What a clerk has at the window now: taken by them, neither handed back nor ended nor too old. */
export const lockAtDesk = async (tx: Tx, relayId: string, staffId: string, now: Date): Promise<RelayRow | null> =>
  (
    await tx.query<RelayRow>(
      `select * from services_relays
       where id = $1 and staff_id = $2 and desk_until > $3 and not handed_back for update`,
      [relayId, staffId, now]
    )
  )[0] ?? null

export const giveToDesk = async (
  tx: Tx,
  relayId: string,
  given: { staffId: string; revision: number; until: Date }
): Promise<void> => {
  await tx.query(
    `update services_relays set code_index = null, staff_id = $2, from_revision = $3, desk_until = $4 where id = $1`,
    [relayId, given.staffId, given.revision, given.until]
  )
}

export const handBack = async (tx: Tx, relayId: string): Promise<void> => {
  await tx.query('update services_relays set handed_back = true where id = $1', [relayId])
}

export const dropRelayOf = async (tx: Tx, draftId: string): Promise<void> => {
  await tx.query('delete from services_relays where draft_id = $1', [draftId])
}

/** A draft that has not been handed in, whoever it belongs to: for whom the person gave it to. */
export const openDraftById = async (tx: Tx, draftId: string): Promise<DraftRow | null> =>
  (
    await tx.query<DraftRow>('select * from services_drafts where id = $1 and case_id is null for update', [draftId])
  )[0] ?? null

/** Fields edited by this actor after a revision. */
export const fieldsEditedBy = async (sql: Sql, draftId: string, acted: string, after: number): Promise<string[]> => {
  const rows = await sql.query<{ fields: string[] }>(
    'select fields from services_draft_edits where draft_id = $1 and acted_by = $2 and revision > $3',
    [draftId, acted, after]
  )
  return [...new Set(rows.flatMap(({ fields }) => fields))]
}

/** Wrong codes of somebody since `since`. */
export const triesOf = async (tx: Tx, who: string, since: Date): Promise<number> =>
  (
    await tx.query<{ count: number }>('select count from services_relay_tries where who = $1 and first_at > $2', [
      who,
      since
    ])
  )[0]?.count ?? 0

export const countTry = async (tx: Tx, who: string, at: Date, since: Date): Promise<void> => {
  await tx.query(
    `insert into services_relay_tries as t (who, count, first_at) values ($1, 1, $2)
     on conflict (who) do update set count = case when t.first_at > $3 then t.count + 1 else 1 end,
       first_at = case when t.first_at > $3 then t.first_at else $2 end`,
    [who, at, since]
  )
}

/** Codes nobody took, windows long left, and wrong codes nobody counts any more. */
export const dropOldRelays = async (sql: Sql, before: Date): Promise<void> => {
  await sql.query(
    'delete from services_relays where until < $1 and (staff_id is null or (desk_until < $1 and not handed_back))',
    [before]
  )
  await sql.query('delete from services_relay_tries where first_at < $1', [before])
}
