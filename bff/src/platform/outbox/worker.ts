import type { Clock } from '../clock/clock'
import type { Db } from '../db/db'
import type { Log } from '../log/log'
import { safeError } from '../log/safe-error'
import type { Metrics } from '../metrics/metrics'
import type { Outbox, OutboxMessage } from './outbox'

export interface OutboxJob extends OutboxMessage {
  attempt: number
  createdAt: Date
}

/** done: finished; later: try again by the schedule; parked: a person must look, no more tries. */
export type OutboxOutcome = { done: true } | { later: string } | { parked: string }

export interface OutboxTopic {
  handle(job: OutboxJob): Promise<OutboxOutcome>
  /** told when a job is parked, also after 72 h of tries: the owner shows it to citizen and staff */
  parked?(job: OutboxJob): Promise<void>
}

/** Numbers of the delivery schedule, one place. */
const SCHEDULE = {
  /** rows of one topic worked on at a time by one process */
  batch: 20,
  /** a row taken by a process that died is free again after this */
  leaseMs: 120_000,
  /** first pause; doubles with each try, ± 25 % so that a department coming back is not stormed */
  firstPauseMs: 2_000,
  /** with its 25 % it is under five minutes: what waited for a department is there five minutes after it is back */
  longestPauseMs: 220_000,
  /** a department that stays down this long does not lose the case: it is parked and a person is told */
  giveUpAfterMs: 72 * 3_600_000,
  /** how often an idle worker looks */
  idleMs: 1_000
} as const

interface Row {
  id: number
  topic: string
  key: string
  payload: Record<string, string>
  attempts: number
  created_at: Date
}

interface Deps {
  db: Db
  clock: Clock
  log: Log
  metrics: Metrics
  topics: Record<string, OutboxTopic>
}

/** Pause before the next try, in milliseconds. */
export const pauseAfter = (attempt: number, random: number): number =>
  Math.round(Math.min(SCHEDULE.firstPauseMs * 2 ** (attempt - 1), SCHEDULE.longestPauseMs) * (0.75 + random * 0.5))

/** One round takes the due rows of a topic and works on them; `drain` repeats until nothing of any topic is due. */
export function makeOutboxWorker({ db, clock, log, metrics, topics }: Deps) {
  const claim = (topic: string) =>
    db.query<Row>(
      `update platform_outbox set locked_until = $3, attempts = attempts + 1
       where id in (
         select id from platform_outbox
         where topic = $1 and done_at is null and parked_at is null and next_at <= $2
           and (locked_until is null or locked_until < $2)
         order by next_at, id limit ${SCHEDULE.batch} for update skip locked)
       returning id, topic, key, payload, attempts, created_at`,
      [topic, clock.now(), new Date(clock.now().getTime() + SCHEDULE.leaseMs)]
    )
  const settle = (row: Row, column: 'done_at' | 'parked_at' | 'next_at', at: Date, note: string | null) =>
    db.query(`update platform_outbox set ${column} = $2, locked_until = null, last_error = $3 where id = $1`, [
      row.id,
      at,
      note
    ])

  const finish = async (row: Row, job: OutboxJob, outcome: OutboxOutcome): Promise<string> => {
    const now = clock.now()
    if ('done' in outcome) {
      await settle(row, 'done_at', now, null)
      return 'done'
    }
    const note = 'parked' in outcome ? outcome.parked : outcome.later
    if ('later' in outcome && now.getTime() - row.created_at.getTime() < SCHEDULE.giveUpAfterMs) {
      await settle(row, 'next_at', new Date(now.getTime() + pauseAfter(row.attempts, Math.random())), note)
      return 'later'
    }
    await topics[row.topic]?.parked?.(job)
    await settle(row, 'parked_at', now, note)
    return 'parked'
  }

  const workOn = async (row: Row) => {
    const job = {
      topic: row.topic,
      key: row.key,
      payload: row.payload,
      attempt: row.attempts,
      createdAt: row.created_at
    }
    const topic = topics[row.topic]
    if (!topic) return
    const outcome: OutboxOutcome = await topic.handle(job).catch((error: Error) => {
      log.error({ event: 'outbox', topic: row.topic, id: row.id, err: safeError(error) })
      return { later: error.name }
    })
    const word = await finish(row, job, outcome)
    metrics.outboxDone.inc({ topic: row.topic, outcome: word })
    if (word !== 'done') log.warn({ event: 'outbox', topic: row.topic, id: row.id, attempt: row.attempts, outcome })
  }

  const round = async (topic: string): Promise<number> => {
    const rows = await claim(topic)
    await Promise.all(rows.map(workOn))
    return rows.length
  }
  const drain = async (): Promise<void> => {
    for (;;) {
      const worked = await Promise.all(Object.keys(topics).map(round))
      if (worked.every((count) => count === 0)) return
    }
  }
  /** The embedded store has one process only: what a killed one had taken is free at once. */
  const freeLeases = () => db.query('update platform_outbox set locked_until = null where locked_until is not null')
  return { round, drain, freeLeases, topics: Object.keys(topics) }
}
export type OutboxWorker = ReturnType<typeof makeOutboxWorker>

/** A loop per topic, so that a slow department holds up nobody else; woken by commits, otherwise looking every second. */
export function runOutbox(worker: OutboxWorker, outbox: Outbox, log: Log): { stop(): Promise<void> } {
  let stopped = false
  const wakers = new Map<string, () => void>()
  const loop = async (topic: string) => {
    while (!stopped) {
      let woken = false
      const woke = new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, SCHEDULE.idleMs)
        wakers.set(topic, () => {
          woken = true
          clearTimeout(timer)
          resolve()
        })
      })
      const worked = await worker.round(topic).catch((error: Error) => {
        log.error({ event: 'outbox', topic, err: safeError(error) }, 'the store did not answer')
        return 0
      })
      if (worked === 0 && !woken && !stopped) await woke
      else wakers.get(topic)?.()
    }
  }
  const running = Promise.all(worker.topics.map(loop))
  outbox.onCommitted((topic) => wakers.get(topic)?.())
  return {
    stop: async () => {
      stopped = true
      for (const wake of wakers.values()) wake()
      await running
    }
  }
}
