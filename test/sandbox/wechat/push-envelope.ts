import { createCipheriv, createHash, randomBytes } from 'node:crypto'

const block = 32

/** The Encrypt field of 安全模式: AES-256-CBC over 16 random bytes, length, text and appid, padded to blocks of 32. */
export function sealEnvelope(text: string, encodingAesKey: string, appid: string): string {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64')
  const message = Buffer.from(text)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(message.length)
  const content = Buffer.concat([randomBytes(16), length, message, Buffer.from(appid)])
  const pad = block - (content.length % block)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(content), cipher.update(Buffer.alloc(pad, pad)), cipher.final()]).toString(
    'base64'
  )
}

/** signature and msg_signature: sha1 over the sorted parts. */
export function signPush(...parts: string[]): string {
  return createHash('sha1').update(parts.toSorted().join('')).digest('hex')
}

/** The fields as WeChat writes XML: text in CDATA, numbers bare, a list as the element again and again. */
export function toXml(fields: Record<string, unknown>): string {
  return `<xml>${inner(fields)}</xml>`
}

function inner(fields: object): string {
  return Object.entries(fields)
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one) => `<${name}>${content(one)}</${name}>`)
    )
    .join('')
}

function content(value: unknown): string {
  if (typeof value === 'object' && value !== null) return inner(value)
  return typeof value === 'number' ? String(value) : `<![CDATA[${String(value).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}
