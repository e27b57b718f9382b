import type { Context } from 'koa'
import type { Clock } from '../clock'
import type { Code } from './answers'
import { isSignature } from './sign'

const skewMs = 300_000

/** Remembers nonces while their timestamp could still be accepted; in memory, so a restart forgets them. */
export type Nonces = { isNew(nonce: string): boolean; forget(): void }

/** An empty memory on the sandbox's clock. */
export function makeNonces(clock: Clock): Nonces {
  const seen = new Map<string, number>()
  return {
    isNew(nonce) {
      for (const [old, at] of seen) {
        if (clock.now() - at <= 2 * skewMs) break
        seen.delete(old)
      }
      if (seen.has(nonce)) return false
      seen.set(nonce, clock.now())
      return true
    },
    forget: () => seen.clear()
  }
}

type Caller = { appId: string; secret: string }

/** The refusal code for a call to /ykb/api, or undefined when it is signed, timely and new. */
export function refuseCall(ctx: Context, body: Buffer, caller: Caller, clock: Clock, nonces: Nonces): Code | undefined {
  const timestamp = ctx.get('x-ykb-timestamp')
  const nonce = ctx.get('x-ykb-nonce')
  if (ctx.get('x-ykb-app-id') !== caller.appId) return 'E1004'
  if (!/^\d{13}$/.test(timestamp) || Math.abs(clock.now() - Number(timestamp)) > skewMs) return 'E1002'
  const signed = { method: ctx.method, pathAndQuery: ctx.originalUrl, timestamp, nonce, body }
  if (!isSignature(ctx.get('x-ykb-signature'), signed, caller.secret)) return 'E1001'
  // Only after the signature: a stranger must not be able to use up our caller's nonces.
  return /^[\x21-\x7e]{16,64}$/.test(nonce) && nonces.isNew(nonce) ? undefined : 'E1003'
}
