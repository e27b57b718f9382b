import { Worker } from 'node:worker_threads'

/**
 * Work that would hold up the thread that answers citizens, done on one thread beside it. The thread is started when
 * first needed and never keeps the process alive; what it was asked when it died is asked of its successor.
 */
interface Waiting<Job> {
  job: Job
  resolve(result: unknown): void
  reject(error: Error): void
  tries: number
  /** the thread it was last asked of */
  of?: Worker
}

interface AsideThread {
  /** begins the message of every error */
  what: string
  /**
   * Source of a function of `given` that gives the function of a job: plain JavaScript, so that it runs the same from the
   * bundle and from the sources under test.
   */
  program: string
  given: unknown
  /** how far it steps back behind whoever answers citizens (Linux gives threads a priority each): 0 to 19 */
  stepBack: number
}

const TRIES = 2
/** A thread nobody asks anything ends after this; the next question starts another. */
const IDLE_MS = 10_000

const frame = (program: string) => `
const { parentPort, workerData } = require('node:worker_threads')
try {
  const thread = Number(require('node:fs').readlinkSync('/proc/thread-self').split('/').pop())
  require('node:os').setPriority(thread, workerData.stepBack)
} catch {}
const act = (${program})(workerData.given)
parentPort.on('message', async ({ id, job }) => {
  try {
    parentPort.postMessage({ id, result: await act(job) })
  } catch (error) {
    parentPort.postMessage({ id, error: String(error) })
  }
})`

/** Gives the function that has a job done on the thread; it rejects when the job throws or the thread dies of it. */
export function makeAsideThread<Job>({ what, program, given, stepBack }: AsideThread): (job: Job) => Promise<unknown> {
  let thread: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let nextId = 0
  const waiting = new Map<number, Waiting<Job>>()

  function start(): Worker {
    const started = new Worker(frame(program), { eval: true, workerData: { given, stepBack } })
    started.unref()
    started.on('message', ({ id, result, error }: { id: number; result?: unknown; error?: string }) => {
      const asked = waiting.get(id)
      waiting.delete(id)
      if (waiting.size === 0) rest(started)
      if (error === undefined) asked?.resolve(result)
      else asked?.reject(new Error(`${what}: ${error}`))
    })
    started.on('error', () => undefined)
    started.on('exit', () => {
      if (thread === started) thread = undefined
      for (const [id, asked] of [...waiting])
        if (asked.of === started) {
          waiting.delete(id)
          ask(asked)
        }
    })
    return started
  }

  function rest(working: Worker): void {
    working.unref()
    idle = setTimeout(() => {
      if (thread === working) thread = undefined
      void working.terminate()
    }, IDLE_MS).unref()
  }

  function ask(asked: Waiting<Job>): void {
    if (asked.tries >= TRIES) {
      asked.reject(new Error(`${what}: the thread ended twice`))
      return
    }
    clearTimeout(idle)
    asked.tries += 1
    thread ??= start()
    asked.of = thread
    const id = nextId++
    waiting.set(id, asked)
    // while something is asked the process must live to hear the answer
    thread.ref()
    thread.postMessage({ id, job: asked.job })
  }

  return (job) => new Promise((resolve, reject) => ask({ job, resolve, reject, tries: 0 }))
}
