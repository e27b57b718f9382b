import path from 'node:path'
import { contentCommand } from './domains/content/content-command'
import type { ContentFiles } from './domains/content/content-files'
import { headsFolder } from './domains/ledger/heads'
import { ledgerKeys } from './domains/ledger/keys'
import { verifyLedger } from './domains/ledger/verify'
import { inviteByCommand } from './domains/staff/invite-by-command'
import { writeBackup } from './platform/backup/write-backup'
import type { Clock } from './platform/clock/clock'
import type { Command } from './platform/data-folder/control-socket'
import type { Db } from './platform/db/db'
import { parkedWork, retryParked } from './platform/outbox/parked'
import { rotateKeys } from './platform/seal/rotate-keys'
import type { Sealer } from './platform/seal/sealer'

export interface CommandGround {
  db: Db
  clock: Clock
  sealer: Sealer
  dataDir: string
  /** the content of the build; `refresh` where a process serves what is published */
  content: { seed: ContentFiles; refresh?: () => Promise<void> }
  /** what `status` says of the process that answers */
  about: Record<string, unknown>
}

const trustedLedgerKeys = (dataDir: string) => {
  const { LEDGER_SIGN_KEY, LEDGER_FORMER_KEYS } = process.env
  return ledgerKeys({ LEDGER_SIGN_KEY, LEDGER_FORMER_KEYS }, dataDir).trusted
}

/** Where browsers reach the desk of the process that answers. */
export const deskUrl = (about: Record<string, unknown>): string =>
  (process.env.PUBLIC_URL || `http://localhost:${about.port ?? process.env.PORT ?? 3000}`).replace(/\/+$/, '')

/** What `npm run system -- NAME` can ask, of the running server over its socket or of the store when it is stopped. */
export function makeCommands({ db, clock, sealer, dataDir, content, about }: CommandGround): Record<string, Command> {
  return {
    status: async () => {
      const [row] = await db.query<{ waiting: number; parked: number }>(
        `select count(*) filter (where done_at is null and parked_at is null)::int as waiting,
                count(*) filter (where parked_at is not null)::int as parked from platform_outbox`
      )
      return { ...about, store: db.kind, outbox: row }
    },
    parked: () => parkedWork(db),
    retry: async (id) => {
      if (!/^\d+$/.test(id)) throw new Error('retry needs the number of a parked row; `parked` lists them')
      if (!(await retryParked(db, clock, Number(id)))) throw new Error(`no parked row has the number ${id}`)
      return { retried: Number(id) }
    },
    /** walks the chain of 谁看过我的数据 and compares every signed head with it */
    'ledger-verify': () => verifyLedger(db, headsFolder(dataDir), trustedLedgerKeys(dataDir)),
    /** the first administrators of the desk, or one who lost the second factor */
    'staff-invite': (argument) => inviteByCommand({ db, clock, url: deskUrl(about) }, argument),
    /** npm run content -- … (scripts/content.mjs) */
    content: (argument) => contentCommand({ db, clock, ...content }, argument),
    /** npm run backup -- FOLDER */
    backup: async (folder) => {
      if (!folder) throw new Error('backup needs the name of a new folder')
      return writeBackup(db, {
        folder: path.resolve(folder),
        dataDir,
        at: clock.now(),
        commit: String(about.commit ?? 'unknown')
      })
    },
    /** wraps every data key under the current master key; see SEAL_KEY_PREVIOUS */
    'rotate-keys': () => rotateKeys(db, sealer)
  }
}
