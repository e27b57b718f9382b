import type { Clock } from './clock'

/** Repeats a piece of work whenever something is due; the work runs once at a time. */
export type Ticker = {
  /** Look now: something may have become due. */
  ring(): void
  /** Resolves when no work runs and none has been asked for. */
  settled(): Promise<void>
  stop(): void
}

type Parts = {
  clock: Clock
  /** Instants (ms) at which something is due, in any order. */
  dueAt: () => number[]
  /** The longest wait that can be meant; a longer one comes from a clock moved back and counts as due. */
  longestWaitMs: number
  /** Does everything that is due. */
  work: () => Promise<void>
}

/** A stopped ticker; the first `ring` starts it. Failures of the work are logged and tried again after 1 s. */
export function makeTicker({ clock, dueAt, longestWaitMs, work }: Parts): Ticker {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let rung = false
  let stopped = false
  let failed = false
  const run = async () => {
    while (rung && !stopped) {
      rung = false
      failed = false
      await work().catch((error: unknown) => {
        failed = true
        console.error('sandbox ticker', error)
      })
    }
    running = undefined
    if (!stopped) arm()
  }
  const arm = () => {
    clearTimeout(timer)
    const first = Math.min(...dueAt())
    if (first === Number.POSITIVE_INFINITY) return
    const wait = waitUntil(first, clock.now(), longestWaitMs)
    timer = setTimeout(ring, Math.max(wait, failed ? 1000 : 1)).unref()
  }
  const ring = () => {
    if (stopped) return
    rung = true
    running ??= run()
  }
  return {
    ring,
    async settled() {
      while (running !== undefined) await running
    },
    stop() {
      stopped = true
      clearTimeout(timer)
    }
  }
}

/** Milliseconds to wait for an instant, 0 when it is due. */
export function waitUntil(instant: number, now: number, longestWaitMs: number): number {
  const wait = instant - now
  return wait > longestWaitMs ? 0 : Math.max(wait, 0)
}
