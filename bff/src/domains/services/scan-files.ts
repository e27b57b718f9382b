import type { Db } from '../../platform/db/db'
import type { Files } from '../../platform/files/files'
import type { RecurringJob } from '../../platform/jobs/recurring'
import type { Scan } from '../../platform/scan/clamd'
import type { CitizenSeals } from '../identity/port'
import { markScanned, unscannedFiles } from './file-store'

/** In one turn; the next comes ten minutes later. */
const MOST_A_TURN = 100

/** Looks at the files the scanner could not look at when they came. A virus found late is marked, and given to nobody. */
export const rescanFiles = ({
  db,
  seals,
  files,
  scan
}: {
  db: Db
  seals: CitizenSeals
  files: Files
  scan: Scan
}): RecurringJob => ({
  name: 'services.rescan-files',
  everyMs: 10 * 60_000,
  run: async () => {
    if (!scan.on) return
    for (const row of await unscannedFiles(db, MOST_A_TURN)) {
      const sealed = await files.get(row.id)
      if (!sealed) continue
      const seal = await seals.of(db, row.citizen_id)
      const found = await scan(seal.openBytes(sealed, `services_files:${row.id}`))
      // the scanner is away: the rest would only wait for it too
      if (found === 'unscanned') return
      await markScanned(db, row.id, found)
    }
  }
})
