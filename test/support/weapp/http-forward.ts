import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { messageOf } from './unknown-values'

/** One HTTP request leaving the phone. */
export type HttpCall = {
  method: string
  url: string
  header: Record<string, string>
  body: string | Buffer | undefined
}

/** The answer, its body still as bytes or text; an object given by a test stands for JSON. */
export type HttpReply = { statusCode: number; header?: Record<string, string>; cookies?: string[]; data: unknown }

/** Answers in place of the network. Throwing means that the network failed. */
export type HttpHandler = (call: HttpCall, signal: AbortSignal) => HttpReply | Promise<HttpReply>

const causeOf = (thrown: unknown): string => {
  const cause = thrown instanceof Error ? thrown.cause : undefined
  return cause && typeof cause === 'object' && 'code' in cause ? String(cause.code) : messageOf(thrown)
}

/** Sends calls to a real server: with `baseUrl` whatever origin they name, so that a release build can be tested. */
export const httpForward =
  (baseUrl: string | undefined): HttpHandler =>
  async ({ method, url, header, body }, signal) => {
    const asked = new URL(url)
    const target = baseUrl ? new URL(asked.pathname + asked.search, baseUrl) : asked
    const bytes = body === undefined ? undefined : new Uint8Array(Buffer.from(body))
    try {
      const reply = await fetch(target, { method, headers: header, body: bytes, signal })
      const data = Buffer.from(await reply.arrayBuffer())
      const cookies = reply.headers.getSetCookie()
      return { statusCode: reply.status, header: Object.fromEntries(reply.headers), cookies, data }
    } catch (thrown) {
      throw new Error(`errcode:-102 error_msg:${causeOf(thrown)}`)
    }
  }

const MEDIA_TYPES: Record<string, string> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.pdf': 'application/pdf',
  '.mp4': 'video/mp4'
}

/** One file and its form fields as multipart/form-data (RFC 7578). */
export const multipartBody = (
  fields: Record<string, string>,
  file: { field: string; filePath: string; bytes: Buffer }
): { contentType: string; body: Buffer } => {
  const boundary = `----weapp-${randomUUID()}`
  const quoted = (text: string) => text.replace(/["\r\n]/g, encodeURIComponent)
  const part = (headers: string, content: string | Buffer) => [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${headers}\r\n\r\n`),
    Buffer.from(content),
    Buffer.from('\r\n')
  ]
  const filename = path.posix.basename(file.filePath)
  const type = MEDIA_TYPES[path.posix.extname(filename).toLowerCase()] ?? 'application/octet-stream'
  const fileHeaders = `name="${quoted(file.field)}"; filename="${quoted(filename)}"\r\nContent-Type: ${type}`
  const parts = Object.entries(fields).flatMap(([name, value]) => part(`name="${quoted(name)}"`, value))
  const end = Buffer.from(`--${boundary}--\r\n`)
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([...parts, ...part(fileHeaders, file.bytes), end])
  }
}
