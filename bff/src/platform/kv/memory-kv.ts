import { LRUCache } from 'lru-cache'
import type { Kv } from './kv'

/** The embedded default: bounded (oldest go first), gone with the process. */
export function makeMemoryKv(options: { maxKeys?: number } = {}): Kv {
  const values = new LRUCache<string, string>({ max: options.maxKeys ?? 100_000, ttl: 1 })
  const hearers = new Map<string, ((text: string) => void)[]>()
  return {
    kind: 'memory',
    get: async (key) => values.get(key) ?? null,
    set: async (key, value, ttlMs) => {
      values.set(key, value, { ttl: ttlMs })
    },
    setIfAbsent: async (key, value, ttlMs) => {
      if (values.has(key)) return false
      values.set(key, value, { ttl: ttlMs })
      return true
    },
    take: async (key) => {
      const value = values.get(key) ?? null
      values.delete(key)
      return value
    },
    remove: async (key) => {
      values.delete(key)
    },
    publish: async (channel, text) => {
      for (const hear of hearers.get(channel) ?? []) hear(text)
    },
    subscribe: async (channel, hear) => {
      hearers.set(channel, [...(hearers.get(channel) ?? []), hear])
    },
    ping: async () => undefined,
    close: async () => values.clear()
  }
}
