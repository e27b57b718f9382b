import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import type { Db } from '../../bff/src/platform/db/db'
import { migrate, readMigrations } from '../../bff/src/platform/db/migrate'
import { openPglite } from '../../bff/src/platform/db/open-pglite'
import { openPostgres } from '../../bff/src/platform/db/open-postgres'
import { fingerprintOf } from '../../bff/src/platform/http/idempotency'

export const root = path.resolve(__dirname, '..', '..')
const cache = path.join(root, 'node_modules', '.cache', 'zhijianban')

/** A migrated embedded store to load, from a dump that the first test makes: 1 s instead of 3.5 s. */
async function migratedDump(): Promise<Blob> {
  const migrations = await readMigrations(path.join(root, 'bff', 'migrations'))
  const dump = path.join(cache, `migrated-${fingerprintOf(...migrations.map((m) => m.sha256)).slice(0, 16)}.tar`)
  if (existsSync(dump)) return new Blob([readFileSync(dump)])
  const db = await openPglite({ guardNested: true })
  await migrate(db, migrations)
  const made = await db.dump()
  await db.close()
  mkdirSync(cache, { recursive: true })
  const half = `${dump}.${process.pid}`
  writeFileSync(half, Buffer.from(await made.arrayBuffer()))
  renameSync(half, dump)
  return made
}

/** A fresh, migrated embedded store in memory. */
export const openEmbedded = async (options: { guardNested: boolean }): Promise<Db> =>
  openPglite({ dump: await migratedDump(), ...options })

/** A database of its own, without tables, on the server named by `url`; `drop` cuts off whoever is still connected. */
export async function emptyDatabase(url: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `zjb_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query(`create database ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  return {
    url: own.toString(),
    drop: async () => {
      await admin.query(`drop database ${name} with (force)`)
      await admin.end()
    }
  }
}

async function onServer(url: string): Promise<Db> {
  const empty = await emptyDatabase(url)
  const db = await openPostgres(empty.url, { poolSize: 8 })
  await migrate(db, await readMigrations(path.join(root, 'bff', 'migrations')))
  return {
    ...db,
    close: async () => {
      await db.close()
      await empty.drop()
    }
  }
}

/** A fresh, migrated store: embedded, or on a real server when TEST_DATABASE_URL is set. */
export const openTestDb = (): Promise<Db> =>
  process.env.TEST_DATABASE_URL ? onServer(process.env.TEST_DATABASE_URL) : openEmbedded({ guardNested: true })
