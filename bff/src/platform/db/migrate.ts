import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Db } from './db'

interface Migration {
  number: number
  name: string
  text: string
  sha256: string
}

/** Reads NNNN_owner_what.sql files in order; numbers must not repeat. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const migrations = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(path.join(folder, name), 'utf8')
      return { number: Number(name.slice(0, 4)), name, text, sha256: createHash('sha256').update(text).digest('hex') }
    })
  )
  const numbers = migrations.map((m) => m.number)
  if (new Set(numbers).size !== numbers.length || numbers.some((n) => !Number.isInteger(n)))
    throw new Error(`migration numbers in ${folder} must be four digits and must not repeat`)
  return migrations
}

/**
 * Applies what is missing, forward only, each file in a transaction of its own under a table lock, so that two
 * processes starting at once do the work once. Throws when an applied file was edited afterwards.
 */
export async function migrate(db: Db, migrations: Migration[]): Promise<string[]> {
  await db.tx((tx) =>
    // `if not exists` alone fails when two processes get here together
    tx.exec(`select pg_advisory_xact_lock(hashtextextended('platform_migrations', 0));
      create table if not exists platform_migrations (
      number int primary key, name text not null, sha256 text not null, applied_at timestamptz not null default now())`)
  )
  const applied: string[] = []
  for (const migration of migrations) if (await applyOne(db, migration)) applied.push(migration.name)
  return applied
}

const applyOne = (db: Db, migration: Migration): Promise<boolean> =>
  db.tx(async (tx) => {
    await tx.exec('lock table platform_migrations in exclusive mode')
    const [done] = await tx.query<{ sha256: string }>('select sha256 from platform_migrations where number = $1', [
      migration.number
    ])
    if (done && done.sha256 !== migration.sha256)
      throw new Error(`migration ${migration.name} was changed after it had been applied; write a new one instead`)
    if (done) return false
    await tx.exec(migration.text)
    await tx.query('insert into platform_migrations (number, name, sha256) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.sha256
    ])
    return true
  })
