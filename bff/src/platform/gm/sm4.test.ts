import fc from 'fast-check'
import { DecryptFailed } from './decrypt-failed'
import { sm4CbcDecrypt, sm4CbcEncrypt, sm4Ctr, sm4GcmDecrypt, sm4GcmEncrypt } from './sm4'

const hex = (text: string) => Buffer.from(text, 'hex')
const standard = hex('0123456789abcdeffedcba9876543210')
const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((part) => Buffer.from(part))
const anyBytes = fc.uint8Array({ maxLength: 100 }).map((part) => Buffer.from(part))

describe('SM4', () => {
  it('encrypts the block of GB/T 32907 once as printed', () => {
    // With an iv of zeros the first block of CBC is the bare cipher.
    expect(sm4CbcEncrypt(standard, Buffer.alloc(16), standard).subarray(0, 16).toString('hex')).toBe(
      '681edf34d206965e86b3e94f536e4246'
    )
  })

  it('encrypts the block of GB/T 32907 a million times as printed', () => {
    // In CBC over zeros every block is the cipher of the one before: a million rounds in one native call.
    const plain = Buffer.alloc(16_000_000)
    standard.copy(plain)
    const last = sm4CbcEncrypt(standard, Buffer.alloc(16), plain).subarray(15_999_984, 16_000_000)
    expect(last.toString('hex')).toBe('595298c7c6fd271f0402f804c33d3f66')
  })

  it('in CBC gives the OpenSSL vector and opens again', () => {
    const ciphertext = sm4CbcEncrypt(standard, standard, standard)
    expect(ciphertext.subarray(0, 16).toString('hex')).toBe('2677f46b09c122cc975533105bd4a22a')
    expect(sm4CbcDecrypt(standard, standard, ciphertext)).toEqual(standard)
  })

  it('in CBC cut off does not open', () => {
    const ciphertext = sm4CbcEncrypt(standard, standard, standard)
    expect(() => sm4CbcDecrypt(standard, standard, ciphertext.subarray(0, 31))).toThrow(DecryptFailed)
    expect(() => sm4CbcDecrypt(standard, standard, ciphertext.subarray(0, 16))).toThrow(DecryptFailed)
  })
})

describe('SM4-GCM', () => {
  const iv = hex('00001234567800000000abcd')
  const associatedData = hex('feedfacedeadbeeffeedfacedeadbeefabaddad2')
  const plain = hex(['aa', 'bb', 'cc', 'dd', 'ee', 'ff', 'ee', 'aa'].map((byte) => byte.repeat(8)).join(''))

  it('gives ciphertext and tag of RFC 8998 A.1, and opens them', () => {
    const { ciphertext, tag } = sm4GcmEncrypt(standard, iv, plain, associatedData)
    expect(ciphertext.toString('hex')).toBe(
      '17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735' +
        'd82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d'
    )
    expect(tag.toString('hex')).toBe('83de3541e4c2b58177e065a9bf7b62ec')
    expect(sm4GcmDecrypt(standard, iv, ciphertext, tag, associatedData)).toEqual(plain)
  })

  it('of any length agrees with native SM4-CTR and a GHASH written from the definition', () => {
    fc.assert(
      fc.property(bytes(16), bytes(12), anyBytes, anyBytes, (key, nonce, data, aad) => {
        const sealed = sm4GcmEncrypt(key, nonce, data, aad)
        const counter = (last: number) => Buffer.concat([nonce, Buffer.of(0, 0, 0, last)])
        expect(sealed.ciphertext).toEqual(sm4Ctr(key, counter(2), data))
        const mask = sm4Ctr(key, counter(1), Buffer.alloc(16))
        const hash = ghash(sm4Ctr(key, Buffer.alloc(16), Buffer.alloc(16)), aad, sealed.ciphertext)
        expect(sealed.tag).toEqual(Buffer.from(hash.map((byte, index) => byte ^ (mask[index] ?? 0))))
        expect(sm4GcmDecrypt(key, nonce, sealed.ciphertext, sealed.tag, aad)).toEqual(data)
      }),
      { numRuns: 50 }
    )
  })

  it('does not open when ciphertext, tag, iv or associated data were altered', () => {
    const { ciphertext, tag } = sm4GcmEncrypt(standard, iv, plain, associatedData)
    const altered = (buffer: Buffer) => Buffer.from(buffer.map((byte, index) => (index === 3 ? byte ^ 1 : byte)))
    const attempts = [
      () => sm4GcmDecrypt(standard, iv, altered(ciphertext), tag, associatedData),
      () => sm4GcmDecrypt(standard, iv, ciphertext, altered(tag), associatedData),
      () => sm4GcmDecrypt(standard, altered(iv), ciphertext, tag, associatedData),
      () => sm4GcmDecrypt(standard, iv, ciphertext, tag, altered(associatedData)),
      () => sm4GcmDecrypt(standard, iv, ciphertext, tag.subarray(0, 12), associatedData),
      () => sm4GcmDecrypt(standard, iv, ciphertext, Buffer.concat([tag, Buffer.of(0)]), associatedData),
      () => sm4GcmDecrypt(standard, iv, ciphertext, Buffer.alloc(0), associatedData)
    ]
    for (const attempt of attempts) expect(attempt).toThrow(DecryptFailed)
  })

  it('refuses keys and ivs of another length', () => {
    expect(() => sm4GcmEncrypt(standard.subarray(1), iv, plain)).toThrow(RangeError)
    expect(() => sm4GcmEncrypt(standard, standard, plain)).toThrow(RangeError)
  })
})

/** NIST SP 800-38D 6.4 with numbers instead of tables: slow, and nothing like the library's code. */
function ghash(hashKey: Buffer, aad: Buffer, ciphertext: Buffer): Buffer {
  const padded = (part: Buffer) => Buffer.concat([part, Buffer.alloc((16 - (part.length % 16)) % 16)])
  const lengths = Buffer.alloc(16)
  lengths.writeUInt32BE(aad.length * 8, 4)
  lengths.writeUInt32BE(ciphertext.length * 8, 12)
  const input = Buffer.concat([padded(aad), padded(ciphertext), lengths])
  const factor = BigInt(`0x${hashKey.toString('hex')}`)
  let sum = 0n
  for (let start = 0; start < input.length; start += 16) {
    sum = multiply(sum ^ BigInt(`0x${input.toString('hex', start, start + 16)}`), factor)
  }
  return hex(sum.toString(16).padStart(32, '0'))
}

function multiply(left: bigint, right: bigint): bigint {
  let product = 0n
  let shifted = right
  for (let bit = 127n; bit >= 0n; bit -= 1n) {
    if ((left >> bit) & 1n) product ^= shifted
    shifted = shifted & 1n ? (shifted >> 1n) ^ (0xe1n << 120n) : shifted >> 1n
  }
  return product
}
