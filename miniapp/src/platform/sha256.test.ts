import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { sha256 } from './sha256'

test('agrees with the hash of the server for bytes of any length', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'))
    })
  )
})

test('hashes a piece of a larger buffer, not the whole of it', () => {
  const bytes = new Uint8Array(1000).map((_, at) => at)
  expect(sha256(bytes.subarray(100, 200))).toBe(createHash('sha256').update(bytes.subarray(100, 200)).digest('hex'))
})
