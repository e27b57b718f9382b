import { Secret, TOTP } from 'otpauth'

/** RFC 6238 as every authenticator app reads it: HMAC-SHA-1, six digits, steps of 30 s. */
const PERIOD_S = 30
const SHAPE = { algorithm: 'SHA1', digits: 6, period: PERIOD_S } as const
/** A phone's clock may be one step off either way (RFC 6238 5.2). */
const WINDOW = 1

/** A fresh secret of 160 bits (RFC 4226 4, R6), base32. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32

/** What an authenticator app scans. */
export const otpauthUrl = (secret: string, login: string): string =>
  new TOTP({ ...SHAPE, issuer: '指尖办工作台', label: login, secret: Secret.fromBase32(secret) }).toString()

/** The time step a code belongs to, or null when it is wrong. The caller takes each step once. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const timestamp = now.getTime()
  const delta = new TOTP({ ...SHAPE, secret: Secret.fromBase32(secret) }).validate({
    token: code,
    timestamp,
    window: WINDOW
  })
  return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD_S) + delta
}
