import net from 'node:net'

/** unscanned: there is no scanner, or it did not answer; the file is looked at later. */
export type Scanned = 'clean' | 'infected' | 'unscanned'

/** A virus scanner. Never throws: a scanner that is away keeps nobody from handing in. */
export interface Scan {
  /** false: no scanner is set, every file stays unscanned */
  on: boolean
  (bytes: Buffer): Promise<Scanned>
}

/** clamd looks at the largest upload (10 MB) in well under this. */
const ANSWER_WITHIN_MS = 8_000
const CHUNK_BYTES = 64 * 1024
/** clamd's answers end with a zero byte and are short. */
const LONGEST_REPLY = 4096

/** zINSTREAM: each chunk behind its length (4 bytes, big-endian), an empty one at the end (clamd(8)). */
function framed(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = [Buffer.from('zINSTREAM\0')]
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    const chunk = bytes.subarray(at, at + CHUNK_BYTES)
    const length = Buffer.alloc(4)
    length.writeUInt32BE(chunk.length)
    parts.push(length, chunk)
  }
  return [...parts, Buffer.alloc(4)]
}

const judged = (reply: string): Scanned => {
  if (/^stream: OK\0?$/.test(reply)) return 'clean'
  return /^stream: .+ FOUND\0?$/.test(reply) ? 'infected' : 'unscanned'
}

function ask(address: { host: string; port: number }, bytes: Buffer, patienceMs: number): Promise<Scanned> {
  return new Promise((resolve) => {
    const socket = net.connect(address)
    let reply = ''
    const end = (found: Scanned) => {
      clearTimeout(patience)
      socket.destroy()
      resolve(found)
    }
    const patience = setTimeout(() => end('unscanned'), patienceMs)
    socket.on('error', () => end('unscanned'))
    socket.on('close', () => end(judged(reply)))
    socket.on('data', (part) => {
      reply += part.toString('latin1')
      if (reply.includes('\0') || reply.length > LONGEST_REPLY) end(judged(reply))
    })
    socket.on('connect', () => {
      for (const part of framed(bytes)) socket.write(part)
    })
  })
}

/** The clamd at `url` (tcp://HOST:PORT); undefined = none, and every file stays unscanned. */
export function makeScan(url: string | undefined, patienceMs = ANSWER_WITHIN_MS): Scan {
  if (!url) return Object.assign(async (): Promise<Scanned> => 'unscanned', { on: false })
  const { hostname, port } = new URL(url)
  const address = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) }
  return Object.assign((bytes: Buffer) => ask(address, bytes, patienceMs), { on: true })
}
