import net from 'node:net'

export interface Answer {
  status: number
  body: Buffer
}

const HEAD_END = Buffer.from('\r\n\r\n')

/**
 * One keep-alive HTTP/1.1 connection, one request under way at a time. Lean on purpose: on two cores a full client
 * costs more than the server it measures and would hide the difference. Reads replies with Content-Length only.
 */
export async function connect(port: number) {
  const socket = net.connect(port, '127.0.0.1').setNoDelay(true)
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  let heard: Buffer | null = null
  let waiting: ((answer: Answer) => void) | null = null
  let fail: ((error: Error) => void) | null = null
  const broken = (error: Error) => {
    const tell = fail
    waiting = null
    fail = null
    tell?.(error)
  }
  socket.on('error', broken)
  socket.on('close', () => broken(new Error('the server closed the connection')))
  socket.on('data', (part) => {
    heard = heard ? Buffer.concat([heard, part]) : part
    const answer = readAnswer(heard)
    if (!answer) return
    const tell = waiting
    heard = null
    waiting = null
    fail = null
    tell?.(answer)
  })
  return {
    /** `request`: the bytes of the whole request. Calls `done` with the reply, or `failed` when the connection breaks. */
    ask: (request: Buffer, done: (answer: Answer) => void, failed: (error: Error) => void): void => {
      waiting = done
      fail = failed
      socket.write(request)
    },
    close: () => {
      socket.removeAllListeners('close')
      socket.destroy()
    }
  }
}
export type Connection = Awaited<ReturnType<typeof connect>>

function readAnswer(bytes: Buffer): Answer | null {
  const end = bytes.indexOf(HEAD_END)
  if (end < 0) return null
  const head = bytes.toString('latin1', 0, end)
  const at = head.toLowerCase().indexOf('content-length: ')
  if (at < 0) throw new Error(`a reply without Content-Length:\n${head}`)
  const length = Number.parseInt(head.slice(at + 16, at + 26), 10)
  if (bytes.length < end + 4 + length) return null
  return { status: Number(head.slice(9, 12)), body: bytes.subarray(end + 4, end + 4 + length) }
}

/** The bytes of a GET, as a phone with a session would send it. */
export const getRequest = (port: number, path: string, token?: string): Buffer =>
  Buffer.from(
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: application/json\r\n${token ? `Authorization: Bearer ${token}\r\n` : ''}\r\n`
  )

/** The bytes of a call with a JSON body; `from` = address a proxy of ours would report, `key` = its Idempotency-Key. */
export function jsonRequest(
  port: number,
  call: { method: 'POST' | 'PUT'; path: string; body: unknown; token?: string; from?: string; key?: string }
): Buffer {
  const body = Buffer.from(JSON.stringify(call.body))
  const head = [
    `${call.method} ${call.path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Accept: application/json',
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    ...(call.token ? [`Authorization: Bearer ${call.token}`] : []),
    ...(call.key ? [`Idempotency-Key: ${call.key}`] : []),
    ...(call.from ? [`X-Forwarded-For: ${call.from}`] : [])
  ]
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body])
}
