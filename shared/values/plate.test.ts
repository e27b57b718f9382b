import { checkPlate, maskPlate } from './plate'

describe('a number plate', () => {
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
