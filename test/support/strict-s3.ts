import { createHash, createHmac } from 'node:crypto'
import http from 'node:http'

/**
 * As much of S3 as a file store needs, strict where real stores are: AWS Signature Version 4 is recomputed here from
 * the bytes on the wire (no code shared with the client), the payload must match its signed hash and its length, the
 * clock may differ by 15 minutes. An object exists only when all of it has come.
 */

const SKEW_MS = 15 * 60_000
const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

interface Signable {
  method: string
  /** as on the wire, percent-encoded, without query */
  path: string
  /** lower-case name → value, exactly the signed ones */
  headers: Record<string, string>
  region: string
  secretKey: string
}

/** Signature Version 4 of a request without query, in hex; `headers` holds x-amz-date and x-amz-content-sha256. */
export function signatureV4({ method, path, headers, region, secretKey }: Signable): string {
  const names = Object.keys(headers).sort()
  const canonical = [
    method,
    path,
    '',
    ...names.map((name) => `${name}:${headers[name]?.trim().replace(/ +/g, ' ')}`),
    '',
    names.join(';'),
    headers['x-amz-content-sha256'] ?? ''
  ].join('\n')
  const instant = headers['x-amz-date'] ?? ''
  const scope = [instant.slice(0, 8), region, 's3', 'aws4_request']
  const key = scope.reduce<string | Buffer>((above, part) => hmac(above, part), `AWS4${secretKey}`)
  return hmac(key, ['AWS4-HMAC-SHA256', instant, scope.join('/'), sha256(canonical)].join('\n')).toString('hex')
}

const instantOf = (text: string) =>
  Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))

interface Account {
  accessKey: string
  secretKey: string
  region: string
}

type Refusal = [status: number, code: string]

/** Null when the request is signed as S3 wants it. */
function refusalOf(request: http.IncomingMessage, body: Buffer, account: Account): Refusal | null {
  const header = (name: string) => String(request.headers[name] ?? '')
  const given =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/
  const found = given.exec(header('authorization'))
  if (!found) return [403, 'AccessDenied']
  const [, key, day, region, signed = '', signature] = found
  if (key !== account.accessKey) return [403, 'InvalidAccessKeyId']
  if (region !== account.region || !header('x-amz-date').startsWith(String(day)))
    return [400, 'AuthorizationHeaderMalformed']
  // a comparison with NaN is false: a date that is none is refused too
  if (!(Math.abs(Date.now() - instantOf(header('x-amz-date'))) < SKEW_MS)) return [403, 'RequestTimeTooSkewed']
  const names = signed.split(';')
  const must = ['host', ...Object.keys(request.headers).filter((name) => name.startsWith('x-amz-'))]
  if (!must.every((name) => names.includes(name))) return [403, 'AccessDenied']
  const { method = '', url: path = '' } = request
  const headers = Object.fromEntries(names.map((name) => [name, header(name)]))
  if (signature !== signatureV4({ method, path, headers, region: account.region, secretKey: account.secretKey }))
    return [403, 'SignatureDoesNotMatch']
  return header('x-amz-content-sha256') === sha256(body) ? null : [400, 'XAmzContentSHA256Mismatch']
}

/**
 * How the store behaves: `cuts-put` hangs up in the middle of an upload, `cuts-get` in the middle of a download,
 * `loses-reply` does what it was asked and hangs up without a word.
 */
export type S3Mood = 'answers' | 'mute' | 'hangs-up' | 'out-of-order' | 'cuts-put' | 'cuts-get' | 'loses-reply'

async function bodyOf(request: http.IncomingMessage, cutAfter: number): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    chunks.push(chunk)
    length += chunk.length
    if (length > cutAfter) return null
  }
  return Buffer.concat(chunks)
}

/** The key of an object, '' for the bucket itself, null when another bucket is meant; by host or by path. */
function keyOf(request: http.IncomingMessage, bucket: string): string | null {
  const path = (request.url ?? '').slice(1)
  if (request.headers.host?.startsWith(`${bucket}.`)) return path
  const [named, key = ''] = path.split('/')
  return named === bucket ? key : null
}

function act(objects: Map<string, Buffer>, method: string, key: string, body: Buffer): Refusal | Buffer {
  const object = objects.get(key)
  if (method === 'GET' && key) return object ?? [404, 'NoSuchKey']
  if (method === 'PUT' && key) objects.set(key, body)
  else if (method === 'DELETE' && key) objects.delete(key)
  else if (method !== 'HEAD') return [405, 'MethodNotAllowed']
  return Buffer.alloc(0)
}

const listen = (server: http.Server, port: number) =>
  new Promise<number>((resolve) =>
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  )

/**
 * The store on a port (any free one by default), with one bucket. `objects` is what it keeps, by key; `behave` sets its mood for so
 * many requests (all by default), `asked` counts those that came.
 */
export async function startStrictS3(bucket: string, account: Account, wantedPort = 0) {
  const objects = new Map<string, Buffer>()
  const state: { mood: S3Mood; times: number; asked: number } = { mood: 'answers', times: 0, asked: 0 }
  const moodNow = () => (state.mood !== 'answers' && state.times-- > 0 ? state.mood : 'answers')

  const found = (request: http.IncomingMessage, body: Buffer): Refusal | Buffer => {
    const refusal = refusalOf(request, body, account)
    if (refusal) return refusal
    const key = keyOf(request, bucket)
    if (key === null) return [404, 'NoSuchBucket']
    if (request.method === 'PUT' && !request.headers['content-length']) return [411, 'MissingContentLength']
    return act(objects, request.method ?? '', key, body)
  }

  const server = http.createServer(async (request, response) => {
    state.asked += 1
    // a request that was not read to its end loses its socket
    const { socket } = request
    const mood = moodNow()
    if (mood === 'mute') return request.resume()
    if (mood === 'hangs-up') return socket.destroy()
    const body = await bodyOf(request, mood === 'cuts-put' ? 100_000 : Number.POSITIVE_INFINITY).catch(() => null)
    if (!body) return socket.destroy()
    const answer: Refusal | Buffer = mood === 'out-of-order' ? [503, 'SlowDown'] : found(request, body)
    if (mood === 'loses-reply') return socket.destroy()
    if (!Buffer.isBuffer(answer)) {
      const [status, code] = answer
      const told = `<Error><Code>${code}</Code><AWSAccessKeyId>${account.accessKey}</AWSAccessKeyId></Error>`
      return response.writeHead(status, { 'content-type': 'application/xml' }).end(told)
    }
    response.writeHead(request.method === 'DELETE' ? 204 : 200, { 'content-length': answer.length })
    if (mood !== 'cuts-get') return response.end(answer)
    return response.write(answer.subarray(0, answer.length / 2), () => socket.destroy())
  })
  const port = await listen(server, wantedPort)
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    objects,
    behave: (mood: S3Mood, times = Number.POSITIVE_INFINITY) => Object.assign(state, { mood, times, asked: 0 }),
    asked: () => state.asked,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      })
  }
}
