import { PART_BYTES } from '@shared/contract/upload-parts'
import type { Sql, Tx } from '../../../platform/db/db'

export interface UploadRow {
  id: string
  citizen_id: string
  name_sealed: string
  bytes: number
  sha256: string
  /** bytes that have come: a multiple of PART_BYTES, or all */
  received: number
  created_at: Date
  file_id: string | null
}

/** The id in the file store of the part that begins with byte `at`. */
export const partId = (uploadId: string, at: number): string => `${uploadId}-${at / PART_BYTES}`

/** Ids of all parts there can be: a part whose row was never counted up lies there as well. */
export const partIds = ({ id, bytes }: Pick<UploadRow, 'id' | 'bytes'>): string[] =>
  Array.from({ length: Math.ceil(bytes / PART_BYTES) }, (_, number) => partId(id, number * PART_BYTES))

type Content = Pick<UploadRow, 'citizen_id' | 'sha256' | 'bytes'>

/** The upload of this content whose file nothing names yet: whoever sent it has perhaps never heard that it arrived. */
const unheardUpload = async (tx: Tx, { citizen_id, sha256, bytes }: Content): Promise<UploadRow | undefined> =>
  (
    await tx.query<UploadRow>(
      `select u.* from services_uploads u join services_files f on f.id = u.file_id
       where u.citizen_id = $1 and u.sha256 = $2 and u.bytes = $3
         and f.draft_id is null and f.case_id is null and f.scan <> 'infected' limit 1`,
      [citizen_id, sha256, bytes]
    )
  )[0]

/** The upload of this content that is not finished, or of whose end nobody has heard; made if there is none. */
export const openUpload = async (
  tx: Tx,
  fresh: Omit<UploadRow, 'received' | 'file_id'>
): Promise<UploadRow | undefined> => {
  const unheard = await unheardUpload(tx, fresh)
  if (unheard) return unheard
  await tx.query(
    `insert into services_uploads (id, citizen_id, name_sealed, bytes, sha256, received, created_at)
     values ($1, $2, $3, $4, $5, 0, $6) on conflict (citizen_id, sha256, bytes) where file_id is null do nothing`,
    [fresh.id, fresh.citizen_id, fresh.name_sealed, fresh.bytes, fresh.sha256, fresh.created_at]
  )
  const [found] = await tx.query<UploadRow>(
    `select * from services_uploads where citizen_id = $1 and sha256 = $2 and bytes = $3 and file_id is null for update`,
    [fresh.citizen_id, fresh.sha256, fresh.bytes]
  )
  // finished between the two: another request was quicker
  return found ?? unheardUpload(tx, fresh)
}

export const renameUpload = async (tx: Tx, uploadId: string, nameSealed: string): Promise<void> => {
  await tx.query('update services_uploads set name_sealed = $2 where id = $1', [uploadId, nameSealed])
}

export const uploadOf = async (sql: Sql, ownerIds: readonly string[], uploadId: string): Promise<UploadRow | null> =>
  (
    await sql.query<UploadRow>('select * from services_uploads where id = $1 and citizen_id = any($2)', [
      uploadId,
      ownerIds
    ])
  )[0] ?? null

/** Counts the part that begins with byte `at`, unless it is counted already. */
export const countReceived = async (
  sql: Sql,
  uploadId: string,
  { at, received }: { at: number; received: number }
): Promise<void> => {
  await sql.query('update services_uploads set received = $3 where id = $1 and received = $2 and file_id is null', [
    uploadId,
    at,
    received
  ])
}

export const markFinished = async (sql: Sql, uploadId: string, fileId: string): Promise<void> => {
  await sql.query('update services_uploads set file_id = $2 where id = $1', [uploadId, fileId])
}

/** False = it is gone already, or has become a file meanwhile: then nothing is dropped. */
export const dropUpload = async (sql: Sql, uploadId: string): Promise<boolean> =>
  (await sql.query('delete from services_uploads where id = $1 and file_id is null returning 1', [uploadId])).length > 0

/** Finished or not, begun before `before`. */
export const dropOldUploads = (sql: Sql, before: Date) =>
  sql.query<Pick<UploadRow, 'id' | 'bytes'>>('delete from services_uploads where created_at < $1 returning id, bytes', [
    before
  ])

export const unfinishedUploads = (sql: Sql, ownerIds: readonly string[]) =>
  sql.query<UploadRow>(
    'select * from services_uploads where citizen_id = any($1) and file_id is null order by created_at',
    [ownerIds]
  )

/** Says which bytes to remove after the commit. */
export const dropUploadsOf = async (tx: Tx, ownerId: string): Promise<string[]> =>
  (
    await tx.query<Pick<UploadRow, 'id' | 'bytes'>>(
      'delete from services_uploads where citizen_id = $1 returning id, bytes',
      [ownerId]
    )
  ).flatMap(partIds)
