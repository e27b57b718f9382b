import { createServer } from 'node:http'
import { objectIn } from './trial-sandbox'

type Received = {
  path: string
  headers: NodeJS.Dict<string | string[]>
  text: string
  json: Record<string, unknown>
}

export type Receiver = {
  /** The address to give as callbackUrl. */
  url: string
  received: Received[]
  /** How the next calls are answered, in order; afterwards every call is answered with HTTP 200 and 0000. */
  plan(...answers: { status: number; body: string }[]): void
  /** Resolves when this many calls have come. */
  count(calls: number): Promise<void>
  close(): Promise<void>
}

/** A small program in the place of the BFF that writes down the callbacks it gets. */
export async function startReceiver(port = 0): Promise<Receiver> {
  const received: Received[] = []
  const waiting: { calls: number; resolve: () => void }[] = []
  let planned: { status: number; body: string }[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    const text = Buffer.concat(chunks).toString()
    received.push({ path: request.url ?? '', headers: request.headers, text, json: objectIn(text) })
    const [answer = { status: 200, body: '{"code":"0000","message":"ok"}' }, ...later] = planned
    planned = later
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body)
    for (const one of waiting) if (received.length >= one.calls) one.resolve()
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('not listening')
  return {
    url: `http://127.0.0.1:${address.port}/api/v1/departments/ykb/callback?from=ykb`,
    received,
    plan: (...answers) => {
      planned = answers
    },
    count: (calls) =>
      new Promise((resolve) => (received.length >= calls ? resolve() : waiting.push({ calls, resolve }))),
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    }
  }
}
