import { timingSafeEqual } from 'node:crypto'

/** Whether two SM3 digests in lower-case hex are the same, in constant time; another spelling of the same bytes is not. */
export function equalHex(given: string, right: string): boolean {
  if (!/^[0-9a-f]{64}$/.test(given)) return false
  return timingSafeEqual(Buffer.from(given, 'hex'), Buffer.from(right, 'hex'))
}
