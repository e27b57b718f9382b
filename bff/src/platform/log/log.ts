import pino from 'pino'

/** Structured log lines: ids and codes, never bodies, names or numbers of people. */
export type Log = pino.Logger

/** One text for all lines of a millisecond: making it costs as much as the rest of the line. */
function makeTimestamp(): () => string {
  let at = 0
  let text = ''
  return () => {
    const now = Date.now()
    if (now !== at) {
      at = now
      text = `,"time":"${new Date(now).toISOString()}"`
    }
    return text
  }
}

/**
 * Lines are JSON on stdout, or in `file`. `sync: false` writes 8 KB at a time and what there is every half second;
 * `log.flush` writes the rest at exit.
 */
export function makeLog(options: { level: string; file?: string; sync?: boolean; name: string }): Log {
  const destination = pino.destination({
    ...(options.file ? { dest: options.file, mkdir: true } : { dest: 1 }),
    sync: options.sync ?? false,
    ...(options.sync ? {} : { minLength: 8_192, periodicFlush: 500 })
  })
  return pino({ level: options.level, name: options.name, timestamp: makeTimestamp() }, destination)
}

export const silentLog = (): Log => pino({ level: 'silent' })
