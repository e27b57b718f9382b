import pino from 'pino'
import type { Log } from '../../bff/src/platform/log/log'

/** A log whose lines a test can read: `text()` is everything that was written, `lines()` the same parsed. */
export function capturedLog() {
  const written: string[] = []
  const log: Log = pino({ level: 'debug' }, { write: (line: string) => void written.push(line) })
  return {
    log,
    text: () => written.join(''),
    lines: (): Record<string, unknown>[] => written.map((line) => JSON.parse(line)),
    clear: () => {
      written.length = 0
    }
  }
}
export type CapturedLog = ReturnType<typeof capturedLog>
