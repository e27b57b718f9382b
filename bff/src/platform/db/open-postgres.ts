import pg from 'pg'
import type { Db, Tx } from './db'

const int8 = 20
const date = 1082
const parsers = new Map<number, (text: string) => unknown>([
  [int8, Number],
  [date, (text: string) => text]
])

/** Rows equal to those of the embedded store. */
const rowTypes = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    parsers.get(oid) ?? pg.types.getTypeParser(oid, format ?? 'text')
}

/**
 * PostgreSQL ≥ 15 with the C.UTF-8 locale (pg_trgm and lower() find nothing in Chinese on a C-locale cluster).
 * Throws at start when the server is too old or its encoding is not UTF-8.
 */
export async function openPostgres(url: string, options: { poolSize: number }): Promise<Db> {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.poolSize,
    types: rowTypes,
    connectionTimeoutMillis: 5000,
    statement_timeout: 15000,
    idle_in_transaction_session_timeout: 30000,
    options: '-c timezone=UTC'
  })
  // a connection that breaks while idle is replaced at its next use; without a listener the process would end
  pool.on('error', () => undefined)
  await assertServer(pool)
  return {
    kind: 'postgres',
    query: async <R>(text: string, params: readonly unknown[] = []) =>
      (await pool.query(text, [...params])).rows as R[],
    tx: (work) => inTransaction(pool, work),
    close: () => pool.end()
  }
}

async function assertServer(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query(
    "select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding"
  )
  const { version, encoding } = rows[0]
  if (version < 150000) throw new Error(`PostgreSQL 15 or newer is needed, this server is ${version}`)
  if (encoding !== 'UTF8')
    throw new Error(`the database must be UTF8 (cluster locale C.UTF-8), this one is ${encoding}`)
}

async function inTransaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  const committed: (() => void)[] = []
  let broken = false
  try {
    await client.query('begin')
    const result = await work({
      inTransaction: true,
      query: async <R>(text: string, params: readonly unknown[] = []) =>
        (await client.query(text, [...params])).rows as R[],
      exec: async (text) => {
        await client.query(text)
      },
      afterCommit: (run) => committed.push(run)
    })
    await client.query('commit')
    for (const run of committed) run()
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {
      broken = true
    })
    throw error
  } finally {
    client.release(broken)
  }
}
