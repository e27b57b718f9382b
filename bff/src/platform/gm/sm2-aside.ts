import { Worker } from 'node:worker_threads'
import { defaultSm2UserId, readSm2Signature, withPrefix } from './sm2'

/**
 * SM2 beside the event loop: a signature takes the thread that answers citizens 0.6 ms, a verification 1 ms (7 ms for a
 * key seen for the first time), and sign-ins come in crowds. One thread, started when first needed; it never keeps the
 * process alive, and what it was asked when it died is asked of its successor.
 */
type Job =
  | { act: 'sign'; key: string; message: Buffer; userId: string }
  | { act: 'verify'; key: string; message: Buffer; signature: string; userId: string }

interface Waiting {
  job: Job
  resolve(result: unknown): void
  reject(error: Error): void
  tries: number
  /** the thread it was last asked of */
  of?: Worker
}

const TRIES = 2
/** A thread nobody asks anything ends after this; the next question starts another. */
const IDLE_MS = 10_000

// plain JavaScript, so that it runs the same from the bundle and from the sources under test
const PROGRAM = `
const { parentPort, workerData } = require('node:worker_threads')
const { sm2 } = require(workerData.library)
// where there are fewer cores than threads, whoever answers citizens goes first (Linux gives threads a priority each)
try {
  const thread = Number(require('node:fs').readlinkSync('/proc/thread-self').split('/').pop())
  require('node:os').setPriority(thread, 5)
} catch {}
const known = new Map()
const prepared = (key) => {
  if (!known.has(key)) {
    if (known.size >= 16) known.delete(known.keys().next().value)
    known.set(key, sm2.precomputePublicKey(key))
  }
  return known.get(key)
}
parentPort.on('message', ({ id, job }) => {
  const { key, userId } = job
  const message = Buffer.from(job.message)
  const how = { hash: true, userId, der: false }
  try {
    const result = job.act === 'sign'
      ? sm2.doSignature(message, key, how)
      : sm2.doVerifySignature(message, job.signature, prepared(key), how)
    parentPort.postMessage({ id, result })
  } catch (error) {
    parentPort.postMessage({ id, error: String(error) })
  }
})`

let thread: Worker | undefined
let idle: NodeJS.Timeout | undefined
let nextId = 0
const waiting = new Map<number, Waiting>()

function start(): Worker {
  const started = new Worker(PROGRAM, { eval: true, workerData: { library: require.resolve('sm-crypto-v2') } })
  started.unref()
  started.on('message', ({ id, result, error }: { id: number; result?: unknown; error?: string }) => {
    const asked = waiting.get(id)
    waiting.delete(id)
    if (waiting.size === 0) rest(started)
    if (error === undefined) asked?.resolve(result)
    else asked?.reject(new Error(`SM2: ${error}`))
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

function ask(asked: Waiting): void {
  if (asked.tries >= TRIES) {
    asked.reject(new Error('SM2: the thread ended twice'))
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

const run = (job: Job) => new Promise<unknown>((resolve, reject) => ask({ job, resolve, reject, tries: 0 }))

/** As sm2Sign (r‖s), on the thread. Rejects on a private key that is none. */
export const sm2SignAside = async (privateKeyHex: string, message: Buffer, userId: string = defaultSm2UserId) =>
  String(await run({ act: 'sign', key: privateKeyHex, message, userId }))

/** As sm2Verify (r‖s), on the thread. False on every kind of garbage. */
export async function sm2VerifyAside(
  publicKeyHex: string,
  message: Buffer,
  signature: string,
  userId: string = defaultSm2UserId
): Promise<boolean> {
  const raw = readSm2Signature(signature)
  if (raw === undefined) return false
  const key = withPrefix(publicKeyHex).toLowerCase()
  return run({ act: 'verify', key, message, signature: raw, userId }).then(
    (fits) => fits === true,
    () => false
  )
}
