import { createClient, ErrorReply } from 'redis'
import type { Log } from '../log/log'
import type { Kv } from './kv'

/** A server that is there but silent counts as away after this; also at start. */
const ANSWER_WITHIN_MS = 800
/** A connection that answers none of these is given up and made anew. */
const PING_EVERY_MS = 5_000

/** The server is away, or mute: worth another try. */
export class RedisAway extends Error {
  readonly code = 'ETIMEDOUT'
}

/** What the rate limiter needs of the connection. */
export interface RedisClient {
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>
}

/** The library limits the time until a command is sent, not the time until it is answered. */
async function answered<T>(asked: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new RedisAway('redis does not answer')), ANSWER_WITHIN_MS)
  })
  try {
    return await Promise.race([asked, late])
  } catch (error) {
    if (error instanceof ErrorReply || error instanceof RedisAway) throw error
    throw new RedisAway(`redis is away: ${error}`)
  } finally {
    clearTimeout(timer)
  }
}

/** A command fails at once while the server is away (the library's default would keep it waiting). */
const makeClient = (url: string, log: Log) => {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    pingInterval: PING_EVERY_MS,
    socket: {
      connectTimeout: ANSWER_WITHIN_MS,
      socketTimeout: 2 * PING_EVERY_MS,
      reconnectStrategy: (tries: number) => Math.min(100 * 2 ** tries, 3000)
    }
  })
  client.on('error', (error: Error) => log.warn({ event: 'redis', reason: error.message }, 'redis is away'))
  return client
}

/** Connects, or throws what stood in the way (the library would try for ever). */
async function connected(client: ReturnType<typeof makeClient>) {
  const failed = new Promise<never>((_, reject) => client.once('error', reject))
  try {
    await answered(Promise.race([client.connect(), failed]))
  } catch (error) {
    client.destroy()
    throw error
  }
  return client
}

/** The connection for what counts by itself (rate limits), and what the keys of this product begin with. */
export interface RedisPlace {
  client: RedisClient
  prefix: string
}

/**
 * Redis ≥ 6.2. One key a command, so a cluster takes it too; `prefix` keeps several products apart. Throws RedisAway
 * when nothing answers within 0.8 s, at start as well as later.
 */
export async function openRedisKv(url: string, log: Log, prefix = 'zjb:'): Promise<Kv & RedisPlace> {
  const client = await connected(makeClient(url, log))
  const listener = await connected(makeClient(url, log))
  const at = (key: string) => `${prefix}${key}`
  return {
    kind: 'redis',
    prefix,
    client: { eval: (script, options) => answered(client.eval(script, options)) },
    get: (key) => answered(client.get(at(key))),
    set: async (key, value, ttlMs) => {
      await answered(client.set(at(key), value, { expiration: { type: 'PX', value: ttlMs } }))
    },
    setIfAbsent: async (key, value, ttlMs) =>
      (await answered(client.set(at(key), value, { condition: 'NX', expiration: { type: 'PX', value: ttlMs } }))) ===
      'OK',
    take: (key) => answered(client.getDel(at(key))),
    remove: async (key) => {
      await answered(client.del(at(key)))
    },
    publish: async (channel, text) => {
      await answered(client.publish(at(channel), text))
    },
    subscribe: async (channel, hear) => {
      await answered(listener.subscribe(at(channel), hear))
    },
    ping: async () => {
      await answered(client.ping())
    },
    close: async () => {
      listener.destroy()
      await answered(client.close()).catch(() => client.destroy())
    }
  }
}
