import fc from 'fast-check'
import { signatureFromDer, signatureToDer } from './sm2-signature-der'

const digits = fc.stringMatching(/^[0-9a-f]{64}$/)
const anyNumber = fc.oneof(
  digits,
  fc.bigInt({ min: 0n, max: 70_000n }).map((n) => n.toString(16).padStart(64, '0'))
)

describe('a signature in DER', () => {
  it('is written as openssl writes it: shortest numbers, a zero byte before a high bit', () => {
    const r = '80'.padStart(64, '0')
    const s = '7f'.padStart(64, '0')
    expect(signatureToDer(r + s)).toBe('30070202008002017f')
    expect(signatureToDer('0'.repeat(128))).toBe('3006020100020100')
    expect(signatureToDer('ff'.repeat(64))).toBe(`3046022100${'ff'.repeat(32)}022100${'ff'.repeat(32)}`)
  })

  it('survives being written and read', () => {
    fc.assert(
      fc.property(anyNumber, anyNumber, (r, s) => {
        expect(signatureFromDer(signatureToDer(r + s))).toBe(r + s)
      })
    )
  })

  it.each([
    ['with a byte behind it', '30070202008002017f00'],
    ['with a needless zero byte', '3007020200010201' + '7f'],
    ['with a negative number', '300602018002017f'],
    ['with a wrong length', '30060202008002017f'],
    ['with a length of r that reaches beyond the end', '300702ff008002017f'],
    ['with numbers beyond 256 bits', `3047022201${'ff'.repeat(33)}020101`],
    ['cut off', '3007020200800201'],
    ['that is no DER', 'garbage']
  ])('%s is refused', (_fault, der) => {
    expect(signatureFromDer(der)).toBeUndefined()
  })
})
