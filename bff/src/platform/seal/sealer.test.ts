import { createCipheriv } from 'node:crypto'
import fc from 'fast-check'
import { sm4Ctr } from '../gm/sm4'
import type { SealAlgorithm } from './ciphers'
import { SealBroken } from './seal-broken'
import { makeSealer } from './sealer'

const masterOf = (id: string) => ({ id, key: Buffer.alloc(32, id) })
const sealerWith = (algorithm: SealAlgorithm, ...ids: string[]) =>
  makeSealer({ masterKeys: ids.map(masterOf), indexKey: Buffer.alloc(32, 'index'), algorithm })
const context = 'services_drafts.answers:7'
const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '渝中区解放碑街道', '𬱖'))
const anyBytes = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes))

function whySealBroken(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    return error instanceof SealBroken ? error.why : `not SealBroken: ${error}`
  }
  return 'it opened'
}

function flipped(bytes: Buffer, place: number): Buffer {
  return Buffer.from(bytes.map((byte, index) => (index === place ? byte ^ 0x20 : byte)))
}

describe.each<SealAlgorithm>(['aes-256-gcm', 'sm4'])('a record sealed with %s', (algorithm) => {
  const sealer = sealerWith(algorithm, '2026')
  const key = sealer.unwrap(sealer.newWrappedKey())

  it('opens to what it was, text and bytes alike', () => {
    fc.assert(
      fc.property(anyText, anyBytes, fc.string(), (text, bytes, place) => {
        expect(sealer.openText(key, sealer.seal(key, text, place), place)).toBe(text)
        expect(sealer.open(key, sealer.seal(key, bytes, place), place)).toEqual(bytes)
        expect(sealer.openBytes(key, sealer.sealBytes(key, bytes, place), place)).toEqual(bytes)
      })
    )
  })

  it('does not show its content, and looks different every time', () => {
    const [first, second] = [sealer.seal(key, '张三', context), sealer.seal(key, '张三', context)]
    expect(first).not.toBe(second)
    expect(Buffer.from(first.split('.')[2] ?? '', 'base64url').includes('张三')).toBe(false)
    expect(first).toMatch(algorithm === 'sm4' ? /^v1\.sm4\.[\w-]+$/ : /^v1\.aes\.[\w-]+$/)
  })

  it('with any character of its text altered does not open', () => {
    const sealed = sealer.seal(key, '50010319900101001X', context)
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=. '
    for (const place of sealed.split('').keys()) {
      const others = place === sealed.length - 1 ? letters : 'ABz_. ='
      for (const other of others.replace(sealed.charAt(place), '')) {
        const altered = sealed.slice(0, place) + other + sealed.slice(place + 1)
        expect(whySealBroken(() => sealer.open(key, altered, context))).toMatch(/^(tampered|malformed)$/)
      }
    }
    for (const more of ['=', ' ', '\n', 'A', '.']) {
      expect(whySealBroken(() => sealer.open(key, sealed + more, context))).toMatch(/^(tampered|malformed)$/)
    }
  })

  it('as a file with any byte altered or any length cut off does not open', () => {
    const sealed = sealer.sealBytes(key, Buffer.from('%PDF-1.7 a scanned contract'), context)
    for (const place of sealed.keys()) {
      expect(whySealBroken(() => sealer.openBytes(key, flipped(sealed, place), context))).toMatch(/tampered|malformed/)
      expect(whySealBroken(() => sealer.openBytes(key, sealed.subarray(0, place), context))).toMatch(
        /tampered|malformed/
      )
    }
    expect(sealer.openBytes(key, sealed, context).toString()).toBe('%PDF-1.7 a scanned contract')
  })

  it('does not open with the key of another citizen, nor in another row or column', () => {
    const sealed = sealer.seal(key, '张三', context)
    const stranger = sealer.unwrap(sealer.newWrappedKey())
    expect(whySealBroken(() => sealer.open(stranger, sealed, context))).toBe('tampered')
    expect(whySealBroken(() => sealer.open(key, sealed, 'services_drafts.answers:8'))).toBe('tampered')
    expect(whySealBroken(() => sealer.open(key, sealed, 'services_drafts.name:7'))).toBe('tampered')
    expect(whySealBroken(() => sealer.open(key, sealed, ''))).toBe('tampered')
  })

  it('opens after the configuration went over to the other algorithm, together with newer records', () => {
    const wrapped = sealer.newWrappedKey()
    const sealed = sealer.seal(sealer.unwrap(wrapped), '张三', context)
    const later = sealerWith(algorithm === 'sm4' ? 'aes-256-gcm' : 'sm4', '2026')
    const sameKey = later.unwrap(wrapped)
    expect(later.openText(sameKey, sealed, context)).toBe('张三')
    expect(later.openText(sameKey, later.seal(sameKey, '李四', context), context)).toBe('李四')
    expect(later.seal(sameKey, '李四', context).slice(0, 6)).not.toBe(sealed.slice(0, 6))
  })

  it('costs a file 30 or 50 bytes and no more', () => {
    const grown = sealer.sealBytes(key, Buffer.alloc(100_000), context).length - 100_000
    expect(grown).toBe(algorithm === 'sm4' ? 50 : 30)
  })

  it('stays readable when the master key is changed', () => {
    const wrapped = sealer.newWrappedKey()
    const sealed = sealer.seal(sealer.unwrap(wrapped), '张三', context)
    const during = sealerWith(algorithm, '2027', '2026')
    const rewrapped = during.rewrap(wrapped)
    expect(during.openText(during.unwrap(wrapped), sealed, context)).toBe('张三')
    const after = sealerWith(algorithm, '2027')
    expect(after.openText(after.unwrap(rewrapped), sealed, context)).toBe('张三')
    expect(whySealBroken(() => after.unwrap(wrapped))).toBe('unknown-master-key')
    expect(during.rewrap(rewrapped)).toBe(rewrapped)
  })
})

