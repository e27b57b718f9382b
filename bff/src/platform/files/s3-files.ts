import { createHash } from 'node:crypto'
import { AwsV4Signer } from 'aws4fetch'
import { checkFileId, type Files } from './files'

/** One act, both tries together: the largest upload (10 MB) at 16 Mbit/s, and less than a phone waits. */
const ANSWER_WITHIN_MS = 5_000
/** Every act can be repeated without harm; one more try hides a restarting node or a connection closed while idle. */
const TRIES = 2
const PAUSE_MS = 100

export interface S3Settings {
  /** http(s) address; with the bucket in front of its host (`https://BUCKET.cos.…`) it is addressed by host, else by path */
  endpoint: string
  region: string
  bucket: string
  accessKey: string
  secretKey: string
}

/** The store is away, mute or out of order: worth another try later. */
export class FilesAway extends Error {
  readonly code = 'ETIMEDOUT'
}

interface Answer {
  status: number
  bytes: Buffer
}

/** MinIO and Ceph take paths; Aliyun, and Tencent for buckets made since 2024, take hosts only. */
function bucketUrl({ endpoint, bucket }: S3Settings): string {
  const base = endpoint.replace(/\/+$/, '')
  return new URL(base).host.startsWith(`${bucket}.`) ? base : `${base}/${bucket}`
}

const worthAnotherTry = (status: number) => status >= 500 || status === 429 || status === 408

/** The code alone: the rest of an error reply may carry the access key. */
const errorCode = ({ bytes }: Answer) => /<Code>(\w+)<\/Code>/.exec(bytes.toString('utf8', 0, 4096))?.[1] ?? ''

/** `fetch failed` says nothing; the network's own code stands in the cause. */
function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Error & { cause?: { code?: string; message?: string } }
  return name === 'TimeoutError' ? 'no answer in time' : (cause?.code ?? cause?.message ?? message)
}

/** Signs and sends one request (AWS Signature Version 4, payload hash included), reads the whole answer. */
function makeAsk(settings: S3Settings, patienceMs: number) {
  const base = bucketUrl(settings)
  // the key of the day is derived once, not for every request
  const cache = new Map<string, ArrayBuffer>()
  const once = async (method: string, path: string, body: Buffer | null, signal: AbortSignal): Promise<Answer> => {
    const signed = await new AwsV4Signer({
      method,
      url: `${base}${path}`,
      headers: {
        'x-amz-content-sha256': createHash('sha256')
          .update(body ?? '')
          .digest('hex')
      },
      accessKeyId: settings.accessKey,
      secretAccessKey: settings.secretKey,
      service: 's3',
      region: settings.region,
      cache
    }).sign()
    // a redirect (wrong region) would lose the signature: seen as the answer it is
    const reply = await fetch(signed.url, { method, headers: signed.headers, body, signal, redirect: 'manual' })
    return { status: reply.status, bytes: Buffer.from(await reply.arrayBuffer()) }
  }
  return async (method: string, path: string, body: Buffer | null = null): Promise<Answer> => {
    const signal = AbortSignal.timeout(patienceMs)
    let reason = ''
    for (let tried = 0; tried < TRIES && !signal.aborted; tried++) {
      if (tried > 0) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * (0.5 + Math.random())))
      try {
        const answer = await once(method, path, body, signal)
        if (!worthAnotherTry(answer.status)) return answer
        reason = `${answer.status} ${errorCode(answer)}`.trim()
      } catch (error) {
        reason = reasonOf(error)
      }
    }
    throw new FilesAway(`the file store is away: ${reason}`)
  }
}

const refused = (act: string, answer: Answer) =>
  new Error(`the file store refused to ${act}: ${`${answer.status} ${errorCode(answer)}`.trim()}`)

/** A missing bucket answers 404 as well, and is no missing file. */
const isMissing = (answer: Answer) => answer.status === 404 && errorCode(answer) !== 'NoSuchBucket'

/** A HEAD reply has no body: the status is all that is known. */
const MEANING: Record<number, string> = {
  301: 'the bucket is in another region (FILES_S3_REGION)',
  400: 'the request was refused (FILES_S3_REGION, or a key that is none)',
  403: 'access refused (FILES_S3_KEY, FILES_S3_SECRET, the policy of the bucket, or a clock that is wrong)',
  404: 'no such bucket'
}

/**
 * Files in a bucket of any S3-compatible store, one object a file, named by its id. Every act ends within 5 s; throws
 * FilesAway when the store does not answer or is out of order, an Error when it refuses. Opening asks for the bucket:
 * that needs the right to list it, without which a store says 403 instead of 404 to a file that is not there.
 */
export async function openS3Files(settings: S3Settings, patienceMs = ANSWER_WITHIN_MS): Promise<Files> {
  const ask = makeAsk(settings, patienceMs)
  const ping = async () => {
    const { status } = await ask('HEAD', '')
    if (status !== 200) throw new Error(MEANING[status] ?? `status ${status}`)
  }
  await ping().catch((error: Error) => {
    throw new Error(`cannot use bucket ${settings.bucket} at ${settings.endpoint}: ${error.message}`)
  })
  const at = (id: string) => `/${checkFileId(id)}`
  return {
    put: async (id, bytes) => {
      const answer = await ask('PUT', at(id), bytes)
      if (answer.status !== 200) throw refused('keep a file', answer)
    },
    get: async (id) => {
      const answer = await ask('GET', at(id))
      if (isMissing(answer)) return null
      if (answer.status !== 200) throw refused('give a file', answer)
      return answer.bytes
    },
    remove: async (id) => {
      const answer = await ask('DELETE', at(id))
      if (![200, 204].includes(answer.status) && !isMissing(answer)) throw refused('remove a file', answer)
    },
    ping
  }
}
