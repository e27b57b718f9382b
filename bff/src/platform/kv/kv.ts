/**
 * The small key-value store: rate limits, nonces, short-lived states, locks, fan-out. Nothing in it has to survive a
 * restart of the embedded product. In process by default, Redis when REDIS_URL is set; one test suite runs on both.
 */
export interface Kv {
  readonly kind: 'memory' | 'redis'
  get(key: string): Promise<string | null>
  /** ttlMs: how long it lives, in milliseconds */
  set(key: string, value: string, ttlMs: number): Promise<void>
  /** Sets only when absent; true = it was absent. Locks and one-time values stand on it. */
  setIfAbsent(key: string, value: string, ttlMs: number): Promise<boolean>
  /** Reads and removes in one step; two callers never both get the value. */
  take(key: string): Promise<string | null>
  remove(key: string): Promise<void>
  /** Tells every process, this one included. */
  publish(channel: string, text: string): Promise<void>
  subscribe(channel: string, hear: (text: string) => void): Promise<void>
  ping(): Promise<void>
  close(): Promise<void>
}
