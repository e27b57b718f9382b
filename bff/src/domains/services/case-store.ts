import type { CaseState } from '@shared/contract/applications'
import type { Capacity } from '@shared/contract/identity'
import type { Sql, Tx } from '../../platform/db/db'

/** Who handed the case in last, and in which capacity; nulls = from before capacities were kept. */
export interface ActedColumns {
  acted_by: string | null
  capacity: Capacity['kind'] | null
  mandate_id: string | null
  /** null when they acted for themselves */
  actor_label_sealed: string | null
}

export interface CaseRow extends ActedColumns {
  seq: number
  id: string
  number: string
  citizen_id: string
  draft_id: string
  service_id: string
  service_version: string
  service_name: string
  department: string
  state: CaseState
  /** ended with 不予批准 */
  denied: boolean
  answers_sealed: string
  submitted_at: Date
  updated_at: Date
  /** unconsented: stopped until the owner agrees to the hand-over */
  delivery: 'waiting' | 'retrying' | 'stuck' | 'unconsented' | 'delivered'
  receipt_no: string | null
  received_at: Date | null
  accepted_at: Date | null
  promised_day: string | null
  /** the last year whose notice of days off was known when the days of the case were counted */
  counted_to: number
  correction_sealed: string | null
  result_sealed: string | null
  result_details_sealed: string | null
  /** the case of the 一件事 this one is a part of */
  bundle_id: string | null
  /** window: taken in at a counter, with the help of staff */
  channel: 'online' | 'window'
}

export interface EventRow {
  event_id: string
  position: number
  state: CaseState
  by_department: boolean
  at: Date
  note_sealed: string | null
}

