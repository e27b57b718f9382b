import net from 'node:net'

/**
 * As much of clamd as INSTREAM needs, strict where clamd is: the command ends with a zero byte, every chunk has its
 * length, the stream ends with an empty chunk, more than the limit is refused. What it finds is the test string every
 * scanner finds (EICAR), put together here so that no scanner finds this file.
 */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')
const COMMAND = 'zINSTREAM\0'

type Mood = 'scans' | 'mute' | 'hangs-up' | 'babbles'

/** The bytes of the stream once it is whole; null = more is to come, an error text when it is not one. */
function streamOf(sent: Buffer, most: number): Buffer | string | null {
  if (sent.length < COMMAND.length) return null
  if (sent.toString('latin1', 0, COMMAND.length) !== COMMAND) return 'UNKNOWN COMMAND'
  const chunks: Buffer[] = []
  let at = COMMAND.length
  let total = 0
  while (at + 4 <= sent.length) {
    const length = sent.readUInt32BE(at)
    if (length === 0) return at + 4 === sent.length ? Buffer.concat(chunks) : 'PROTOCOL ERROR'
    total += length
    if (total > most) return 'INSTREAM size limit exceeded. ERROR'
    if (at + 4 + length > sent.length) return null
    chunks.push(sent.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return null
}

const answerTo = (stream: Buffer | string): string => {
  if (typeof stream === 'string') return stream
  return stream.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK'
}

export async function startStrictClamd({ most = 25 * 1024 * 1024, port = 0 } = {}) {
  let mood: Mood = 'scans'
  let scanned = 0
  const open = new Set<net.Socket>()
  const server = net.createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => undefined)
    if (mood === 'hangs-up') return void socket.destroy()
    let sent = Buffer.alloc(0)
    socket.on('data', (part) => {
      sent = Buffer.concat([sent, part])
      const stream = streamOf(sent, most)
      if (stream === null || mood === 'mute') return
      scanned += 1
      socket.end(`${mood === 'babbles' ? 'what?' : answerTo(stream)}\0`)
    })
  })
  const url = await new Promise<string>((resolve) => {
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(`tcp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`)
    })
  })
  return {
    url,
    behave: (next: Mood) => {
      mood = next
    },
    scanned: () => scanned,
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of open) socket.destroy()
        server.close(() => resolve())
      })
  }
}
