import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { emptyDatabase, openTestDb, root } from '../../../../test/support/test-stores'
import type { Db } from '../db/db'
import { readMigrations } from '../db/migrate'
import { openPglite } from '../db/open-pglite'
import { openPostgres } from '../db/open-postgres'
import { restoreFolders, restoreTables } from './read-backup'
import { quoted, tableNames } from './tables'
import { writeBackup } from './write-backup'

let folder: string
let db: Db
const closers: (() => Promise<void>)[] = []
const migrations = () => readMigrations(path.join(root, 'bff', 'migrations'))
const at = (name: string) => path.join(folder, name)
const backup = () => writeBackup(db, { folder: at('backup'), dataDir: at('data'), at: new Date(0), commit: 'test' })

/** A database without tables, on the same kind of store. */
async function emptyDb(): Promise<Db> {
  const url = process.env.TEST_DATABASE_URL
  if (!url) {
    const embedded = await openPglite({})
    closers.push(() => embedded.close())
    return embedded
  }
  const empty = await emptyDatabase(url)
  const server = await openPostgres(empty.url, { poolSize: 2 })
  closers.push(async () => {
    await server.close()
    await empty.drop()
  })
  return server
}

const allRows = async (of: Db) =>
  Object.fromEntries(
    await Promise.all(
      (await tableNames(of)).map(async (table) => [
        table,
        (await of.query<{ row: string }>(`select row_to_json(t)::text as row from ${quoted(table)} t order by 1`)).map(
          ({ row }) => row
        )
      ])
    )
  )

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'zjb-backup-'))
  db = await openTestDb()
  await db.tx(async (tx) => {
    // b names a as the account it was merged into, and comes first: order must not matter
    await tx.exec(`
      insert into identity_citizens (id, wrapped_key, created_at) values ('a', 'k', '2026-11-22T01:02:03.456789Z');
      insert into identity_citizens (id, wrapped_key, created_at, merged_into) values ('b', 'k', now(), 'a');
      update identity_citizens set level = 'phone' where id = 'a';
      insert into identity_sessions (token_hash, id, citizen_id, channel, created_at, expires_at, capacity_scope)
        values ('h', 's', 'b', 'browser', now(), now(), '{"domains":["services"],"serviceIds":null}');
      insert into platform_outbox (topic, key, payload, created_at, next_at)
        values ('t', 'k1', '{"a":"中文 “引号” \\\\ \\n"}', now(), now()), ('t', 'k2', '{}', now(), now());`)
  })
})
afterEach(async () => {
  for (const close of [...closers.splice(0), () => db.close()]) await close()
  rmSync(folder, { recursive: true, force: true })
})

it('a restored copy holds every row of every table as it was, and goes on counting after it', async () => {
  const taken = await backup()
  expect(taken.tables.platform_outbox?.rows).toBe(2)
  const copy = await emptyDb()
  const { rows } = await restoreTables(copy, at('backup'), await migrations())
  expect(rows).toBe(Object.values(taken.tables).reduce((sum, table) => sum + table.rows, 0))
  expect(await allRows(copy)).toEqual(await allRows(db))
  const [next] = await copy.query<{ id: number }>(
    "insert into platform_outbox (topic, key, payload, created_at, next_at) values ('t', 'k3', '{}', now(), now()) returning id"
  )
  expect(next?.id).toBe(3)
  // the rows are bound to each other again
  await expect(copy.query("delete from identity_citizens where id = 'a'")).rejects.toThrow(/foreign key/)
})

it('a backup that was changed afterwards is refused, and nothing of it stays', async () => {
  await backup()
  const file = at('backup/tables/identity_citizens.jsonl.gz')
  writeFileSync(
    file,
    gzipSync(gunzipSync(readFileSync(file)).toString().replace('"level":"phone"', '"level":"real-name"'))
  )
  const copy = await emptyDb()
  await expect(restoreTables(copy, at('backup'), await migrations())).rejects.toThrow(/identity_citizens was changed/)
  expect(await copy.query('select 1 from identity_citizens')).toEqual([])
})

it('a database that holds something is left alone', async () => {
  await backup()
  await expect(restoreTables(db, at('backup'), await migrations())).rejects.toThrow(/not empty/)
})

it('a backup never overwrites another, and brings files and keys of the data folder back', async () => {
  const { mkdirSync } = await import('node:fs')
  mkdirSync(at('data/files/ab'), { recursive: true })
  writeFileSync(at('data/files/ab/abcdefgh'), 'sealed bytes')
  writeFileSync(at('data/seal.key'), 'key')
  const taken = await backup()
  expect(taken).toMatchObject({ folders: ['files'], keys: true })
  await expect(backup()).rejects.toThrow(/exists already/)
  await restoreFolders(at('backup'), at('restored'))
  expect(readFileSync(at('restored/files/ab/abcdefgh'), 'utf8')).toBe('sealed bytes')
  expect(readFileSync(at('restored/seal.key'), 'utf8')).toBe('key')
})
