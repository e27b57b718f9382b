import { createHash, createHmac, type KeyObject } from 'node:crypto'

/** The SM3 hash (GB/T 32905-2016), 32 bytes; text is taken as UTF-8. */
export function sm3(data: Buffer | string): Buffer {
  return createHash('sm3').update(data).digest()
}

/** HMAC with SM3 (GM/T 0091), 32 bytes, over the parts one after the other; text is taken as UTF-8. */
export function hmacSm3(key: Buffer | string | KeyObject, ...parts: (Buffer | string)[]): Buffer {
  const hmac = createHmac('sm3', key)
  for (const part of parts) hmac.update(part)
  return hmac.digest()
}
