import { Secret, TOTP } from 'otpauth'
import { newTotpSecret, otpauthUrl, stepOfCode } from './totp'

/** RFC 6238 appendix B, SHA-1, whose codes have eight digits: the last six are what an app shows. */
const VECTORS = [
  [59, '94287082'],
  [1111111109, '07081804'],
  [1111111111, '14050471'],
  [1234567890, '89005924'],
  [2000000000, '69279037'],
  [20000000000, '65353130']
] as const
const RFC_SECRET = Secret.fromUTF8('12345678901234567890').base32
const at = (seconds: number) => new Date(seconds * 1000)

it('reads the codes of the standard', () => {
  for (const [seconds, code] of VECTORS)
    expect(stepOfCode(RFC_SECRET, code.slice(2), at(seconds))).toBe(Math.floor(seconds / 30))
})

it('forgives a phone whose clock is one step off, and names the step the code belongs to', () => {
  const code = '287082'
  expect([29, 30, 59, 60, 89].map((seconds) => stepOfCode(RFC_SECRET, code, at(seconds)))).toEqual([1, 1, 1, 1, 1])
  expect([90, 150, 3000].map((seconds) => stepOfCode(RFC_SECRET, code, at(seconds)))).toEqual([null, null, null])
})

it('what an app scans makes the codes that are accepted', () => {
  const secret = newTotpSecret()
  const url = new URL(otpauthUrl(secret, 'chen.jing'))
  expect(url.searchParams.get('secret')).toBe(secret)
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  const code = new TOTP({ secret: Secret.fromBase32(url.searchParams.get('secret') ?? '') }).generate({
    timestamp: 1_800_000_000_000
  })
  expect(stepOfCode(secret, code, at(1_800_000_000))).toBe(60_000_000)
})
