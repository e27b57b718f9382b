import { createClient } from 'redis'
import type { Log } from '../log/log'
import type { Kv } from './kv'

const COMMAND_TIMEOUT_MS = 800

export type RedisClient = ReturnType<typeof makeRedisClient>

/** A command fails at once while the server is away (the library's default would keep it waiting). */
export const makeRedisClient = (url: string, log: Log) => {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    commandOptions: { timeout: COMMAND_TIMEOUT_MS },
    socket: { connectTimeout: 3000, reconnectStrategy: (tries: number) => Math.min(100 * 2 ** tries, 3000) }
  })
  client.on('error', (error: Error) => log.warn({ event: 'redis', reason: error.message }, 'redis is away'))
  return client
}

/** Redis ≥ 6.2. One key a command, so a cluster takes it too; `prefix` keeps several products apart. */
export async function openRedisKv(url: string, log: Log, prefix = 'zjb:'): Promise<Kv & { client: RedisClient }> {
  const client = makeRedisClient(url, log)
  await client.connect()
  const listener = client.duplicate()
  listener.on('error', () => undefined)
  await listener.connect()
  const at = (key: string) => `${prefix}${key}`
  return {
    kind: 'redis',
    client,
    get: (key) => client.get(at(key)),
    set: async (key, value, ttlMs) => {
      await client.set(at(key), value, { expiration: { type: 'PX', value: ttlMs } })
    },
    setIfAbsent: async (key, value, ttlMs) =>
      (await client.set(at(key), value, { condition: 'NX', expiration: { type: 'PX', value: ttlMs } })) === 'OK',
    take: (key) => client.getDel(at(key)),
    remove: async (key) => {
      await client.del(at(key))
    },
    publish: async (channel, text) => {
      await client.publish(at(channel), text)
    },
    subscribe: async (channel, hear) => {
      await listener.subscribe(at(channel), hear)
    },
    ping: async () => {
      await client.ping()
    },
    close: async () => {
      listener.destroy()
      await client.close().catch(() => client.destroy())
    }
  }
}