describe('a wrapped data key', () => {
  const sealer = sealerWith('aes-256-gcm', '2026', '2025')

  it('altered anywhere, or attributed to another master key, does not unwrap', () => {
    const wrapped = sealer.newWrappedKey()
    for (const place of wrapped.split('').keys()) {
      const altered = wrapped.slice(0, place) + (wrapped.charAt(place) === 'A' ? 'B' : 'A') + wrapped.slice(place + 1)
      expect(whySealBroken(() => sealer.unwrap(altered))).toMatch(/tampered|malformed|unknown-master-key/)
    }
    expect(whySealBroken(() => sealer.unwrap(wrapped.replace('.2026.', '.2025.')))).toBe('tampered')
    expect(whySealBroken(() => sealer.unwrap(wrapped.replace('.aes.', '.sm4.')))).toBe('tampered')
  })

  it('under a master key of the same name but another content does not unwrap', () => {
    const other = makeSealer({
      masterKeys: [{ id: '2026', key: Buffer.alloc(32, 'other') }],
      indexKey: Buffer.alloc(32, 'index'),
      algorithm: 'aes-256-gcm'
    })
    expect(whySealBroken(() => other.unwrap(sealer.newWrappedKey()))).toBe('tampered')
  })

  it('is a fresh one for each citizen', () => {
    const keys = Array.from({ length: 20 }, () => sealer.unwrap(sealer.newWrappedKey()).export().toString('hex'))
    expect(new Set(keys).size).toBe(20)
  })

  it('is rewrapped when only the algorithm has changed', () => {
    const wrapped = sealer.newWrappedKey()
    const later = sealerWith('sm4', '2026', '2025')
    const rewrapped = later.rewrap(wrapped)
    expect(rewrapped).toMatch(/^k1\.2026\.sm4\./)
    expect(later.unwrap(rewrapped).equals(later.unwrap(wrapped))).toBe(true)
  })

  it('shows nothing of itself to a log', () => {
    const key = sealer.unwrap(sealer.newWrappedKey())
    const secret = key.export()
    const shown = `${JSON.stringify({ key })}${String(key)}`
    expect(shown).not.toContain(secret.toString('hex'))
    expect(shown).not.toContain(secret.toString('base64'))
    expect(shown).not.toContain([...secret].join(','))
  })
})

describe('a text that was never sealed', () => {
  const sealer = sealerWith('sm4', '2026')
  const key = sealer.unwrap(sealer.newWrappedKey())

  it('is broken, whatever it is', () => {
    fc.assert(
      fc.property(anyText, anyBytes, (text, bytes) => {
        expect(whySealBroken(() => sealer.open(key, text, context))).toBe('malformed')
        expect(whySealBroken(() => sealer.open(key, `v1.sm4.${text}`, context))).toMatch(/malformed|tampered/)
        expect(whySealBroken(() => sealer.unwrap(text))).toBe('malformed')
        expect(whySealBroken(() => sealer.openBytes(key, bytes, context))).toMatch(/malformed|tampered/)
      })
    )
  })
})

