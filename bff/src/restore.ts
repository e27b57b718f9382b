import { mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { openOneSealed } from './domains/identity/accounts'
import { dropLaterHeads, headsFolder } from './domains/ledger/heads'
import { ledgerKeys } from './domains/ledger/keys'
import { verifyLedger } from './domains/ledger/verify'
import { shreddedIds } from './domains/rights/shredded'
import { closeAtOnce } from './domains/rights/store'
import { openManifest, restoreFolders, restoreTables } from './platform/backup/read-backup'
import { lockFolder } from './platform/data-folder/lock'
import { readMigrations } from './platform/db/migrate'
import { openPglite } from './platform/db/open-pglite'
import { openPostgres } from './platform/db/open-postgres'
import { rootFolder } from './platform/root-folder'
import { makeSealer } from './platform/seal/sealer'
import { sealKeys } from './stores'

/**
 * `node dist/bff/restore.js DATA_DIR BACKUP`: fills an empty data folder or an empty database, has accounts closed again
 * that were closed after the backup, and shows that the copy is whole: the ledger's chain holds and one sealed value opens.
 */
async function restore(dataDir: string, backup: string) {
  const kept = await openManifest(backup)
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const server = process.env.DATABASE_URL
  const { SEAL_KEY, SEAL_KEY_ID, SEAL_KEY_PREVIOUS, SEAL_INDEX_KEY, LEDGER_SIGN_KEY, LEDGER_FORMER_KEYS } = process.env
  const settings = { SEAL_KEY, SEAL_KEY_ID, SEAL_KEY_PREVIOUS, SEAL_INDEX_KEY, LEDGER_SIGN_KEY, LEDGER_FORMER_KEYS }
  const there = readdirSync(dataDir).filter((name) => !['shredded', 'secrets.json'].includes(name))
  if (!server && there.includes('pglite'))
    throw new Error(`${dataDir} holds a database already; restore into an empty DATA_DIR`)
  const lock = lockFolder(dataDir)
  try {
    await restoreFolders(backup, dataDir)
    if (!server) mkdirSync(path.join(dataDir, 'pglite'), { recursive: true, mode: 0o700 })
    const db = server
      ? await openPostgres(server, { poolSize: 2 })
      : await openPglite({ folder: path.join(dataDir, 'pglite') })
    try {
      const migrations = await readMigrations(path.join(rootFolder(__dirname), 'bff', 'migrations'))
      const { rows } = await restoreTables(db, backup, migrations)
      const shredded = shreddedIds(dataDir)
      // the running copy closes them anew within minutes: what the law keeps is in no archive of this backup yet
      await closeAtOnce(db, shredded, new Date())
      const { masterKeys, indexKey } = sealKeys(settings, dataDir)
      await dropLaterHeads(db, headsFolder(dataDir))
      const ledger = await verifyLedger(db, headsFolder(dataDir), ledgerKeys(settings, dataDir).trusted)
      if (!ledger.ok) throw new Error(`the ledger of the restored copy does not hold: ${ledger.brokenAt}`)
      const sealer = makeSealer({ masterKeys, indexKey, algorithm: 'aes-256-gcm' })
      const opened = await openOneSealed(db, sealer)
      return { takenAt: kept.takenAt, rows, ledger, opened, closedAgain: shredded.length }
    } finally {
      await db.close()
    }
  } finally {
    lock.release()
  }
}

const [dataDir = '.data', backup = ''] = process.argv.slice(2)
restore(path.resolve(dataDir), path.resolve(backup))
  .then((result) => process.stdout.write(`${JSON.stringify(result, null, 2)}\n`))
  .catch((error: Error) => {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  })
