import type { Clock } from '../clock/clock'
import type { Tx } from '../db/db'
import { newId } from '../new-id'

/**
 * Work that leaves the process: written in the transaction that decided it, done by a worker at least once.
 * Handlers are idempotent, so the effect is once. Payloads hold ids, never personal values.
 */
export interface OutboxMessage {
  topic: string
  /** the same key of a topic twice is one piece of work */
  key: string
  payload: Record<string, string>
}

/** The writing side. `onCommitted` is told the topic after each commit, so that a worker need not wait for its next look. */
export function makeOutbox(clock: Clock) {
  const listeners: ((topic: string) => void)[] = []
  const enqueue = async (tx: Tx, message: OutboxMessage): Promise<void> => {
    await tx.query(
      `insert into platform_outbox (topic, key, payload, created_at, next_at) values ($1, $2, $3, $4, $4)
       on conflict (topic, key) do nothing`,
      [message.topic, message.key, JSON.stringify(message.payload), clock.now()]
    )
    tx.afterCommit(() => {
      for (const hear of listeners) hear(message.topic)
    })
  }
  /** What its work waited for has come: it is tried now instead of at its next time. */
  const hasten = async (tx: Tx, { topic, key }: Pick<OutboxMessage, 'topic' | 'key'>): Promise<void> => {
    await tx.query(
      `update platform_outbox set next_at = $3
       where topic = $1 and split_part(key, '~', 1) = $2 and done_at is null and parked_at is null`,
      [topic, key, clock.now()]
    )
    tx.afterCommit(() => {
      for (const hear of listeners) hear(topic)
    })
  }
  return {
    enqueue,
    hasten,
    /** Work that its handler had put aside begins anew, with a key of its own and 72 h from now. */
    resume: (tx: Tx, { key, ...work }: OutboxMessage) =>
      enqueue(tx, { ...work, key: `${key.split('~')[0]}~${newId()}` }),
    onCommitted: (hear: (topic: string) => void): void => {
      listeners.push(hear)
    }
  }
}
export type Outbox = ReturnType<typeof makeOutbox>
