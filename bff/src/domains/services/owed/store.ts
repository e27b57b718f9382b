import type { Sql, Tx } from '../../../platform/db/db'

export interface OwedRow {
  case_id: string
  field: string
  label: string
  kind: 'later' | 'promise' | 'pledge'
  promise: string | null
  promise_hash: string | null
  due_day: string | null
  state: 'owed' | 'handed-in' | 'standing' | 'broken' | 'mended' | 'revoked'
  broken_on: string | null
  /** what a clerk found; null = nothing came by its day, or nothing is broken */
  broken_reason_sealed: string | null
}

export const insertOwed = async (tx: Tx, row: Omit<OwedRow, 'broken_on' | 'broken_reason_sealed'>): Promise<void> => {
  await tx.query(
    `insert into services_owed (case_id, field, label, kind, promise, promise_hash, due_day, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (case_id, field) do nothing`,
    [row.case_id, row.field, row.label, row.kind, row.promise, row.promise_hash, row.due_day, row.state]
  )
}

export const owedOf = (sql: Sql, caseId: string) =>
  sql.query<OwedRow>('select * from services_owed where case_id = $1 order by field', [caseId])

export const owedAt = async (sql: Sql, caseId: string, field: string): Promise<OwedRow | null> =>
  (await sql.query<OwedRow>('select * from services_owed where case_id = $1 and field = $2', [caseId, field]))[0] ??
  null

/** The material has come, in time or late; that a promise was broken stays on record. */
export const settleOwed = async (tx: Tx, caseId: string, field: string, at: Date): Promise<void> => {
  await tx.query(`update services_owed set state = 'handed-in', settled_at = $3 where case_id = $1 and field = $2`, [
    caseId,
    field,
    at
  ])
}

/** Of fields a changed answer hides nothing is owed any more; what was broken or has come stays on record. */
export const dropOwedBeside = async (tx: Tx, caseId: string, shownFields: readonly string[]): Promise<void> => {
  await tx.query(
    "delete from services_owed where case_id = $1 and field <> all($2) and state in ('owed', 'standing')",
    [caseId, shownFields]
  )
}

/** True = it was not broken before. */
export const markBroken = async (
  tx: Tx,
  given: { caseId: string; field: string; on: string; reasonSealed: string | null; mendUntil?: string }
): Promise<boolean> =>
  (
    await tx.query(
      `update services_owed set state = 'broken', broken_on = $3, broken_reason_sealed = $4,
         due_day = coalesce($5, due_day)
       where case_id = $1 and field = $2 and state in ('owed', 'standing') returning field`,
      [given.caseId, given.field, given.on, given.reasonSealed, given.mendUntil ?? null]
    )
  ).length > 0

/** How a broken pledge ended. */
export const endPledge = async (
  tx: Tx,
  given: { caseId: string; field: string; state: 'mended' | 'revoked'; at: Date }
): Promise<void> => {
  await tx.query(
    `update services_owed set state = $3, settled_at = $4 where case_id = $1 and field = $2 and state = 'broken'`,
    [given.caseId, given.field, given.state, given.at]
  )
}

/** Of cases that go on or were granted: whoever took a case back owes nothing. */
const LIVE = `c.state not in ('refused', 'withdrawn')`

export const overdueOwed = (sql: Sql, today: string) =>
  sql.query<Pick<OwedRow, 'case_id' | 'field'>>(
    `select o.case_id, o.field from services_owed o join services_cases c on c.id = o.case_id
     where o.state = 'owed' and o.due_day < $1 and ${LIVE} order by o.due_day limit 500`,
    [today]
  )

export const owedByOwner = (sql: Sql, ownerIds: readonly string[], reach: readonly string[] | null) =>
  sql.query<OwedRow & { service_id: string; service_name: string; number: string }>(
    `select o.*, c.service_id, c.service_name, c.number from services_owed o join services_cases c on c.id = o.case_id
     where c.citizen_id = any($1) and ($2::text[] is null or c.service_id = any($2)) and ${LIVE}
       and o.kind = 'later' and o.state in ('owed', 'broken')
     order by o.due_day limit 20`,
    [ownerIds, reach]
  )

/** Newest first. */
export const brokenByOwner = (sql: Sql, ownerIds: readonly string[], reach: readonly string[] | null) =>
  sql.query<{ case_id: string; service_id: string; service_name: string; label: string; broken_on: string }>(
    `select o.case_id, c.service_id, c.service_name, o.label, o.broken_on
     from services_owed o join services_cases c on c.id = o.case_id
     where c.citizen_id = any($1) and ($2::text[] is null or c.service_id = any($2)) and o.broken_on is not null
     order by o.broken_on desc limit 20`,
    [ownerIds, reach]
  )

/** Of other cases of the applicant (`ownerIds`: all their accounts), whichever department has them; newest first. */
export const brokenBefore = (sql: Sql, ownerIds: readonly string[], caseId: string) =>
  sql.query<Pick<OwedRow, 'label' | 'kind'> & { service_name: string; department: string; broken_on: string }>(
    `select c.service_name, c.department, o.label, o.kind, o.broken_on
     from services_owed o join services_cases c on c.id = o.case_id
     where c.citizen_id = any($1) and c.id <> $2 and o.broken_on is not null
     order by o.broken_on desc limit 20`,
    [ownerIds, caseId]
  )
