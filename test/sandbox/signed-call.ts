import type { Context } from 'koa'
import type { Clock } from './clock'
import { isSignature } from './hmac-sm3'

const skewMs = 300_000

/** Remembers nonces while their timestamp could still be accepted; in memory, so a restart forgets them. */
export type Nonces = { isNew(nonce: string): boolean; forget(): void }

/** An empty memory on the sandbox's clock, for timestamps that may be `apartMs` off. */
export function makeNonces(clock: Clock, apartMs = skewMs): Nonces {
  const seen = new Map<string, number>()
  return {
    isNew(nonce) {
      for (const [old, at] of seen) {
        if (clock.now() - at <= 2 * apartMs) break
        seen.delete(old)
      }
      if (seen.has(nonce)) return false
      seen.set(nonce, clock.now())
      return true
    },
    forget: () => seen.clear()
  }
}

/** headerPrefix in lower case: x-ykb */
type Caller = { headerPrefix: string; appId: string; secret: string }

/** The refusal code for a call signed with HMAC-SM3, or undefined when it is signed, timely and new. */
export function refuseCall(
  ctx: Context,
  body: Buffer,
  { headerPrefix, appId, secret }: Caller,
  clock: Clock,
  nonces: Nonces
): 'E1001' | 'E1002' | 'E1003' | 'E1004' | undefined {
  const timestamp = ctx.get(`${headerPrefix}-timestamp`)
  const nonce = ctx.get(`${headerPrefix}-nonce`)
  if (ctx.get(`${headerPrefix}-app-id`) !== appId) return 'E1004'
  if (!/^\d{13}$/.test(timestamp) || Math.abs(clock.now() - Number(timestamp)) > skewMs) return 'E1002'
  const signed = { method: ctx.method, pathAndQuery: ctx.originalUrl, timestamp, nonce, body }
  if (!isSignature(ctx.get(`${headerPrefix}-signature`), signed, secret)) return 'E1001'
  // Only after the signature: a stranger must not be able to use up our caller's nonces.
  return /^[\x21-\x7e]{16,64}$/.test(nonce) && nonces.isNew(nonce) ? undefined : 'E1003'
}
