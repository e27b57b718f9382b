import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { createClient } from 'redis'
import { makeCommands } from '../../../bff/src/commands'
import { openControlSocket, sendCommand } from '../../../bff/src/platform/data-folder/control-socket'
import type { TestProduct } from '../../support/start-product'

/** Every row of every table, as a thief of the database would read it. */
export async function everyRow({ stores: { db } }: TestProduct): Promise<string> {
  const tables = await db.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' order by 1"
  )
  const texts: string[] = []
  for (const { name } of tables)
    for (const { row } of await db.query<{ row: string }>(`select row_to_json(t)::text as row from "${name}" t`))
      texts.push(`${name} ${row}`)
  return texts.join('\n')
}

/** The data files of the embedded store with everything that was ever written to its log; empty on a real server. */
export async function dataFiles({ stores: { db } }: TestProduct): Promise<Buffer> {
  if (!('dump' in db) || typeof db.dump !== 'function') return Buffer.alloc(0)
  const dumped: unknown = await db.dump()
  return dumped instanceof Blob ? Buffer.from(await dumped.arrayBuffer()) : Buffer.alloc(0)
}

/** Names and contents of everything below a folder, packed files unpacked. */
export function everyFile(folder: string): Buffer {
  if (!existsSync(folder)) return Buffer.alloc(0)
  const parts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const file = path.join(folder, name)
    if (!statSync(file).isFile()) return []
    const bytes = readFileSync(file)
    return [Buffer.from(`\n${name}\n`), name.endsWith('.gz') ? gunzipSync(bytes) : bytes]
  })
  return Buffer.concat(parts)
}

/** What the commands answer over the control socket: status, parked work, the chain, a backup, nonsense. */
export async function controlReplies(product: TestProduct, backupFolder: string): Promise<string> {
  const { folder, clock, stores, releases: content } = product
  const { sealer } = product.product
  const commands = makeCommands({ db: stores.db, clock, sealer, dataDir: folder, content, about: { running: true } })
  const socket = await openControlSocket(folder, commands)
  const asked: [string, string][] = [
    ['status', ''],
    ['parked', ''],
    ['ledger-verify', ''],
    ['backup', backupFolder],
    ['retry', 'nothing'],
    ['nonsense', '']
  ]
  const replies: unknown[] = []
  for (const [name, argument] of asked)
    replies.push(await sendCommand(folder, name, argument).catch((error: Error) => error.message))
  socket.close()
  return replies.map((reply) => JSON.stringify(reply)).join('\n')
}

/** Hears everything that is ever put into the key-value store, keys and values. */
export function hearKv({ stores: { kv } }: TestProduct): string[] {
  const heard: string[] = []
  for (const name of ['get', 'set', 'setIfAbsent', 'take', 'remove', 'publish'] as const) {
    const before: (...given: never[]) => unknown = kv[name]
    Object.assign(kv, {
      [name]: (...given: never[]) => {
        heard.push(given.join(' '))
        return before(...given)
      }
    })
  }
  return heard
}

/** What lies in Redis now, when the test runs with one: keys, and values as Redis would write them to its disk. */
export async function redisContent(): Promise<string> {
  const url = process.env.TEST_REDIS_URL
  if (!url) return ''
  const redis = createClient({ url, disableOfflineQueue: true })
  await redis.connect()
  const texts: string[] = []
  for (const key of await redis.keys('*'))
    texts.push(key, (await redis.type(key)) === 'string' ? String(await redis.get(key)) : '')
  await redis.close()
  return texts.join('\n')
}
