import fc from 'fast-check'
import { sm2 } from 'sm-crypto-v2'
import { DecryptFailed } from './decrypt-failed'
import { defaultSm2UserId, sm2Decrypt, sm2Encrypt, sm2KeyPair, sm2Sign, sm2Verify } from './sm2'
import { sm3 } from './sm3'

// GB/T 32918.5-2017 appendix A.
const privateKey = '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8'
const publicPoint =
  '09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020' +
  'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13'
const publicKey = `04${publicPoint}`
const message = Buffer.from('message digest')
const za = 'b2e14c5c79c6df5b85f4fe7ed8db7a262b9da7e07ccb0ea9f4747b8ccda8a4f3'
const e = 'f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640'
const k = '59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21'
const r = 'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3'
const s = 'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa'
const order = BigInt('0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123')
const wide = (number: bigint) => number.toString(16).padStart(64, '0')

describe('an SM2 signature', () => {
  it('of the standard is right, however its public key is written', () => {
    const compressed = `03${publicPoint.slice(0, 64)}`
    for (const key of [publicKey, publicPoint, compressed, publicKey.toUpperCase()]) {
      expect(sm2Verify(key, message, r + s)).toBe(true)
      expect(sm2Verify(key, message, (r + s).toUpperCase())).toBe(true)
    }
  })

  it('hashes user id and key as the standard prints: ZA and e', () => {
    expect(Buffer.from(sm2.getZ(publicKey, defaultSm2UserId)).toString('hex')).toBe(za)
    expect(sm3(Buffer.concat([Buffer.from(za, 'hex'), message])).toString('hex')).toBe(e)
    expect(sm2.getHash(message, publicKey, defaultSm2UserId)).toBe(e)
  })

  it("comes out as printed with the standard's k, by the options we sign with", () => {
    const x1 = BigInt(`0x${sm2.getPublicKeyFromPrivateKey(k).slice(2, 66)}`)
    const options = { hash: true, der: false, userId: defaultSm2UserId, pointPool: [{ k: BigInt(`0x${k}`), x1 }] }
    expect(sm2.doSignature(message, privateKey, options)).toBe(r + s)
  })

  it('is wrong for another message, another user id, another key, or with r and s swapped', () => {
    expect(sm2Verify(publicKey, Buffer.from('message digesT'), r + s)).toBe(false)
    expect(sm2Verify(publicKey, message, r + s, 'ALICE123@YAHOO.COM')).toBe(false)
    expect(sm2Verify(publicKey, message, r + s, '')).toBe(false)
    expect(sm2Verify(sm2KeyPair().publicKey, message, r + s)).toBe(false)
    expect(sm2Verify(publicKey, message, s + r)).toBe(false)
  })

  it('with r or s outside 1 to n-1, or written with digits too many or too few, is refused', () => {
    const others = [
      wide(0n) + s,
      r + wide(0n),
      wide(order) + s,
      r + wide(order),
      `${r}${s}00`,
      `${r}00${s}`,
      (r + s).slice(0, -2),
      r + (BigInt(`0x${s}`) + order).toString(16)
    ]
    for (const other of others) expect(sm2Verify(publicKey, message, other)).toBe(false)
  })

  it('that is garbage is false and never an exception', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.constantFrom<'raw' | 'der'>('raw', 'der'), (key, signature, form) => {
        expect(sm2Verify(publicKey, message, signature, defaultSm2UserId, form)).toBe(false)
        expect(sm2Verify(key, message, r + s)).toBe(false)
      })
    )
    expect(sm2Verify(`04${'0'.repeat(128)}`, message, r + s)).toBe(false)
    expect(sm2Verify(publicKey.replace(/13$/, '14'), message, r + s)).toBe(false)
  })

  it('made here is right here, raw and DER, and each altered digit breaks it', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), fc.nat(127), (bytes, userId, place) => {
        const data = Buffer.from(bytes)
        const raw = sm2Sign(privateKey, data, userId)
        const der = sm2Sign(privateKey, data, userId, 'der')
        expect(raw).toMatch(/^[0-9a-f]{128}$/)
        expect(sm2Verify(publicKey, data, raw, userId)).toBe(true)
        expect(sm2Verify(publicKey, data, der, userId, 'der')).toBe(true)
        const altered = raw.slice(0, place) + (raw.charAt(place) === '0' ? '1' : '0') + raw.slice(place + 1)
        expect(sm2Verify(publicKey, data, altered, userId)).toBe(false)
      }),
      { numRuns: 15 }
    )
  })
})

describe('an SM2 ciphertext', () => {
  const c1 =
    '04ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73' +
    'e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0'
  const c3 = '59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766'
  const c2 = '21886ca989ca9c7d58087307ca93092d651efa'

  it('of the standard opens with and without its leading 04, although C1 itself begins with 04', () => {
    expect(sm2Decrypt(privateKey, `04${c1}${c3}${c2}`).toString()).toBe('encryption standard')
    expect(sm2Decrypt(privateKey, `${c1}${c3}${c2}`).toString()).toBe('encryption standard')
  })

  it('altered, cut off, in the old order C1C2C3 or for another key does not open', () => {
    const others = [`${c1}${c2}${c3}`, `${c1}${c3}`, `${c1}${c3}${c2.replace('21', '22')}`, `${c1}${c3}zz`, '', '04']
    for (const other of others) expect(() => sm2Decrypt(privateKey, other)).toThrow(DecryptFailed)
    expect(() => sm2Decrypt(sm2KeyPair().privateKey, `${c1}${c3}${c2}`)).toThrow(DecryptFailed)
  })

  it('made here opens here', () => {
    const anyBytes = fc.uint8Array({ minLength: 1 }).map((bytes) => Buffer.from(bytes))
    fc.assert(
      fc.property(anyBytes, (plain) => {
        const ciphertext = sm2Encrypt(publicKey, plain)
        expect(ciphertext).toMatch(/^04[0-9a-f]+$/)
        expect(ciphertext).toHaveLength(2 * (1 + 64 + 32 + plain.length))
        expect(sm2Decrypt(privateKey, ciphertext)).toEqual(plain)
      }),
      { numRuns: 15 }
    )
  })

  it('of nothing is not made', () => {
    expect(() => sm2Encrypt(publicKey, Buffer.alloc(0))).toThrow(RangeError)
  })
})
