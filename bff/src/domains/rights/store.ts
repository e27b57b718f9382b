import type { Sql, Tx } from '../../platform/db/db'
import { newId } from '../../platform/new-id'

export interface ClosureRow {
  id: string
  citizen_id: string
  cause: 'person' | 'wechat'
  asked_at: Date
  due_at: Date
}

const OPEN = 'cancelled_at is null and done_at is null'

export const openClosure = async (sql: Sql, citizenId: string): Promise<ClosureRow | null> =>
  (
    await sql.query<ClosureRow>(
      `select id, citizen_id, cause, asked_at, due_at from rights_closures where citizen_id = $1 and ${OPEN}`,
      [citizenId]
    )
  )[0] ?? null

/** False when one is under way already. */
export const insertClosure = async (sql: Sql, row: ClosureRow): Promise<boolean> =>
  (
    await sql.query(
      `insert into rights_closures (id, citizen_id, cause, asked_at, due_at) values ($1, $2, $3, $4, $5)
       on conflict (citizen_id) where ${OPEN} do nothing returning id`,
      [row.id, row.citizen_id, row.cause, row.asked_at, row.due_at]
    )
  ).length > 0

/** False when there was none to take back. */
export const cancelClosure = async (sql: Sql, citizenId: string, at: Date): Promise<boolean> =>
  (
    await sql.query(`update rights_closures set cancelled_at = $2 where citizen_id = $1 and ${OPEN} returning id`, [
      citizenId,
      at
    ])
  ).length > 0

export const dueClosures = (sql: Sql, now: Date) =>
  sql.query<ClosureRow>(
    `select id, citizen_id, cause, asked_at, due_at from rights_closures where due_at <= $1 and ${OPEN} order by due_at`,
    [now]
  )

/** Held until the transaction ends; false when it was taken back or done meanwhile. */
export const lockDue = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.query(`select 1 from rights_closures where id = $1 and ${OPEN} for update`, [id])).length > 0

/** `shredded`: whose keys are gone with it. */
export const closureDone = async (tx: Tx, id: string, shredded: readonly string[], at: Date): Promise<void> => {
  await tx.query('update rights_closures set done_at = $2, shredded = $3 where id = $1', [id, at, shredded])
}

/** Done, and not yet written down outside the database. */
export const unnotedClosures = (sql: Sql) =>
  sql.query<{ id: string; done_at: Date; shredded: string[] }>(
    `select id, done_at, coalesce(shredded, array[citizen_id]) as shredded from rights_closures
     where done_at is not null and noted_at is null order by done_at`
  )

export const closureNoted = async (sql: Sql, id: string, at: Date): Promise<void> => {
  await sql.query('update rights_closures set noted_at = $2 where id = $1', [id, at])
}

/** Accounts that are to be closed at once, whatever was asked before. */
export const closeAtOnce = async (sql: Sql, citizenIds: readonly string[], at: Date): Promise<void> => {
  for (const citizenId of citizenIds)
    await sql.query(
      `insert into rights_closures (id, citizen_id, cause, asked_at, due_at) values ($1, $2, 'person', $3, $3)
       on conflict (citizen_id) where ${OPEN} do update set due_at = $3`,
      [newId(), citizenId, at]
    )
}

/** The archive key of a department and class, made when there is none. */
export async function archiveKey(
  tx: Tx,
  wanted: { id: string; department: string; retention: string; wrapped: string; at: Date }
): Promise<{ id: string; wrapped: string }> {
  await tx.query(
    `insert into rights_archive_keys (id, department, retention, wrapped, created_at) values ($1, $2, $3, $4, $5)
     on conflict (department, retention) do nothing`,
    [wanted.id, wanted.department, wanted.retention, wanted.wrapped, wanted.at]
  )
  const [key] = await tx.query<{ id: string; wrapped: string }>(
    'select id, wrapped from rights_archive_keys where department = $1 and retention = $2',
    [wanted.department, wanted.retention]
  )
  if (!key) throw new Error('the archive key vanished inside its own transaction')
  return key
}

export interface ArchiveRow {
  id: string
  key_id: string
  owner_index: string
  title: string
  reference: string | null
  sealed: string
  archived_at: Date
  keep_until: Date
}

export const insertRecord = async (tx: Tx, row: ArchiveRow): Promise<void> => {
  await tx.query(
    `insert into rights_archive (id, key_id, owner_index, title, reference, sealed, archived_at, keep_until)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [row.id, row.key_id, row.owner_index, row.title, row.reference, row.sealed, row.archived_at, row.keep_until]
  )
}

export interface ListedRecord extends Omit<ArchiveRow, 'sealed' | 'owner_index' | 'key_id'> {
  department: string
  retention: string
}

export const recordsPage = (sql: Sql, reference: string | null, before: string | null, limit: number) =>
  sql.query<ListedRecord>(
    `select a.id, a.title, a.reference, a.archived_at, a.keep_until, k.department, k.retention
     from rights_archive a join rights_archive_keys k on k.id = a.key_id
     where ($1::text is null or a.reference = $1)
       and ($2::text is null or (a.archived_at, a.id) < (select archived_at, id from rights_archive where id = $2))
     order by a.archived_at desc, a.id desc limit $3`,
    [reference, before, limit]
  )

export const recordOf = async (sql: Sql, id: string) =>
  (
    await sql.query<ArchiveRow & { wrapped: string; department: string }>(
      `select a.*, k.wrapped, k.department from rights_archive a join rights_archive_keys k on k.id = a.key_id
       where a.id = $1`,
      [id]
    )
  )[0] ?? null

/** What the law keeps no longer. */
export const dropExpired = async (sql: Sql, now: Date): Promise<void> => {
  await sql.query('delete from rights_archive where keep_until < $1', [now])
}
