import * as fc from 'fast-check'
import { sm3 as otherSm3 } from 'sm-crypto-v2'
import { type MovableClock, movableClock } from '../clock/clock'
import type { SignedRequest } from '../http/caller'
import { makeMemoryKv } from '../kv/memory-kv'
import { hmacSm3Check, hmacSm3Signing } from './hmac-sm3'

const scheme = { headerPrefix: 'X-Ykb', appId: 'ykb', secret: '渝-secret' }
const path = '/api/v1/departments/ykb/callback?attempt=1'
const body = Buffer.from('{"state":"DONE","note":"已办结"}')

function received(change: Partial<SignedRequest> = {}, at = new Date()): SignedRequest {
  const { headers } = hmacSm3Signing(scheme)({ operation: 'callback', method: 'POST', path, body }, at)
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  return { method: 'POST', path, rawBody: body, headers: lower, ...change }
}

function checker(clock: MovableClock = movableClock()) {
  return hmacSm3Check(scheme, { kv: makeMemoryKv(), clock })
}

describe('a message signed with HMAC-SM3', () => {
  it('carries the HMAC another implementation of SM3 computes from the published rule', () => {
    const { headers } = received()
    const [timestamp, nonce] = [headers['x-ykb-timestamp'], headers['x-ykb-nonce']]
    const text = `POST\n${path}\n${timestamp}\n${nonce}\n${otherSm3(new Uint8Array(body))}`
    const bytes = (of: string) => new TextEncoder().encode(of)
    expect(headers['x-ykb-signature']).toBe(otherSm3(bytes(text), { key: bytes(scheme.secret), mode: 'hmac' }))
    expect(timestamp).toMatch(/^\d{13}$/)
    expect(nonce).toMatch(/^[\w-]{16,64}$/)
  })

  it('is accepted once and refused when it is sent again', async () => {
    const check = checker()
    const message = received()
    expect(await check(message)).toEqual({ ok: true })
    expect(await check(message)).toEqual({ ok: false, reason: 'nonce' })
  })

  it('is refused when any bit of its body was changed', async () => {
    const check = checker()
    const anyBit = fc.tuple(fc.nat(body.length - 1), fc.integer({ min: 1, max: 255 }))
    await fc.assert(
      fc.asyncProperty(anyBit, async ([place, mask]) => {
        const rawBody = Buffer.from(body)
        rawBody.writeUInt8(rawBody.readUInt8(place) ^ mask, place)
        expect(await check(received({ rawBody }))).toEqual({ ok: false, reason: 'signature' })
      }),
      { numRuns: 50 }
    )
  })

  it.each([
    ['another path', { path: '/api/v1/departments/ykb/callback?attempt=2' }],
    ['another method', { method: 'PUT' }],
    ['another nonce', { headers: { ...received().headers, 'x-ykb-nonce': 'n'.repeat(20) } }],
    ['no signature', { headers: { ...received().headers, 'x-ykb-signature': undefined } }],
    ['half a signature', { headers: { ...received().headers, 'x-ykb-signature': 'ab'.repeat(16) } }],
    [
      'a signature in capitals',
      { headers: { ...received().headers, 'x-ykb-signature': received().headers['x-ykb-signature']?.toUpperCase() } }
    ]
  ])('is refused with %s', async (_what, change) => {
    expect(await checker()(received(change))).toEqual({ ok: false, reason: 'signature' })
  })

  it('is refused from an app we do not know', async () => {
    const headers = { ...received().headers, 'x-ykb-app-id': 'other' }
    expect(await checker()(received({ headers }))).toEqual({ ok: false, reason: 'app-id' })
  })

  it.each([
    [-299_000, { ok: true }],
    [299_000, { ok: true }],
    [-301_000, { ok: false, reason: 'clock' }],
    [301_000, { ok: false, reason: 'clock' }],
    [Number.NaN, { ok: false, reason: 'clock' }]
  ])('with a clock %d ms apart gets %j', async (apartMs, outcome) => {
    const now = new Date()
    const clock = { ...movableClock(), now: () => now }
    const message = received({}, Number.isNaN(apartMs) ? now : new Date(now.getTime() + apartMs))
    if (Number.isNaN(apartMs)) message.headers['x-ykb-timestamp'] = 'yesterday'
    expect(await checker(clock)(message)).toEqual(outcome)
  })

  it('whose signature is wrong does not use up the nonce of the right one', async () => {
    const check = checker()
    const right = received()
    await check({ ...right, rawBody: Buffer.from('{}') })
    expect(await check(right)).toEqual({ ok: true })
  })

  it('is not let in while the store that remembers nonces is down', async () => {
    const kv = { ...makeMemoryKv(), setIfAbsent: () => Promise.reject(new Error('store is away')) }
    await expect(hmacSm3Check(scheme, { kv, clock: movableClock() })(received())).rejects.toThrow('store is away')
  })
})
