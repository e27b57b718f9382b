import fc from 'fast-check'
import { checkPlate, maskPlate } from './plate'

/** GA 36-2018: letters without I and O. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const place = fc.tuple(fc.constantFrom(...'京津渝川粤新'), fc.constantFrom(...LETTERS)).map((both) => both.join(''))
const digits = (count: number) => fc.stringMatching(new RegExp(`^[0-9]{${count}}$`))
const ordinary = fc
  .tuple(place, digits(5), fc.uniqueArray(fc.nat(4), { maxLength: 2 }), fc.constantFrom(...LETTERS))
  .map(
    ([begin, five, places, letter]) => begin + [...five].map((one, at) => (places.includes(at) ? letter : one)).join('')
  )
const newEnergy = fc.oneof(
  fc
    .tuple(place, fc.constantFrom('D', 'F'), fc.constantFrom(...LETTERS, ...'0123456789'), digits(4))
    .map((parts) => parts.join('')),
  fc.tuple(place, digits(5), fc.constantFrom('D', 'F')).map((parts) => parts.join(''))
)

describe('a number plate', () => {
  it('made by the rules of GA 36-2018 is accepted, in small letters and with a dot as well', () => {
    fc.assert(
      fc.property(fc.constantFrom('ordinary', 'new-energy'), ordinary, newEnergy, (kind, five, six) => {
        const value = kind === 'ordinary' ? five : six
        const typed = `${value.slice(0, 2)}·${value.slice(2).toLowerCase()}`
        expect(checkPlate(value)).toEqual({ ok: true, value, kind })
        expect(checkPlate(typed)).toEqual({ ok: true, value, kind })
        expect(maskPlate(value)).toBe(`${value.slice(0, 2)}${'*'.repeat(value.length - 4)}${value.slice(-2)}`)
      }),
      { numRuns: 500 }
    )
  })

  it('with an I or O after the first two, or one character more or less, is refused', () => {
    fc.assert(
      fc.property(ordinary, fc.integer({ min: 2, max: 6 }), fc.constantFrom('I', 'O'), (value, at, letter) => {
        expect(checkPlate(value.slice(0, at) + letter + value.slice(at + 1)).ok).toBe(false)
        expect(checkPlate(value.slice(0, -1)).ok).toBe(false)
        expect(checkPlate(`${value}00`).ok).toBe(false)
      })
    )
  })

  it.each([
    ['渝A12345', '渝A12345', 'ordinary'],
    ['渝a·1b2c3', '渝A1B2C3', 'ordinary'],
    ['京 O 12345', '京O12345', 'ordinary'],
    ['渝AD12345', '渝AD12345', 'new-energy'],
    ['渝AF1234５', '渝AF12345', 'new-energy'],
    ['渝AAA1234', '渝AAA1234', 'new-energy'],
    ['渝A12345D', '渝A12345D', 'new-energy'],
    ['渝A12345K', '渝A12345K', 'new-energy'],
    ['渝A1234学', '渝A1234学', 'special'],
    ['粤Z1234港', '粤Z1234港', 'special']
  ])('%s is accepted as %s, %s', (typed, value, kind) => {
    expect(checkPlate(typed)).toEqual({ ok: true, value, kind })
  })

  it.each([
    ['', '请填写'],
    ['A12345', '简称开头'],
    ['鱼A12345', '简称开头'],
    ['渝112345', '第二位应为字母'],
    ['渝A1234', '您填了6位'],
    ['渝A1I345', '没有字母 I 和 O'],
    ['渝AO1234', '没有字母 I 和 O'],
    ['渝AABC12', '最多有两个字母'],
    ['渝AL12345', '新能源车牌号码的格式不对'],
    ['渝A1234DD', '新能源车牌号码的格式不对']
  ])('%s is refused with words that say what is wrong', (typed, words) => {
    expect(checkPlate(typed)).toEqual({ ok: false, reason: expect.stringContaining(words) })
  })

  it('keeps its length and last two characters when masked', () => {
    expect(maskPlate('渝A12345')).toBe('渝A***45')
    expect(maskPlate('渝AD12345')).toBe('渝A****45')
    expect(maskPlate('渝A1')).toBe('***')
  })
})
