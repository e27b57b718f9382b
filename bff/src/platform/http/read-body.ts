import type { IncomingMessage } from 'node:http'
import busboy from '@fastify/busboy'
import { filetypemime } from 'magic-bytes.js'
import getRawBody from 'raw-body'
import { isOfd } from './ofd'
import { type Refused, refuse } from './refused'

const JSON_MAX_BYTES = 512 * 1024

const isTooLarge = (error: unknown) => error instanceof Error && 'type' in error && error.type === 'entity.too.large'

/** The body as it came, up to 512 KiB (signatures are over these bytes). */
export async function readRaw(request: IncomingMessage): Promise<Buffer | Refused<'file_too_large' | 'bad_request'>> {
  try {
    return await getRawBody(request, { length: request.headers['content-length'], limit: JSON_MAX_BYTES })
  } catch (error) {
    return isTooLarge(error) ? refuse('file_too_large') : refuse('bad_request', { body: '内容没有传完整。' })
  }
}

export function parseJson(raw: Buffer, contentType: string): { value: unknown } | Refused<'bad_request'> {
  if (raw.length === 0) return { value: undefined }
  if (!contentType.startsWith('application/json')) return refuse('bad_request', { body: '内容必须是 JSON 格式。' })
  try {
    return { value: JSON.parse(raw.toString('utf8')) }
  } catch {
    return refuse('bad_request', { body: '内容不是正确的 JSON。' })
  }
}

export interface UploadedBytes {
  name: string
  /** by the first bytes of the content, whatever the sender says */
  type: string
  bytes: Buffer
}

/** One file in the multipart field `file`, held in memory up to `maxBytes`. */
export function readUpload(
  request: IncomingMessage,
  limits: { maxBytes: number; types: readonly string[] }
): Promise<UploadedBytes | Refused<'file_too_large' | 'file_rejected' | 'bad_request'>> {
  return new Promise((resolve) => {
    const broken = () => resolve(refuse('bad_request', { file: '文件没有传完整，请重新上传。' }))
    const contentType = request.headers['content-type']
    if (!contentType?.startsWith('multipart/form-data')) {
      request.resume()
      return broken()
    }
    const parts: Buffer[] = []
    let name = ''
    let seen = false
    let cut = false
    const form = openForm(contentType, limits.maxBytes)
    if (!form) {
      request.resume()
      return broken()
    }
    form.on('file', (field, stream, filename) => {
      seen ||= field === 'file'
      name = filename ?? ''
      stream.on('data', (part: Buffer) => parts.push(part))
      // a file that breaks off; unheard, this error would end the process
      stream.on('error', broken)
      stream.on('limit', () => {
        cut = true
        parts.length = 0
      })
    })
    form.on('error', broken)
    form.on('finish', () => {
      if (!seen) return broken()
      if (cut) return resolve(refuse('file_too_large'))
      const bytes = Buffer.concat(parts)
      const type = typeOf(bytes, limits.types)
      resolve(type ? { name: tidyName(name), type, bytes } : refuse('file_rejected'))
    })
    request.on('aborted', broken)
    request.pipe(form)
  })
}

/** null = the header names no boundary */
function openForm(contentType: string, maxBytes: number) {
  try {
    return busboy({
      headers: { 'content-type': contentType },
      limits: { files: 1, fields: 10, fieldSize: 1024, parts: 12, fileSize: maxBytes }
    })
  } catch {
    return null
  }
}

/** The type of a file by its first bytes, if it is one of `types`. */
export const typeOf = (bytes: Buffer, types: readonly string[]): string | undefined =>
  [...filetypemime(bytes), ...(isOfd(bytes) ? ['application/ofd'] : [])].find((found) => types.includes(found))

/** A file name is shown again, never used as a path. At most 60 characters. */
export const tidyName = (name: string): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  const clean = name.replace(/[\u0000-\u001f\u007f/\\<>:"|?*]/g, '').trim()
  return [...clean].slice(-60).join('') || '照片'
}
