import { createHash, timingSafeEqual } from 'node:crypto'

/** sha1 over the sorted parts, as WeChat signs pushes: token, timestamp, nonce, and in 安全模式 the Encrypt field. */
export const pushSignature = (...parts: string[]): string =>
  createHash('sha1').update(parts.toSorted().join('')).digest('hex')

/** Constant-time; only the spelling WeChat uses (40 lower-case hex digits). */
export function signatureFits(given: string | null, right: string): boolean {
  if (given === null || !/^[0-9a-f]{40}$/.test(given)) return false
  return timingSafeEqual(Buffer.from(given, 'hex'), Buffer.from(right, 'hex'))
}
