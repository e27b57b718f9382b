import type { Clock } from '../../platform/clock/clock'
import type { Db, Sql } from '../../platform/db/db'
import type { Files } from '../../platform/files/files'
import type { SessionCaller } from '../../platform/http/caller'
import type { UploadedBytes } from '../../platform/http/read-body'
import { refuse } from '../../platform/http/refused'
import type { RecurringJob } from '../../platform/jobs/recurring'
import { newId } from '../../platform/new-id'
import type { Scan } from '../../platform/scan/clamd'
import type { CitizenSeals } from '../identity/port'
import { dropLoosePhotos, forgetVerdicts, insertPhoto, type PhotoRow, photoOf, photosOf } from './photo-store'

/** A photo that no request names is removed after this. */
const LOOSE_AFTER_MS = 2 * 24 * 3_600_000
/** Whoever waits for an answer of WeChat has given up by then (72 h). */
const VERDICTS_FOR_MS = 4 * 24 * 3_600_000

interface Deps {
  db: Db
  clock: Clock
  seals: CitizenSeals
  files: Files
  scan: Scan
}

const namePlace = (id: string) => `consult_photos.name:${id}`
const bytesPlace = (id: string) => `consult_photos:${id}`

/** Photos of requests: bytes sealed in the file store, names sealed in the row. */
export function makeRequestPhotos({ db, clock, seals, files, scan }: Deps) {
  const named = async (sql: Sql, row: PhotoRow) => {
    const name = (await seals.of(sql, row.citizen_id)).open(row.name_sealed, namePlace(row.id))
    return { id: row.id, name, bytes: row.bytes, type: row.type }
  }
  const bytesOf = async (row: PhotoRow): Promise<Buffer | null> => {
    const bytes = await files.get(row.id)
    return bytes && (await seals.of(db, row.citizen_id)).openBytes(bytes, bytesPlace(row.id))
  }
  /** null = its bytes are gone. The name stands in a header of the reply: never the one the person gave it. */
  const contentFor = async (row: PhotoRow) => {
    const bytes = await bytesOf(row)
    return bytes && { name: '诉求照片', type: row.type, bytes }
  }
  return {
    contentFor,
    /** Refused: file_infected. A scanner that is away refuses nothing: the photo is looked at before it is sent. */
    upload: async ({ citizenId }: Pick<SessionCaller, 'citizenId'>, given: UploadedBytes) => {
      const scanned = await scan(given.bytes)
      if (scanned === 'infected') return refuse('file_infected')
      const id = newId()
      const seal = await seals.of(db, citizenId)
      await files.put(id, seal.sealBytes(given.bytes, bytesPlace(id)))
      const row = { id, citizen_id: citizenId, type: given.type, bytes: given.bytes.length, created_at: clock.now() }
      await insertPhoto(db, { ...row, scan: scanned, name_sealed: seal.seal(given.name, namePlace(id)) })
      return { id, name: given.name, bytes: given.bytes.length, type: given.type }
    },
    /** Refused: not_found. */
    download: async ({ selfIds }: Pick<SessionCaller, 'selfIds'>, photoId: string) => {
      const row = await photoOf(db, selfIds, photoId)
      return (row && (await contentFor(row))) ?? refuse('not_found')
    },
    /** Without those that were taken out, and how far WeChat's check of them has come. */
    listOf: async (sql: Sql, requestId: string) => {
      const rows = await photosOf(sql, requestId)
      const kept = rows.filter(({ safety }) => safety !== 'unfit')
      return {
        photos: await Promise.all(kept.map((row) => named(sql, row))),
        photoCheck: {
          waiting: kept.filter(({ safety }) => safety === 'new' || safety === 'asked').length,
          removed: rows.length - kept.length
        }
      }
    },
    /** What goes out. Throws when the bytes of one are gone: nothing is sent without what belongs to it. */
    contentOf: async (requestId: string) =>
      Promise.all(
        (await photosOf(db, requestId))
          .filter(({ safety }) => safety !== 'unfit')
          .map(async (row) => {
            const content = await bytesOf(row)
            if (!content) throw new Error(`the bytes of photo ${row.id} are gone`)
            return { fileName: (await named(db, row)).name, contentType: row.type, content }
          })
      ),
    /** Whether there are some that WeChat was not asked about. */
    unjudged: async (requestId: string): Promise<boolean> =>
      (await photosOf(db, requestId)).some(({ safety }) => safety === 'unasked'),
    cleanUp: {
      name: 'consult.loose-photos',
      everyMs: 3_600_000,
      run: async () => {
        const now = clock.now().getTime()
        const before = new Date(now - LOOSE_AFTER_MS)
        const dropped = await db.tx((tx) => dropLoosePhotos(tx, before))
        await Promise.all(dropped.map((id) => files.remove(id)))
        await forgetVerdicts(db, new Date(now - VERDICTS_FOR_MS))
      }
    } satisfies RecurringJob
  }
}
export type RequestPhotos = ReturnType<typeof makeRequestPhotos>
