import pino from 'pino'

/** Structured log lines: ids and codes, never bodies, names or numbers of people. */
export type Log = pino.Logger

/** Lines are gathered up to this length or time; the writer takes a buffer of lines as cheaply as one line. */
const GATHER = { characters: 8_192, ms: 500 } as const

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

function gatherLines(fd: number) {
  // written at once: handing a buffer to another thread costs more than writing it
  const writer = pino.destination({ dest: fd, sync: true })
  let lines = ''
  const handOver = () => {
    const text = lines
    lines = ''
    if (text) writer.write(text)
  }
  setInterval(handOver, GATHER.ms).unref()
  // also the last words of a process that ends by an error
  process.once('exit', handOver)
  return {
    write: (line: string): void => {
      lines += line
      if (lines.length >= GATHER.characters) handOver()
    },
    flush: (done: (error?: Error) => void): void => {
      handOver()
      writer.flush(done)
    }
  }
}

/** Lines are JSON on `fd` (stdout), written together: half a second late at most. `log.flush` writes the rest at once. */
export const makeLog = (options: { level: string; name: string; fd?: number }): Log =>
  pino(
    { level: options.level, name: options.name, timestamp: makeTimestamp() },
    gatherLines(options.fd ?? process.stdout.fd)
  )

export const silentLog = (): Log => pino({ level: 'silent' })
