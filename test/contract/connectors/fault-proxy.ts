import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * drop: the connection breaks before the department hears anything · lose-reply: it breaks after the work is done ·
 * hold: no answer until `release` · truncate: the reply stops half-way · elsewhere: 302 to another path of ours ·
 * change-request, change-reply: somebody on the way alters the body
 */
export type ProxyFault =
  | 'none'
  | 'drop'
  | 'lose-reply'
  | 'hold'
  | 'error500'
  | 'garbage'
  | 'truncate'
  | 'elsewhere'
  | 'change-request'
  | 'change-reply'

interface Seen {
  method: string
  path: string
  headers: IncomingHttpHeaders
}

export interface FaultProxy {
  origin: string
  /** for the next `count` requests, without it for all that follow */
  set(fault: ProxyFault, count?: number): void
  /** lets held requests go on */
  release(): void
  /** requests that arrived, oldest first */
  seen: Seen[]
  close(): Promise<void>
}

export interface Alter {
  changeRequest(body: string): string
  changeReply(body: string): string
}

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

/** Stands between a connector and a department and does to their traffic what networks do. Signatures pass unharmed. */
export async function startFaultProxy(target: string, alter: Alter): Promise<FaultProxy> {
  const seen: Seen[] = []
  const held: (() => void)[] = []
  let fault: { name: ProxyFault; left: number } = { name: 'none', left: Number.POSITIVE_INFINITY }
  const take = (): ProxyFault => {
    if (fault.left <= 0) return 'none'
    fault.left -= 1
    return fault.name
  }

  const handle = async (req: IncomingMessage, res: ServerResponse) => {
    const body = await readAll(req)
    seen.push({ method: req.method ?? '', path: req.url ?? '', headers: req.headers })
    const name = take()
    if (name === 'drop') return req.socket.destroy()
    if (name === 'error500') return send(res, 500, 'text/html', '<html><body><h1>502 Bad Gateway</h1></body></html>')
    if (name === 'garbage') return send(res, 200, 'application/json', '{"code":"0000","errcode":0,"da')
    if (name === 'elsewhere') return res.writeHead(302, { location: '/elsewhere' }).end()
    if (name === 'hold') await new Promise<void>((resolve) => held.push(resolve))
    const sent = name === 'change-request' ? Buffer.from(alter.changeRequest(body.toString())) : body
    const answer = await forward(target, req, sent)
    if (name === 'lose-reply') return req.socket.destroy()
    const { 'content-length': _length, 'transfer-encoding': _coding, ...headers } = answer.headers
    const reply = name === 'change-reply' ? Buffer.from(alter.changeReply(answer.body.toString())) : answer.body
    res.writeHead(answer.status, { ...headers, 'content-length': reply.length })
    if (name !== 'truncate') return res.end(reply)
    return res.write(reply.subarray(0, Math.floor(reply.length / 2)), () => req.socket.destroy())
  }

  const server = createServer((req, res) => {
    handle(req, res).catch(() => req.socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const release = () => {
    for (const go of held.splice(0)) go()
  }
  return {
    origin: `http://127.0.0.1:${portOf(server.address())}`,
    set(name, count = Number.POSITIVE_INFINITY) {
      fault = { name, left: count }
    },
    release,
    seen,
    async close() {
      release()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}

/** The port of a listening server. */
export function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server does not listen on a port')
  return address.port
}

function forward(target: string, req: IncomingMessage, body: Buffer): Promise<Answer> {
  const { host: _host, connection: _connection, 'content-length': _length, ...headers } = req.headers
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${target}${req.url}`,
      { method: req.method, headers: { ...headers, 'content-length': body.length }, agent: false },
      (incoming) => {
        readAll(incoming).then(
          (bytes) => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: bytes }),
          reject
        )
      }
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

function send(res: ServerResponse, status: number, type: string, text: string): void {
  res.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) }).end(text)
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}