/** Keeps the definition a case or draft began with, so that a later publication does not change it. */
export const keepVersion = async (
  tx: Tx,
  kept: { serviceId: string; version: string; definition: unknown; at: Date }
): Promise<void> => {
  await tx.query(
    `insert into services_versions (service_id, version, definition, first_used_at) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [kept.serviceId, kept.version, JSON.stringify(kept.definition), kept.at]
  )
}

export const keptDefinition = async (sql: Sql, serviceId: string, version: string): Promise<unknown> =>
  (
    await sql.query<{ definition: unknown }>(
      'select definition from services_versions where service_id = $1 and version = $2',
      [serviceId, version]
    )
  )[0]?.definition

/** False when the number is taken already (the caller draws another). */
export const insertCase = async (
  tx: Tx,
  row: Pick<
    CaseRow,
    | 'id'
    | 'number'
    | 'citizen_id'
    | 'draft_id'
    | 'service_id'
    | 'service_version'
    | 'service_name'
    | 'department'
    | 'answers_sealed'
    | 'submitted_at'
    | 'promised_day'
    | 'counted_to'
  > &
    Partial<ActedColumns & Pick<CaseRow, 'channel'>>
): Promise<boolean> =>
  (
    await tx.query(
      `insert into services_cases (id, number, citizen_id, draft_id, service_id, service_version, service_name,
         department, state, answers_sealed, submitted_at, updated_at, promised_day, acted_by, capacity, mandate_id,
         actor_label_sealed, channel, counted_to)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 'submitted', $9, $10, $10, $11, $12, $13, $14, $15, $16, $17)
       on conflict (number) do nothing returning id`,
      [
        row.id,
        row.number,
        row.citizen_id,
        row.draft_id,
        row.service_id,
        row.service_version,
        row.service_name,
        row.department,
        row.answers_sealed,
        row.submitted_at,
        row.promised_day,
        row.acted_by ?? null,
        row.capacity ?? null,
        row.mandate_id ?? null,
        row.actor_label_sealed ?? null,
        row.channel ?? 'online',
        row.counted_to
      ]
    )
  ).length > 0

export const caseOf = async (sql: Sql, ownerIds: readonly string[], caseId: string): Promise<CaseRow | null> =>
  (
    await sql.query<CaseRow>('select * from services_cases where id = $1 and citizen_id = any($2)', [caseId, ownerIds])
  )[0] ?? null

/** Open cases whose days were counted before the notice of a year was known, oldest first. */
export const countedBefore = async (sql: Sql, year: number): Promise<string[]> =>
  (
    await sql.query<{ id: string }>(
      `select id from services_cases
       where counted_to < $1 and state not in ('completed', 'refused', 'withdrawn') order by seq`,
      [year]
    )
  ).map(({ id }) => id)

/** For workers and callbacks, which act for a department and not for a citizen. */
export const caseById = async (sql: Sql, caseId: string): Promise<CaseRow | null> =>
  (await sql.query<CaseRow>('select * from services_cases where id = $1', [caseId]))[0] ?? null

/** The same, held until the transaction ends: two reports on one case wait for each other. */
export const lockCase = async (tx: Tx, caseId: string): Promise<CaseRow | null> =>
  (await tx.query<CaseRow>('select * from services_cases where id = $1 for update', [caseId]))[0] ?? null

export interface WantedCases {
  ownerIds: readonly string[]
  /** of these service items only; null = of every one */
  reach: readonly string[] | null
  before: Date | null
}

/** Newest first; the parts of a 一件事 are shown on its own page. */
export const casesPage = (sql: Sql, { ownerIds, reach, before }: WantedCases, limit: number) =>
  sql.query<CaseRow>(
    `select * from services_cases
     where citizen_id = any($1) and ($2::timestamptz is null or submitted_at < $2)
       and ($3::text[] is null or service_id = any($3)) and bundle_id is null
     order by seq desc limit $4`,
    [ownerIds, before, reach, limit]
  )

/** Cases whose item, department or number has every word (lower case), newest first. */
export const casesWith = (
  sql: Sql,
  ownerIds: readonly string[],
  reach: readonly string[] | null,
  words: readonly string[],
  limit: number
) =>
  sql.query<Pick<CaseRow, 'id' | 'number' | 'service_name' | 'state' | 'denied'>>(
    `select id, number, service_name, state, denied from services_cases
     where citizen_id = any($1) and ($2::text[] is null or service_id = any($2))
       and not exists (select from unnest($3::text[]) word
         where strpos(lower(service_name || ' ' || department || ' ' || number), word) = 0)
     order by seq desc limit $4`,
    [ownerIds, reach, words, limit]
  )

/** Unfinished cases that wait for their owner: 补正 first, then those that nobody may hand over yet. */
export const waitingCases = (sql: Sql, ownerIds: readonly string[], reach: readonly string[] | null) =>
  sql.query<Pick<CaseRow, 'id' | 'number' | 'service_name' | 'department' | 'state'>>(
    `select id, number, service_name, department, state from services_cases
     where citizen_id = any($1) and ($2::text[] is null or service_id = any($2))
       and (state in ('correction', 'payment') or (delivery = 'unconsented' and state not in ('completed', 'refused', 'withdrawn')))
     order by (state in ('correction', 'payment')) desc, updated_at limit 20`,
    [ownerIds, reach]
  )

/** Columns a step may change; named, so that nothing else can. */
type Change = Partial<
  Pick<
    CaseRow,
    | 'state'
    | 'updated_at'
    | 'delivery'
    | 'receipt_no'
    | 'received_at'
    | 'accepted_at'
    | 'promised_day'
    | 'counted_to'
    | 'correction_sealed'
    | 'result_sealed'
    | 'denied'
    | 'result_details_sealed'
    | 'answers_sealed'
    | 'service_version'
    | keyof ActedColumns
  >
>

export const changeCase = async (sql: Sql, caseId: string, change: Change): Promise<void> => {
  const columns = Object.entries(change)
  const sets = columns.map(([column], at) => `${column} = $${at + 2}`).join(', ')
  await sql.query(`update services_cases set ${sets} where id = $1`, [caseId, ...columns.map(([, value]) => value)])
}

export const eventsOf = (sql: Sql, caseId: string) =>
  sql.query<EventRow>('select * from services_case_events where case_id = $1 order by position', [caseId])

/** False when this event is known already: a report repeated by the department counts once. */
export const insertEvent = async (
  tx: Tx,
  caseId: string,
  event: EventRow,
  actor?: Omit<ActedColumns, 'actor_label_sealed'>
): Promise<boolean> =>
  (
    await tx.query(
      `insert into services_case_events (case_id, event_id, position, state, by_department, at, note_sealed, acted_by,
         capacity, mandate_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning event_id`,
      [
        caseId,
        event.event_id,
        event.position,
        event.state,
        event.by_department,
        event.at,
        event.note_sealed,
        actor?.acted_by ?? null,
        actor?.capacity ?? null,
        actor?.mandate_id ?? null
      ]
    )
  ).length > 0

export const nextPosition = (events: EventRow[]): number => Math.max(0, ...events.map((event) => event.position)) + 1
