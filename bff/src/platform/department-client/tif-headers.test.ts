import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { tifSigning } from './tif-headers'

const request = {
  operation: 'enterprise',
  method: 'GET',
  path: '/scjg/enterprise?creditCode=1',
  body: Buffer.from('{}')
} as const

describe('a request with TIF headers', () => {
  it('carries the digest of time, token, nonce and time again, the time in seconds', () => {
    const anyScheme = fc.record({ paasId: fc.string({ minLength: 1 }), token: fc.string({ minLength: 1 }) })
    const anyTime = fc.integer({ min: 1_000_000_000_000, max: 9_999_999_999_999 })
    fc.assert(
      fc.property(anyScheme, anyTime, (scheme, ms) => {
        const { headers } = tifSigning(scheme)(request, new Date(ms))
        const [timestamp, nonce] = [headers['x-tif-timestamp'], headers['x-tif-nonce']]
        expect(timestamp).toBe(String(ms).slice(0, 10))
        expect(headers['x-tif-paasid']).toBe(scheme.paasId)
        const text = `${timestamp}${scheme.token}${nonce}${timestamp}`
        expect(headers['x-tif-signature']).toBe(createHash('sha256').update(text, 'utf8').digest('hex'))
      })
    )
  })

  it('never uses a nonce twice and leaves the body as it is', () => {
    const sign = tifSigning({ paasId: 'p', token: 'secret' })
    const signed = Array.from({ length: 50 }, () => sign(request, new Date()))
    expect(new Set(signed.map(({ headers }) => headers['x-tif-nonce'])).size).toBe(50)
    for (const { headers, body } of signed) {
      expect(headers['x-tif-nonce']).toMatch(/^[\w-]{16,64}$/)
      expect(body.equals(request.body)).toBe(true)
    }
  })

  it('never shows the token itself', () => {
    const { headers } = tifSigning({ paasId: 'p', token: 'the-shared-token' })(request, new Date())
    expect(JSON.stringify(headers)).not.toContain('the-shared-token')
  })
})
