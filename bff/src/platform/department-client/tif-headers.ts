import { createHash } from 'node:crypto'
import { newId } from '../new-id'
import type { SignAtOnce } from './signing'

/** paasId: what the gateway calls us; token: the secret it shares with us. */
export interface TifScheme {
  paasId: string
  token: string
}

/**
 * Headers x-tif-paasid, x-tif-timestamp (seconds), x-tif-nonce, x-tif-signature = lower-case hex
 * SHA256(timestamp + token + nonce + timestamp), as Tencent's TIF gateways of government intranets want them. The
 * signature covers neither path nor body, and replies are not signed: only TLS keeps those as they were.
 */
export function tifSigning({ paasId, token }: TifScheme): SignAtOnce {
  return ({ body }, at) => {
    const timestamp = String(Math.floor(at.getTime() / 1000))
    const nonce = newId()
    return {
      headers: {
        'x-tif-paasid': paasId,
        'x-tif-timestamp': timestamp,
        'x-tif-nonce': nonce,
        'x-tif-signature': createHash('sha256').update(`${timestamp}${token}${nonce}${timestamp}`).digest('hex')
      },
      body
    }
  }
}
