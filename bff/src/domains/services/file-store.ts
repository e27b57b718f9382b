import type { Sql, Tx } from '../../platform/db/db'

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
}

export const insertFile = async (sql: Sql, file: Omit<FileRow, 'draft_id' | 'case_id'>): Promise<void> => {
  await sql.query(
    `insert into services_files (id, citizen_id, name_sealed, type, bytes, sm3, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [file.id, file.citizen_id, file.name_sealed, file.type, file.bytes, file.sm3, file.created_at]
  )
}

export const fileOf = async (sql: Sql, citizenId: string, fileId: string): Promise<FileRow | null> =>
  (
    await sql.query<FileRow>('select * from services_files where id = $1 and citizen_id = $2', [fileId, citizenId])
  )[0] ?? null

/** Those of the named files that belong to the citizen. */
export const filesOf = (sql: Sql, citizenId: string, fileIds: string[]) =>
  fileIds.length === 0
    ? Promise.resolve([])
    : sql.query<FileRow>('select * from services_files where citizen_id = $1 and id = any($2)', [citizenId, fileIds])

export const linkToDraft = async (tx: Tx, citizenId: string, draftId: string, fileIds: string[]): Promise<void> => {
  if (fileIds.length === 0) return
  await tx.query('update services_files set draft_id = $2 where citizen_id = $1 and id = any($3) and case_id is null', [
    citizenId,
    draftId,
    fileIds
  ])
}

export const linkToCase = async (tx: Tx, citizenId: string, caseId: string, fileIds: string[]): Promise<void> => {
  if (fileIds.length === 0) return
  await tx.query('update services_files set case_id = $2 where citizen_id = $1 and id = any($3)', [
    citizenId,
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

/** Files that no draft and no case names, or whose draft never became a case with them, older than `before`. */
export const dropLooseFiles = async (tx: Tx, before: Date): Promise<string[]> =>
  (
    await tx.query<{ id: string }>(
      `delete from services_files where case_id is null and created_at < $1
         and (draft_id is null or draft_id in (select id from services_drafts where case_id is not null))
       returning id`,
      [before]
    )
  ).map((row) => row.id)
