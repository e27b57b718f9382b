import fc from 'fast-check'
import { formatMoney, parseMoney } from './money'

describe('an amount of money', () => {
  it.each([
    ['12.30', 1230],
    ['12.3', 1230],
    ['0.01', 1],
    ['0', 0],
    ['￥1234.56', 123_456],
    [' １２元 ', 1200]
  ])('typed as "%s" is %i 分', (typed, fen) => {
    expect(parseMoney(typed)).toEqual({ ok: true, value: fen })
  })

  it.each([
    ['', '请填写'],
    ['-1', '负数'],
    ['1.234', '最多精确到分'],
    ['1,234.00', '只能填数字'],
    ['1e3', '只能填数字'],
    ['.5', '只能填数字'],
    ['1234567890123', '太大']
  ])('typed as "%s" is refused with words that say what is wrong', (typed, words) => {
    expect(parseMoney(typed)).toEqual({ ok: false, reason: expect.stringContaining(words) })
  })

  it('survives being written and read, to the 分', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999_999 }), (fen) => {
        expect(parseMoney(formatMoney(fen))).toEqual({ ok: true, value: fen })
      })
    )
  })

  it('is written with two decimals, and a refund with its sign', () => {
    expect([0, 5, 1230, -50, -123_456].map(formatMoney)).toEqual(['0.00', '0.05', '12.30', '-0.50', '-1234.56'])
  })

  it('in fractions of a 分 is a mistake in the program', () => {
    expect(() => formatMoney(0.1 * 3)).toThrow(RangeError)
  })
})
