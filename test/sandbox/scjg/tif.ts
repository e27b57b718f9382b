import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context } from 'koa'
import type { Clock } from '../clock'
import type { Nonces } from '../signed-call'

export const tifSkewMs = 180_000

/** What is wrong with the x-tif headers of a call, or undefined. */
export function refuseTif(
  ctx: Context,
  { paasId, token }: { paasId: string; token: string },
  clock: Clock,
  nonces: Nonces
): 40101 | 40102 | 40103 | 40104 | undefined {
  const [timestamp, nonce] = [ctx.get('x-tif-timestamp'), ctx.get('x-tif-nonce')]
  if (ctx.get('x-tif-paasid') !== paasId) return 40101
  if (!/^\d{10}$/.test(timestamp) || Math.abs(clock.now() - Number(timestamp) * 1000) > tifSkewMs) return 40102
  const right = createHash('sha256').update(`${timestamp}${token}${nonce}${timestamp}`).digest()
  const given = Buffer.from(ctx.get('x-tif-signature'), 'hex')
  if (given.length !== right.length || !timingSafeEqual(given, right)) return 40104
  return /^[\x21-\x7e]{8,64}$/.test(nonce) && nonces.isNew(nonce) ? undefined : 40103
}
