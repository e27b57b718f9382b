import type { PhotoDoubt } from '@shared/contract/uploads'
import type { Sql, Tx } from '../../platform/db/db'
import type { Scanned } from '../../platform/scan/clamd'

export interface FileRow {
  id: string
  citizen_id: string
  name_sealed: string
  type: string
  bytes: number
  sm3: string
  created_at: Date
  draft_id: string | null
  case_id: string | null
  /** last day of the paper, as its owner typed it */
  valid_until: string | null
  /** what the virus scanner said */
  scan: Scanned
  /** why a photo is perhaps not readable; null = nothing speaks against it */
  unclear: PhotoDoubt | null
}

/** A file that is there already stays as it is. */
export const insertFile = async (
  sql: Sql,
  file: Omit<FileRow, 'draft_id' | 'case_id' | 'valid_until' | 'scan' | 'unclear'> &
    Partial<Pick<FileRow, 'valid_until' | 'scan' | 'unclear'>>
): Promise<void> => {
  await sql.query(
    `insert into services_files (id, citizen_id, name_sealed, type, bytes, sm3, created_at, valid_until, scan, unclear)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (id) do nothing`,
    [
      ...[file.id, file.citizen_id, file.name_sealed, file.type, file.bytes, file.sm3, file.created_at],
      ...[file.valid_until ?? null, file.scan ?? 'unscanned', file.unclear ?? null]
    ]
  )
}

/** With the service item it was uploaded for; null = no draft and no case names it yet. */
export const fileOf = async (
  sql: Sql,
  ownerIds: readonly string[],
  fileId: string
): Promise<(FileRow & { service_id: string | null }) | null> =>
  (
    await sql.query<FileRow & { service_id: string | null }>(
      `select f.*, coalesce(c.service_id, d.service_id) as service_id from services_files f
         left join services_cases c on c.id = f.case_id left join services_drafts d on d.id = f.draft_id
       where f.id = $1 and f.citizen_id = any($2)`,
      [fileId, ownerIds]
    )
  )[0] ?? null

/** Sets the last day of a paper that is not handed in yet. */
export const dateLooseFile = async (sql: Sql, fileId: string, validUntil: string | null): Promise<void> => {
  await sql.query('update services_files set valid_until = $2 where id = $1 and case_id is null', [fileId, validUntil])
}

/** Files no scanner has looked at, newest first: what is being handed in now comes before what is long done. */
export const unscannedFiles = (sql: Sql, limit: number) =>
  sql.query<Pick<FileRow, 'id' | 'citizen_id'>>(
    "select id, citizen_id from services_files where scan = 'unscanned' order by created_at desc limit $1",
    [limit]
  )

export const markScanned = async (sql: Sql, fileId: string, scan: Scanned): Promise<void> => {
  await sql.query('update services_files set scan = $2 where id = $1', [fileId, scan])
}

/** Those of the named files that belong to the owner. */
export const filesOf = (sql: Sql, ownerIds: readonly string[], fileIds: readonly string[]) =>
  fileIds.length === 0
    ? Promise.resolve([])
    : sql.query<FileRow>('select * from services_files where citizen_id = any($1) and id = any($2)', [
        ownerIds,
        fileIds
      ])

/**
 * Those of the named files that were handed in with a case, or with the 一件事 it is a part of, also from an account
 * merged into the owner's.
 */
export const filesOfCase = (sql: Sql, found: { id: string; citizen_id: string }, fileIds: readonly string[]) =>
  fileIds.length === 0
    ? Promise.resolve([])
    : sql.query<FileRow>(
        `select * from services_files where id = any($3) and (citizen_id = $2 or case_id = $1
           or case_id = (select bundle_id from services_cases where id = $1))`,
        [found.id, found.citizen_id, fileIds]
      )

export const linkToDraft = async (
  tx: Tx,
  ownerIds: readonly string[],
  draftId: string,
  fileIds: readonly string[]
): Promise<void> => {
  if (fileIds.length === 0) return
  await tx.query(
    'update services_files set draft_id = $2 where citizen_id = any($1) and id = any($3) and case_id is null',
    [ownerIds, draftId, fileIds]
  )
}

export const linkToCase = async (
  tx: Tx,
  ownerIds: readonly string[],
  caseId: string,
  fileIds: readonly string[]
): Promise<void> => {
  if (fileIds.length === 0) return
  await tx.query('update services_files set case_id = $2 where citizen_id = any($1) and id = any($3)', [
    ownerIds,
    caseId,
    fileIds
  ])
}

/** Removes the rows of a discarded draft and says which bytes to remove after the commit. */
export const dropFilesOfDraft = async (tx: Tx, draftId: string): Promise<string[]> =>
  (
    await tx.query<{ id: string }>('delete from services_files where draft_id = $1 and case_id is null returning id', [
      draftId
    ])
  ).map((row) => row.id)

/** Whose cases wait for them to mend something. */
export const mendingOwners = async (sql: Sql): Promise<string[]> =>
  (
    await sql.query<{ citizen_id: string }>("select distinct citizen_id from services_cases where state = 'correction'")
  ).map((row) => row.citizen_id)

/**
 * Files that no draft and no case names, or whose draft never became a case with them, older than `before`. Kept: those
 * of who is mending (`mending`: accounts; what they have changed lies on their phone until they hand it in), and results
 * an open case at the desk waits with.
 */
export const dropLooseFiles = async (tx: Tx, before: Date, mending: readonly string[]): Promise<string[]> =>
  (
    await tx.query<{ id: string }>(
      `delete from services_files f where case_id is null and created_at < $1
         and (draft_id is null or draft_id in (select id from services_drafts where case_id is not null))
         and citizen_id <> all($2)
         and not exists (select from services_desk_cases d where d.due_day is not null and d.result_files ? f.id)
       returning id`,
      [before, mending]
    )
  ).map((row) => row.id)
