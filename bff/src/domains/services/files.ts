import type { Clock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import type { Files } from '../../platform/files/files'
import { sm3 } from '../../platform/gm/sm3'
import type { UploadedBytes } from '../../platform/http/read-body'
import { refuse } from '../../platform/http/refused'
import type { RecurringJob } from '../../platform/jobs/recurring'
import { newId } from '../../platform/new-id'
import type { CitizenSeals } from '../identity/port'
import { dropLooseFiles, fileOf, insertFile } from './file-store'

/** A file that no draft and no case names is removed after this. */
const LOOSE_AFTER_MS = 2 * 24 * 3_600_000

/** Uploaded photos and PDFs: bytes sealed in the file store, name sealed in the row. */
export function makeCitizenFiles({
  db,
  clock,
  seals,
  files
}: {
  db: Db
  clock: Clock
  seals: CitizenSeals
  files: Files
}) {
  return {
    upload: async (citizenId: string, given: UploadedBytes) => {
      const id = newId()
      const seal = await seals.of(db, citizenId)
      await files.put(id, seal.sealBytes(given.bytes, `services_files:${id}`))
      await insertFile(db, {
        id,
        citizen_id: citizenId,
        name_sealed: seal.seal(given.name, `services_files.name:${id}`),
        type: given.type,
        bytes: given.bytes.length,
        sm3: sm3(given.bytes).toString('hex'),
        created_at: clock.now()
      })
      return { id, name: given.name, bytes: given.bytes.length, type: given.type }
    },
    download: async (citizenId: string, fileId: string) => {
      const row = await fileOf(db, citizenId, fileId)
      const bytes = row ? await files.get(row.id) : null
      if (!row || !bytes) return refuse('not_found')
      const seal = await seals.of(db, citizenId)
      return {
        name: seal.open(row.name_sealed, `services_files.name:${row.id}`),
        type: row.type,
        bytes: seal.openBytes(bytes, `services_files:${row.id}`)
      }
    },
    cleanUp: {
      name: 'services.loose-files',
      everyMs: 3_600_000,
      run: async () => {
        const before = new Date(clock.now().getTime() - LOOSE_AFTER_MS)
        const dropped = await db.tx((tx) => dropLooseFiles(tx, before))
        await Promise.all(dropped.map((id) => files.remove(id)))
      }
    } satisfies RecurringJob
  }
}
export type CitizenFiles = ReturnType<typeof makeCitizenFiles>
