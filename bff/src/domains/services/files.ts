import type { Clock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import type { Files } from '../../platform/files/files'
import { sm3 } from '../../platform/gm/sm3'
import type { UploadedBytes } from '../../platform/http/read-body'
import { isRefused, refuse } from '../../platform/http/refused'
import type { RecurringJob } from '../../platform/jobs/recurring'
import { newId } from '../../platform/new-id'
import type { JudgePhoto } from '../../platform/photos/judge-photo'
import type { Scan } from '../../platform/scan/clamd'
import type { CitizenSeals, Persons } from '../identity/port'
import { type ActingCaller, reachOf } from '../mandates/port'
import { mayActOn } from './acting-scope'
import { caseById } from './case-store'
import { dropLooseFiles, fileOf, insertFile, mendingOwners } from './file-store'
import { lookAtPhoto, presentArrived } from './look-at-photo'
import type { ProxyReads } from './proxy-reads'

/** A file that no draft and no case names is removed after this, unless its owner has something to mend. */
const LOOSE_AFTER_MS = 2 * 24 * 3_600_000

/** Uploaded photos and PDFs: bytes sealed in the file store, name sealed in the row. */
export function makeCitizenFiles({
  db,
  clock,
  seals,
  files,
  scan,
  judgePhoto,
  proxyRead,
  persons
}: {
  db: Db
  clock: Clock
  seals: CitizenSeals
  files: Files
  scan: Scan
  judgePhoto: JudgePhoto
  proxyRead: ProxyReads
  persons: Pick<Persons, 'accounts'>
}) {
  const keep = async (caller: ActingCaller, given: UploadedBytes, validUntil: string | null, id = newId()) => {
    const scanned = await scan(given.bytes)
    if (scanned === 'infected') return refuse('file_infected')
    const looked = await lookAtPhoto(judgePhoto, given)
    if (isRefused(looked)) return looked
    const seal = await seals.of(db, caller.ownerId)
    await files.put(id, seal.sealBytes(given.bytes, `services_files:${id}`))
    const row = {
      ...{ id, citizen_id: caller.ownerId, name_sealed: seal.seal(given.name, `services_files.name:${id}`) },
      ...{
        type: given.type,
        bytes: given.bytes.length,
        sm3: sm3(given.bytes).toString('hex'),
        created_at: clock.now()
      },
      ...{ valid_until: validUntil, scan: scanned, ...looked }
    }
    await insertFile(db, row)
    return presentArrived(row, given.name)
  }
  return {
    /** An e-certificate in place of a photo, with its last day. Refused: file_infected, file_blank. */
    keepPaper: (caller: ActingCaller, given: UploadedBytes, validUntil: string | null) =>
      keep(caller, given, validUntil),
    /**
     * Refused: out_of_scope, file_infected, file_blank. A scanner that is away refuses nothing (the file is looked at
     * later); of a photo that is hard to read the reply says so. Told which `id` to take, it keeps the same file once,
     * however often it is asked.
     */
    upload: async (caller: ActingCaller, given: UploadedBytes, id?: string) => {
      return reachOf(caller)?.length === 0 ? refuse('out_of_scope') : keep(caller, given, null, id)
    },
    /** Refused: not_found, out_of_scope, file_infected (found after it came). */
    download: async (caller: ActingCaller, fileId: string) => {
      const row = await fileOf(db, caller.ownerIds, fileId)
      // a file nothing names yet belongs to no service item: somebody whose scope has none of them does not see it
      if (row && !(row.service_id ? mayActOn(caller, row.service_id) : reachOf(caller)?.length !== 0))
        return refuse('out_of_scope')
      if (row?.scan === 'infected') return refuse('file_infected')
      const bytes = row ? await files.get(row.id) : null
      if (!row || !bytes) return refuse('not_found')
      const found = row.case_id ? await caseById(db, row.case_id) : null
      if (found) await proxyRead(caller, found, 'file')
      const seal = await seals.of(db, row.citizen_id)
      return {
        // stands in a header of the reply, which servers on the way write down: never the name the person gave it
        name: '申请材料',
        type: row.type,
        bytes: seal.openBytes(bytes, `services_files:${row.id}`)
      }
    },
    cleanUp: {
      name: 'services.loose-files',
      everyMs: 3_600_000,
      run: async () => {
        const before = new Date(clock.now().getTime() - LOOSE_AFTER_MS)
        const dropped = await db.tx(async (tx) => {
          const mending: string[] = []
          for (const ownerId of await mendingOwners(tx)) mending.push(...(await persons.accounts(tx, ownerId)))
          return dropLooseFiles(tx, before, mending)
        })
        await Promise.all(dropped.map((id) => files.remove(id)))
      }
    } satisfies RecurringJob
  }
}
export type CitizenFiles = ReturnType<typeof makeCitizenFiles>
