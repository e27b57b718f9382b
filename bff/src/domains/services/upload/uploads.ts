import { createHash } from 'node:crypto'
import { PART_BYTES } from '@shared/contract/upload-parts'
import { UPLOAD_TYPES } from '@shared/contract/uploads'
import type { Clock } from '../../../platform/clock/clock'
import type { Db, Sql } from '../../../platform/db/db'
import type { Files } from '../../../platform/files/files'
import { tidyName, typeOf } from '../../../platform/http/read-body'
import { isRefused, refuse } from '../../../platform/http/refused'
import type { RecurringJob } from '../../../platform/jobs/recurring'
import { newId } from '../../../platform/new-id'
import type { CitizenSeals } from '../../identity/port'
import { type ActingCaller, reachOf } from '../../mandates/port'
import { fileOf } from '../file-store'
import type { CitizenFiles } from '../files'
import { presentArrived } from '../look-at-photo'
import * as store from './store'

/** What has come of a file nobody finishes is removed after this. */
const UNFINISHED_MS = 24 * 3_600_000

interface Deps {
  db: Db
  clock: Clock
  seals: CitizenSeals
  files: Files
  /** takes the whole file in, with every check of an upload in one piece */
  citizenFiles: Pick<CitizenFiles, 'upload'>
}

const sealedAt = (uploadId: string, at: number): string => `services_uploads.part:${uploadId}:${at}`
const namePlace = (uploadId: string): string => `services_uploads.name:${uploadId}`

/** Unfinished uploads as lines of a person's own data. */
export const unfinishedLines = async (sql: Sql, seals: CitizenSeals, ownerIds: readonly string[]) => {
  const rows = await store.unfinishedUploads(sql, ownerIds)
  return Promise.all(
    rows.map(async (row) => [
      { label: '文件', value: (await seals.of(sql, row.citizen_id)).open(row.name_sealed, namePlace(row.id)) },
      { label: '已上传', value: `${Math.floor((row.received / row.bytes) * 100)}%` }
    ])
  )
}

