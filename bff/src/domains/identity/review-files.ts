import type { Clock } from '../../platform/clock/clock'
import type { Db, Sql } from '../../platform/db/db'
import type { Files } from '../../platform/files/files'
import type { UploadedBytes } from '../../platform/http/read-body'
import type { RecurringJob } from '../../platform/jobs/recurring'
import { newId } from '../../platform/new-id'
import type { CitizenSeals } from './port'
import { dropLooseReviewFiles, filesOfReview, insertReviewFile } from './review-store'

/** A photo that no review names is removed after this. */
const LOOSE_AFTER_MS = 2 * 24 * 3_600_000

interface Deps {
  db: Db
  clock: Clock
  seals: CitizenSeals
  files: Files
}

/** Photos of papers for a manual review: bytes sealed in the file store, names sealed in the row. */
export function makeReviewFiles({ db, clock, seals, files }: Deps) {
  const namePlace = (id: string) => `identity_review_files.name:${id}`
  const bytesPlace = (id: string) => `identity_review_files:${id}`
  return {
    upload: async (citizenId: string, given: UploadedBytes) => {
      const id = newId()
      const seal = await seals.of(db, citizenId)
      await files.put(id, seal.sealBytes(given.bytes, bytesPlace(id)))
      const row = { id, citizen_id: citizenId, type: given.type, bytes: given.bytes.length }
      await insertReviewFile(db, { ...row, name_sealed: seal.seal(given.name, namePlace(id)) }, clock.now())
      return { id, name: given.name, bytes: given.bytes.length, type: given.type }
    },
    listOf: async (sql: Sql, reviewId: string) =>
      Promise.all(
        (await filesOfReview(sql, reviewId)).map(async (row) => ({
          id: row.id,
          name: (await seals.of(sql, row.citizen_id)).open(row.name_sealed, namePlace(row.id)),
          type: row.type
        }))
      ),
    open: async (sql: Sql, reviewId: string, fileId: string) => {
      const row = (await filesOfReview(sql, reviewId)).find((file) => file.id === fileId)
      const bytes = row ? await files.get(row.id) : null
      if (!row || !bytes) return null
      const seal = await seals.of(sql, row.citizen_id)
      return {
        // stands in a header of the reply: never the name the person gave it
        name: '证件照片',
        type: row.type,
        bytes: seal.openBytes(bytes, bytesPlace(row.id))
      }
    },
    cleanUp: {
      name: 'identity.loose-review-files',
      everyMs: 3_600_000,
      run: async () => {
        const before = new Date(clock.now().getTime() - LOOSE_AFTER_MS)
        const dropped = await db.tx((tx) => dropLooseReviewFiles(tx, before))
        await Promise.all(dropped.map((id) => files.remove(id)))
      }
    } satisfies RecurringJob
  }
}
export type ReviewFiles = ReturnType<typeof makeReviewFiles>
