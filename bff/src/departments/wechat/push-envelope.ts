import { createDecipheriv } from 'node:crypto'

const RANDOM_BYTES = 16
const LENGTH_BYTES = 4
/** PKCS7 with blocks of 32, not 16: Node's own padding would refuse pads of 17 to 32. */
const LONGEST_PAD = 32

/**
 * The text in an Encrypt field (安全模式: AES-256-CBC, iv = first half of the key; 16 random bytes, length, text, appid).
 * null when it was made with another key, for another app, or is broken.
 */
export function openEnvelope(encrypted: string, encodingAesKey: string, appId: string): string | null {
  const bytes = Buffer.from(encrypted, 'base64')
  if (bytes.length === 0 || bytes.length % 16 !== 0) return null
  const key = Buffer.from(`${encodingAesKey}=`, 'base64')
  const cipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const plain = withoutPadding(Buffer.concat([cipher.update(bytes), cipher.final()]))
  const start = RANDOM_BYTES + LENGTH_BYTES
  if (plain === null || plain.length < start) return null
  const end = start + plain.readUInt32BE(RANDOM_BYTES)
  return plain.subarray(end).toString('utf8') === appId && end <= plain.length
    ? plain.subarray(start, end).toString('utf8')
    : null
}

function withoutPadding(plain: Buffer): Buffer | null {
  const pad = plain.at(-1) ?? 0
  if (pad < 1 || pad > LONGEST_PAD || pad > plain.length) return null
  return plain.subarray(-pad).every((byte) => byte === pad) ? plain.subarray(0, -pad) : null
}