/** Files that come in parts over a network that breaks off; each part lies sealed until the file is whole. */
export function makeUploads({ db, clock, seals, files, citizenFiles }: Deps) {
  const removeParts = (row: Pick<store.UploadRow, 'id' | 'bytes'>) =>
    Promise.all(store.partIds(row).map((id) => files.remove(id)))
  const giveUp = async (row: store.UploadRow) => {
    if (await store.dropUpload(db, row.id)) await removeParts(row)
  }

  /** First kept, then counted: no row waits for the file store. What is sent twice lies in the same place. */
  const keepPart = async (caller: ActingCaller, row: store.UploadRow, { at, bytes }: { at: number; bytes: Buffer }) => {
    const seal = await seals.of(db, row.citizen_id)
    const partId = store.partId(row.id, at)
    await files.put(partId, seal.sealBytes(bytes, sealedAt(row.id, at)))
    await store.countReceived(db, row.id, { at, received: at + bytes.length })
    const now = await store.uploadOf(db, caller.ownerIds, row.id)
    if (!now || now.file_id) await files.remove(partId)
    return now ? { id: now.id, received: now.received } : refuse('not_found')
  }

  /** null = a part is not there */
  const wholeOf = async (row: store.UploadRow): Promise<Buffer | null> => {
    const seal = await seals.of(db, row.citizen_id)
    const parts: Buffer[] = []
    for (let at = 0; at < row.bytes; at += PART_BYTES) {
      const sealed = await files.get(store.partId(row.id, at))
      if (!sealed) return null
      parts.push(seal.openBytes(sealed, sealedAt(row.id, at)))
    }
    return Buffer.concat(parts)
  }

  /** The file a finished upload became. Refused: not_found when it is gone again. */
  const finished = async (caller: ActingCaller, fileId: string) => {
    const file = await fileOf(db, caller.ownerIds, fileId)
    if (!file) return refuse('not_found')
    const name = (await seals.of(db, file.citizen_id)).open(file.name_sealed, `services_files.name:${file.id}`)
    return presentArrived(file, name)
  }

  /** The parts are not what was announced, unless the same request made them a file meanwhile and removed them. */
  const broken = async (caller: ActingCaller, row: store.UploadRow) => {
    await giveUp(row)
    const now = await store.uploadOf(db, caller.ownerIds, row.id)
    return now?.file_id ? finished(caller, now.file_id) : refuse('file_broken')
  }

  return {
    /** Begins, or says where the same content was left; all of it, when only the reply was lost. Refused: out_of_scope. */
    begin: async (caller: ActingCaller, given: { name: string; bytes: number; sha256: string }) => {
      if (reachOf(caller)?.length === 0) return refuse('out_of_scope')
      const name = tidyName(given.name)
      return db.tx(async (tx) => {
        const id = newId()
        const seal = await seals.of(tx, caller.ownerId)
        const row = await store.openUpload(tx, {
          ...{ id, citizen_id: caller.ownerId, bytes: given.bytes, sha256: given.sha256 },
          ...{ name_sealed: seal.seal(name, namePlace(id)), created_at: clock.now() }
        })
        if (!row) throw new Error('the upload vanished inside its own transaction')
        if (row.id !== id && !row.file_id) await store.renameUpload(tx, row.id, seal.seal(name, namePlace(row.id)))
        return { id: row.id, received: row.received }
      })
    },
    /**
     * Takes the part that comes next; any other part in its full length changes nothing.
     * Refused: not_found, out_of_scope, bad_request (no such part), file_rejected (seen at the first part).
     */
    put: async (caller: ActingCaller, uploadId: string, part: { at: number; data: string }) => {
      const row = await store.uploadOf(db, caller.ownerIds, uploadId)
      if (!row) return refuse('not_found')
      if (reachOf(caller)?.length === 0) return refuse('out_of_scope')
      const bytes = Buffer.from(part.data, 'base64')
      const wanted = Math.min(PART_BYTES, row.bytes - part.at)
      if (part.at % PART_BYTES !== 0 || bytes.length !== wanted)
        return refuse('bad_request', { 'body.data': '这一段的长度不对。' })
      if (row.file_id || part.at !== row.received) return { id: row.id, received: row.received }
      if (part.at === 0 && !typeOf(bytes, UPLOAD_TYPES)) {
        await giveUp(row)
        return refuse('file_rejected')
      }
      return keepPart(caller, row, { at: part.at, bytes })
    },
    /**
     * Makes the parts one file, however often it is asked. Refused: not_found, conflict (parts are missing), file_broken (other content than was
     * announced; nothing is kept), and what an upload in one piece refuses.
     */
    finish: async (caller: ActingCaller, uploadId: string) => {
      const row = await store.uploadOf(db, caller.ownerIds, uploadId)
      if (!row) return refuse('not_found')
      if (reachOf(caller)?.length === 0) return refuse('out_of_scope')
      if (row.file_id) return finished(caller, row.file_id)
      if (row.received < row.bytes) return refuse('conflict')
      const bytes = await wholeOf(row)
      if (!bytes || createHash('sha256').update(bytes).digest('hex') !== row.sha256) return broken(caller, row)
      const type = typeOf(bytes, UPLOAD_TYPES)
      const name = (await seals.of(db, row.citizen_id)).open(row.name_sealed, namePlace(row.id))
      // the file has the id of its upload: asked twice at once, or again after a fall, it is one file
      const kept = type ? await citizenFiles.upload(caller, { name, type, bytes }, row.id) : refuse('file_rejected')
      if (isRefused(kept)) {
        if (kept.code !== 'out_of_scope') await giveUp(row)
        return kept
      }
      await store.markFinished(db, row.id, kept.id)
      await removeParts(row)
      return kept
    },
    cleanUp: {
      name: 'services.old-uploads',
      everyMs: 3_600_000,
      run: async () => {
        const dropped = await store.dropOldUploads(db, new Date(clock.now().getTime() - UNFINISHED_MS))
        for (const row of dropped) await removeParts(row)
      }
    } satisfies RecurringJob
  }
}
export type Uploads = ReturnType<typeof makeUploads>
