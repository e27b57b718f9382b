import type { Log } from '../log/log'
import { safeError } from '../log/safe-error'

/** Work of every few seconds that every working process does; runs that overlap must not hurt. */
export interface Ticker {
  name: string
  everyMs: number
  run(): Promise<void>
}

/** Runs each ticker again `everyMs` after its last run ended; a failed run is logged and the next one tries again. */
export function runTickers(log: Log, tickers: Ticker[]): { stop(): Promise<void> } {
  let stopped = false
  const stops = new Map<string, () => void>()
  const loop = async ({ name, everyMs, run }: Ticker) => {
    while (!stopped) {
      await run().catch((error: Error) => log.error({ event: 'ticker', job: name, err: safeError(error) }))
      if (!stopped)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, everyMs)
          stops.set(name, () => {
            clearTimeout(timer)
            resolve()
          })
        })
    }
  }
  const running = Promise.all(tickers.map(loop))
  return {
    stop: async () => {
      stopped = true
      for (const stop of stops.values()) stop()
      await running
    }
  }
}
