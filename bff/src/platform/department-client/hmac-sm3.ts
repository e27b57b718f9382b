import type { Clock } from '../clock/clock'
import { equalHex } from '../gm/equal-hex'
import { hmacSm3, sm3 } from '../gm/sm3'
import type { SignedRequest } from '../http/caller'
import type { Kv } from '../kv/kv'
import { newId } from '../new-id'
import type { SignAtOnce } from './signing'

/** Headers `${prefix}-App-Id`, -Timestamp (ms), -Nonce, -Signature; secret as UTF-8 is the key. */
export interface HmacSm3Scheme {
  headerPrefix: string
  /** what the header with the caller's name is called after the prefix; App-Id when absent */
  idHeader?: 'App-Id' | 'Id'
  appId: string
  secret: string
}

/** How far two clocks may be apart, in ms. */
const skewMs = 300_000

/** A message from a clock 300 s ahead is good for 600 s; a little more, so that no instant is left uncovered. */
const rememberedMs = 2 * skewMs + 1_000

/**
 * Signs with HMAC-SM3 over `METHOD\npath?query\ntimestamp\nnonce\nhex SM3(body)`, in lower-case hex (the municipal
 * acceptance platform's scheme; many gateways of the same kind differ only in the header names).
 */
export function hmacSm3Signing(scheme: HmacSm3Scheme): SignAtOnce {
  return ({ method, path, body }, at) => {
    const timestamp = String(at.getTime())
    const nonce = newId()
    return {
      headers: {
        [`${scheme.headerPrefix}-${scheme.idHeader ?? 'App-Id'}`]: scheme.appId,
        [`${scheme.headerPrefix}-Timestamp`]: timestamp,
        [`${scheme.headerPrefix}-Nonce`]: nonce,
        [`${scheme.headerPrefix}-Signature`]: signature(scheme.secret, {
          method,
          path,
          timestamp,
          nonce,
          body
        }).toString('hex')
      },
      body
    }
  }
}

export type CallbackCheck = { ok: true } | { ok: false; reason: 'app-id' | 'clock' | 'signature' | 'nonce' }

/**
 * Whether a request to us carries a right signature of the scheme, is at most 300 s off our clock and was not seen
 * before. Constant-time comparison; the nonce is kept until no clock could accept it any more. A store that is down
 * throws, so nothing gets in unchecked.
 */
export function hmacSm3Check(scheme: HmacSm3Scheme, deps: { kv: Kv; clock: Clock }) {
  const prefix = scheme.headerPrefix.toLowerCase()
  return async ({ method, path, headers, rawBody }: SignedRequest): Promise<CallbackCheck> => {
    const timestamp = headers[`${prefix}-timestamp`] ?? ''
    const nonce = headers[`${prefix}-nonce`] ?? ''
    if (headers[`${prefix}-${(scheme.idHeader ?? 'App-Id').toLowerCase()}`] !== scheme.appId)
      return { ok: false, reason: 'app-id' }
    const apartMs = Math.abs(deps.clock.now().getTime() - Number(timestamp))
    if (!/^\d{13}$/.test(timestamp) || apartMs > skewMs) return { ok: false, reason: 'clock' }
    const right = signature(scheme.secret, { method, path, timestamp, nonce, body: rawBody })
    // other spellings of the same bytes (upper case) are refused: one signature, one form
    if (!equalHex(headers[`${prefix}-signature`] ?? '', right.toString('hex')))
      return { ok: false, reason: 'signature' }
    // Only after the signature: a stranger must not be able to use up the department's nonces or fill the store.
    const fresh =
      /^[!-~]{16,64}$/.test(nonce) &&
      (await deps.kv.setIfAbsent(`nonce:${prefix}:${scheme.appId}:${nonce}`, timestamp, rememberedMs))
    return fresh ? { ok: true } : { ok: false, reason: 'nonce' }
  }
}

interface Covered {
  method: string
  path: string
  timestamp: string
  nonce: string
  body: Buffer
}

const signature = (secret: string, { method, path, timestamp, nonce, body }: Covered): Buffer =>
  hmacSm3(secret, `${method}\n${path}\n${timestamp}\n${nonce}\n${sm3(body).toString('hex')}`)
