import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Config } from './config'
import { folderKey } from './platform/data-folder/keys'
import type { Db } from './platform/db/db'
import { migrate, readMigrations } from './platform/db/migrate'
import { openPglite } from './platform/db/open-pglite'
import { openPostgres } from './platform/db/open-postgres'
import { type Files, makeFolderFiles } from './platform/files/files'
import { openS3Files } from './platform/files/s3-files'
import type { Kv } from './platform/kv/kv'
import { makeMemoryKv } from './platform/kv/memory-kv'
import { openRedisKv, type RedisPlace } from './platform/kv/redis-kv'
import type { Log } from './platform/log/log'

export interface Stores {
  db: Db
  kv: Kv
  redis: RedisPlace | null
  files: Files
  /** the first wraps, the others only open */
  masterKeys: { id: string; key: Buffer }[]
  indexKey: Buffer
}

async function openDb(config: Config, log: Log): Promise<Db> {
  if (config.DATABASE_URL) return openPostgres(config.DATABASE_URL, { poolSize: config.DATABASE_POOL })
  const folder = path.join(config.DATA_DIR, 'pglite')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  log.warn(
    { event: 'embedded-store' },
    'the embedded store is not for production: it survives a killed process but has no fsync, a power cut may lose data'
  )
  return openPglite({ folder })
}

/** Opens the stores and brings the tables up to date. Take the data-folder lock first. */
export async function openStores(
  config: Config,
  migrationsFolder: string,
  log: Log
): Promise<Stores & { close(): Promise<void> }> {
  const db = await openDb(config, log)
  const applied = await migrate(db, await readMigrations(migrationsFolder))
  if (applied.length > 0) log.info({ event: 'migrated', applied })
  const redisKv = config.REDIS_URL ? await openRedisKv(config.REDIS_URL, log) : null
  const kv = redisKv ?? makeMemoryKv()
  const files = config.filesS3
    ? await openS3Files(config.filesS3)
    : makeFolderFiles(path.join(config.DATA_DIR, 'files'))
  return {
    db,
    kv,
    redis: redisKv,
    files,
    ...sealKeys(config, config.DATA_DIR),
    close: async () => {
      await kv.close()
      await db.close()
    }
  }
}

interface SealSettings {
  SEAL_KEY?: string | undefined
  SEAL_KEY_ID?: string | undefined
  SEAL_KEY_PREVIOUS?: string | undefined
  SEAL_INDEX_KEY?: string | undefined
}

/**
 * The master keys, from the settings or (embedded default) from the data folder. SEAL_KEY_PREVIOUS = `id:64 hex` opens
 * what the last key wrapped, until `npm run system -- rotate-keys` has wrapped everything anew.
 */
export function sealKeys(given: SealSettings, dataDir: string): Pick<Stores, 'masterKeys' | 'indexKey'> {
  const key = (text: string | undefined, name: string) => Buffer.from(text || folderKey(dataDir, name), 'hex')
  const [previousId = '', previous] = (given.SEAL_KEY_PREVIOUS ?? '').split(':')
  return {
    masterKeys: [
      { id: given.SEAL_KEY_ID || 'k1', key: key(given.SEAL_KEY, 'seal') },
      ...(previous ? [{ id: previousId, key: Buffer.from(previous, 'hex') }] : [])
    ],
    indexKey: key(given.SEAL_INDEX_KEY, 'index')
  }
}