describe('what an earlier version of the program wrote', () => {
  const sealer = sealerWith('aes-256-gcm', '2026')

  it.each([
    [
      'AES',
      'k1.2026.aes.9toSUhIIqTpIrEyIXhcQb-pn9toZgLa6E9VCOqXuPPuQ2_zbs4QCN0DfISZKSvKT8YRFYVAXm1TS78hc',
      'v1.aes.9sjSrJ2e16mFWkYg2x-tfQP8OBjt9iy4vJjd8ppbKQ'
    ],
    [
      'SM4',
      'k1.2026.sm4.9_zuSLM_tjT2YJyGmcUMzM6Tk3nNAi-5Db6DX1eZbw-fEHjYDavFk2C6Oj5akqU-c9iMIafceFRGPI2pH-npZAB-aF37yB_MuDEuYPrTIl0',
      'v1.sm4.UuDGr_V3T9Jkee4O9pdnDFHCPTW9vcSyyW2I9UAgUvEimIOaX35-g8cg1zMNxFfVOrW5'
    ]
  ])('with %s still opens', (_name, wrapped, sealed) => {
    expect(sealer.openText(sealer.unwrap(wrapped), sealed, 'citizens.name:1')).toBe('渝')
  })

  it('as a blind index is still found', () => {
    expect(sealer.blindIndex('phone', '13800000000')).toBe('GGkIv3YvaNuyNmhYe4lqZGi39jbi4I1VPnZK2Nk0_FY')
  })
})

describe('without the tag (negative control)', () => {
  const amount = Buffer.from('refund 100')

  it('an altered SM4-CTR ciphertext opens to another amount without a complaint', () => {
    const [key, iv] = [Buffer.alloc(16, 1), Buffer.alloc(16, 2)]
    const altered = sm4Ctr(key, iv, amount)
    altered[7] = (altered[7] ?? 0) ^ 0x08
    expect(sm4Ctr(key, iv, altered).toString()).toBe('refund 900')
  })

  it('an altered AES-CTR ciphertext does too', () => {
    const crypt = (data: Buffer) => createCipheriv('aes-256-ctr', Buffer.alloc(32, 1), Buffer.alloc(16, 2)).update(data)
    const altered = crypt(amount)
    altered[7] = (altered[7] ?? 0) ^ 0x08
    expect(crypt(altered).toString()).toBe('refund 900')
  })
})

describe('a blind index', () => {
  const sealer = sealerWith('sm4', '2026')

  it('finds the same value again, also under another algorithm and another master key', () => {
    const index = sealer.blindIndex('identity.citizen_id', '11010519491231002X')
    expect(index).toMatch(/^[\w-]{43}$/)
    expect(sealerWith('aes-256-gcm', '2027').blindIndex('identity.citizen_id', '11010519491231002X')).toBe(index)
  })

  it('differs for another value, another purpose and another index key', () => {
    const phone = '13800000000'
    const other = makeSealer({
      masterKeys: [masterOf('2026')],
      indexKey: Buffer.alloc(32, 'another'),
      algorithm: 'sm4'
    })
    const indexes = [
      sealer.blindIndex('phone', phone),
      sealer.blindIndex('contact', phone),
      sealer.blindIndex('phone', '13800000001'),
      sealer.blindIndex('phon', `e${phone}`),
      other.blindIndex('phone', phone)
    ]
    expect(new Set(indexes).size).toBe(5)
  })
})

describe('wrong keys in the configuration', () => {
  it('are all named at once, and their bytes are not', () => {
    const options = {
      masterKeys: [
        { id: 'a.b', key: Buffer.alloc(32) },
        { id: 'short', key: Buffer.from('secret') },
        { id: 'short', key: Buffer.alloc(32) }
      ],
      indexKey: Buffer.alloc(16),
      algorithm: 'sm4' as const
    }
    const words = /"a\.b".*same id.*"short": must be 32 bytes.*index key: must be 32 bytes/
    expect(() => makeSealer(options)).toThrow(words)
    expect(() => makeSealer(options)).not.toThrow(/secret/)
    expect(() => makeSealer({ ...options, masterKeys: [] })).toThrow('no master key')
  })
})
