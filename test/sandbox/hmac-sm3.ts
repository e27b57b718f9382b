import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** What one signature covers; `pathAndQuery` exactly as in the request line, `timestamp` in ms since the epoch. */
type Signed = { method: string; pathAndQuery: string; timestamp: string; nonce: string; body: Buffer }

/** Lower-case hex SM3 (GB/T 32905). */
export function sm3(bytes: Buffer | string): string {
  return createHash('sm3').update(bytes).digest('hex')
}

/** Lower-case hex HMAC-SM3 of a text. */
export function hmacSm3(secret: string, text: string): string {
  return createHmac('sm3', secret).update(text).digest('hex')
}

/** Lower-case hex HMAC-SM3 over method, path, timestamp, nonce and the hex SM3 of the body, a line each. */
export function signature({ method, pathAndQuery, timestamp, nonce, body }: Signed, secret: string): string {
  const text = `${method}\n${pathAndQuery}\n${timestamp}\n${nonce}\n${sm3(body)}`
  return hmacSm3(secret, text)
}

/** Whether a sent signature is right, in constant time. */
export function isSignature(sent: string, signed: Signed, secret: string): boolean {
  const right = Buffer.from(signature(signed, secret))
  const given = Buffer.from(sent)
  return given.length === right.length && timingSafeEqual(given, right)
}
