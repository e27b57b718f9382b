import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { cp, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import * as z from 'zod/mini'
import type { Db, Tx } from '../db/db'
import { migrate, type readMigrations } from '../db/migrate'
import { foreignKeys, identityColumns, quoted, tableNames } from './tables'

const manifest = z.object({
  format: z.literal(1),
  takenAt: z.string(),
  migrations: z.array(z.object({ number: z.int(), sha256: z.string() })),
  tables: z.record(z.string(), z.object({ rows: z.int(), sha256: z.string() })),
  folders: z.array(z.string()),
  keys: z.boolean()
})

const ROWS_AT_ONCE = 200

/** Reads what the manifest says. Throws when the folder is no backup of ours. */
export async function openManifest(folder: string) {
  const text = await readFile(path.join(folder, 'manifest.json'), 'utf8').catch(() => {
    throw new Error(`${folder} is not a backup: it has no manifest.json`)
  })
  return manifest.parse(JSON.parse(text))
}

/** Puts files, signed heads and (embedded default) keys back; before the store is opened, which may make keys. */
export async function restoreFolders(folder: string, dataDir: string): Promise<void> {
  const { folders } = await openManifest(folder)
  for (const name of folders) await cp(path.join(folder, name), path.join(dataDir, name), { recursive: true })
  for (const name of await readdir(folder))
    if (name.endsWith('.key')) await cp(path.join(folder, name), path.join(dataDir, name))
}

/**
 * Fills an empty database: tables as they were at the time of the backup, every row in one transaction, then the
 * migrations that came later. Throws, and leaves nothing behind, when the database holds something, when a table was
 * changed after it was written, or when the rows do not fit together.
 */
export async function restoreTables(
  db: Db,
  folder: string,
  migrations: Awaited<ReturnType<typeof readMigrations>>
): Promise<{ rows: number }> {
  const kept = await openManifest(folder)
  const known = new Set(kept.migrations.map((one) => one.number))
  const newest = Math.max(0, ...known)
  if (newest > Math.max(0, ...migrations.map((one) => one.number)))
    throw new Error('the backup was taken by a newer version; restore it with that one')
  await migrate(
    db,
    migrations.filter((one) => known.has(one.number))
  )
  const rows = await db.tx(async (tx) => {
    for (const table of await tableNames(tx)) {
      const [some] = await tx.query(`select 1 from ${quoted(table)} limit 1`)
      if (some) throw new Error(`the database is not empty: ${table} holds rows`)
    }
    const keys = await foreignKeys(tx)
    for (const key of keys) await tx.exec(`alter table ${key.table} drop constraint ${quoted(key.name)}`)
    let all = 0
    for (const [table, expected] of Object.entries(kept.tables)) all += await fill(tx, folder, table, expected)
    for (const key of keys)
      await tx.exec(`alter table ${key.table} add constraint ${quoted(key.name)} ${key.definition}`)
    for (const { table, column } of await identityColumns(tx))
      await tx.query(
        `select setval(pg_get_serial_sequence($1, $2), coalesce(max(${quoted(column)}), 0) + 1, false) from ${quoted(table)}`,
        [table, column]
      )
    return all
  })
  await migrate(db, migrations)
  return { rows }
}

async function fill(tx: Tx, folder: string, table: string, expected: { rows: number; sha256: string }) {
  const hash = createHash('sha256')
  const insert = async (lines: string[]) => {
    if (lines.length === 0) return
    await tx.query(
      `insert into ${quoted(table)} overriding system value
       select (json_populate_record(null::${quoted(table)}, line::json)).* from unnest($1::text[]) as line`,
      [lines]
    )
  }
  const text = createReadStream(path.join(folder, 'tables', `${table}.jsonl.gz`)).pipe(createGunzip())
  let some: string[] = []
  let rows = 0
  for await (const line of createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })) {
    hash.update(`${line}\n`)
    some.push(line)
    rows += 1
    if (some.length < ROWS_AT_ONCE) continue
    await insert(some)
    some = []
  }
  await insert(some)
  if (rows !== expected.rows || hash.digest('hex') !== expected.sha256)
    throw new Error(`the backup of ${table} was changed after it had been written`)
  return rows
}
