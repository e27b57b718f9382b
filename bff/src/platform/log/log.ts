import pino from 'pino'

/** Structured log lines: ids and codes, never bodies, names or numbers of people. */
export type Log = pino.Logger

/** Lines are JSON on stdout, or in `file`. `sync: false` buffers up to 4 KB; `flushLog` writes the rest at exit. */
export function makeLog(options: { level: string; file?: string; sync?: boolean; name: string }): Log {
  const destination = pino.destination({
    ...(options.file ? { dest: options.file, mkdir: true } : { dest: 1 }),
    sync: options.sync ?? false,
    minLength: options.sync ? 0 : 4096
  })
  return pino({ level: options.level, name: options.name, timestamp: pino.stdTimeFunctions.isoTime }, destination)
}

export const silentLog = (): Log => pino({ level: 'silent' })
