import type { RequestAbout, RequestKind, RequestState } from '@shared/contract/consult-requests'
import type { Sql, Tx } from '../../platform/db/db'

export interface RequestRow {
  id: string
  citizen_id: string
  kind: RequestKind
  category: string | null
  text_sealed: string
  place_sealed: string | null
  about_kind: RequestAbout['kind'] | null
  about_id: string | null
  about_sealed: string | null
  state: RequestState
  state_at: Date
  order_no: string | null
  created_at: Date
  /** WeChat has been asked about the words, or could not be asked */
  words_checked: boolean
  words_unjudged: boolean
}
export interface StepRow {
  event_id: string
  state: RequestState
  at: Date
  note_sealed: string | null
}
const LIST = 50

export const insertRequest = async (tx: Tx, row: RequestRow): Promise<void> => {
  await tx.query(
    `insert into consult_requests (id, citizen_id, kind, category, text_sealed, place_sealed, about_kind, about_id,
       about_sealed, state, state_at, order_no, created_at, words_checked, words_unjudged)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      ...[row.id, row.citizen_id, row.kind, row.category, row.text_sealed, row.place_sealed, row.about_kind],
      ...[row.about_id, row.about_sealed, row.state, row.state_at, row.order_no, row.created_at, row.words_checked],
      row.words_unjudged
    ]
  )
}

export const requestsOf = (sql: Sql, citizenIds: readonly string[], limit: number | null = LIST) =>
  sql.query<RequestRow>(
    'select * from consult_requests where citizen_id = any($1) order by created_at desc, id limit $2',
    [citizenIds, limit]
  )

export const requestOf = async (sql: Sql, citizenIds: readonly string[], id: string): Promise<RequestRow | null> =>
  (
    await sql.query<RequestRow>('select * from consult_requests where id = $1 and citizen_id = any($2)', [
      id,
      citizenIds
    ])
  )[0] ?? null

/** For the worker and the hotline's reports, which know no person. */
export const requestById = async (sql: Sql, id: string): Promise<RequestRow | null> =>
  (await sql.query<RequestRow>('select * from consult_requests where id = $1', [id]))[0] ?? null

/** The same, held until the transaction ends: two reports on one order wait for each other. */
export const lockRequest = async (tx: Tx, id: string): Promise<RequestRow | null> =>
  (await tx.query<RequestRow>('select * from consult_requests where id = $1 for update', [id]))[0] ?? null

export const changeState = async (
  tx: Tx,
  id: string,
  { state, at, orderNo }: { state: RequestState; at: Date; orderNo: string | null }
): Promise<void> => {
  await tx.query(
    'update consult_requests set state = $2, state_at = $3, order_no = coalesce($4, order_no) where id = $1',
    [id, state, at, orderNo]
  )
}

export const noteWordsChecked = async (sql: Sql, id: string, unjudged: boolean): Promise<void> => {
  await sql.query('update consult_requests set words_checked = true, words_unjudged = $2 where id = $1', [id, unjudged])
}

/** False = this event is known. */
export const insertStep = async (tx: Tx, requestId: string, step: StepRow): Promise<boolean> =>
  (
    await tx.query(
      `insert into consult_steps (request_id, event_id, state, at, note_sealed) values ($1, $2, $3, $4, $5)
       on conflict (request_id, event_id) do nothing returning event_id`,
      [requestId, step.event_id, step.state, step.at, step.note_sealed]
    )
  ).length > 0

export const stepsOf = (sql: Sql, requestId: string) =>
  sql.query<StepRow>('select * from consult_steps where request_id = $1 order by at, event_id', [requestId])

/** Orders that are not at their end and were not asked about since; the longest unasked first. Notes the asking. */
export const takeUnasked = (sql: Sql, { before, now }: { before: Date; now: Date }) =>
  sql.query<{ id: string }>(
    `update consult_requests set asked_at = $2 where id in (
       select id from consult_requests where state in ('received', 'assigned', 'answered')
         and coalesce(asked_at, created_at) < $1 order by coalesce(asked_at, created_at) limit 50
         for update skip locked)
     returning id`,
    [before, now]
  )

/** Removes everything of a person; gives the ids of the photos, whose bytes go after the commit. */
export const forgetRequests = async (tx: Tx, citizenId: string): Promise<string[]> => {
  const dropped = await tx.query<{ id: string }>('delete from consult_photos where citizen_id = $1 returning id', [
    citizenId
  ])
  const theirs = 'in (select id from consult_requests where citizen_id = $1)'
  await tx.query(`delete from consult_steps where request_id ${theirs}`, [citizenId])
  await tx.query('delete from consult_requests where citizen_id = $1', [citizenId])
  return dropped.map(({ id }) => id)
}
