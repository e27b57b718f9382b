import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { cp, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Db, Tx } from '../db/db'
import { quoted, tableNames } from './tables'

/** What lies in the data folder besides the embedded store, and belongs to a backup. */
const FOLDERS = ['files', 'ledger-heads', 'shredded'] as const
const KEY_FILE = /\.key$/
const ROWS_AT_ONCE = 500

export interface Manifest {
  format: 1
  takenAt: string
  commit: string
  from: Db['kind']
  migrations: { number: number; sha256: string }[]
  tables: Record<string, { rows: number; sha256: string }>
  folders: string[]
  /** the embedded default keeps its keys beside its data: whoever holds this backup can open it */
  keys: boolean
}

/**
 * Writes everything into a new folder: a JSON line per row and table out of one snapshot, the sealed files, the signed
 * heads. Rows hold no plain personal value; keys come along only where the embedded default keeps them in the data
 * folder. The embedded store answers nothing else meanwhile. Throws when the folder exists.
 */
export async function writeBackup(
  db: Db,
  given: { folder: string; dataDir: string; at: Date; commit: string }
): Promise<Manifest> {
  if (await stat(given.folder).catch(() => null)) throw new Error(`${given.folder} exists already; name a new folder`)
  const half = `${given.folder}.half`
  await rm(half, { recursive: true, force: true })
  await mkdir(path.join(half, 'tables'), { recursive: true, mode: 0o700 })
  const { migrations, tables } = await snapshot(db, path.join(half, 'tables'))
  const there = await readdir(given.dataDir).catch((): string[] => [])
  const folders = FOLDERS.filter((name) => there.includes(name))
  for (const name of folders) await cp(path.join(given.dataDir, name), path.join(half, name), { recursive: true })
  const keys = there.filter((name) => KEY_FILE.test(name))
  for (const name of keys) await cp(path.join(given.dataDir, name), path.join(half, name))
  const manifest: Manifest = {
    format: 1,
    takenAt: given.at.toISOString(),
    commit: given.commit,
    from: db.kind,
    migrations,
    tables,
    folders: [...folders],
    keys: keys.length > 0
  }
  await writeFile(path.join(half, 'manifest.json'), JSON.stringify(manifest, null, 2), { mode: 0o600 })
  await rename(half, given.folder)
  return manifest
}

const snapshot = (db: Db, folder: string) =>
  db.tx(async (tx) => {
    await tx.exec('set transaction isolation level repeatable read, read only')
    const migrations = await tx.query<{ number: number; sha256: string }>(
      'select number, sha256 from platform_migrations order by number'
    )
    const tables: Manifest['tables'] = {}
    for (const table of await tableNames(tx)) tables[table] = await writeTable(tx, table, folder)
    return { migrations, tables }
  })

async function writeTable(tx: Tx, table: string, folder: string) {
  const hash = createHash('sha256')
  let rows = 0
  async function* lines() {
    await tx.exec(`declare backup_rows no scroll cursor for select row_to_json(t)::text as row from ${quoted(table)} t`)
    for (;;) {
      const some = await tx.query<{ row: string }>(`fetch ${ROWS_AT_ONCE} from backup_rows`)
      if (some.length === 0) break
      rows += some.length
      const text = some.map(({ row }) => `${row}\n`).join('')
      hash.update(text)
      yield text
    }
    await tx.exec('close backup_rows')
  }
  await pipeline(
    Readable.from(lines()),
    createGzip(),
    createWriteStream(path.join(folder, `${table}.jsonl.gz`), { mode: 0o600 })
  )
  return { rows, sha256: hash.digest('hex') }
}
