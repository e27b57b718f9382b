import { checkPhone, maskPhone } from './phone'

describe('a mobile number', () => {
  it.each(['13800000000', '+86 138-0000-0000', '8613800000000', '008613800000000', '\u202d138 0000 0000\u202c'])(
    'typed as "%s" is the same number',
    (typed) => {
      expect(checkPhone(typed)).toEqual({ ok: true, value: '13800000000' })
    }
  )

  it.each([
    ['', '请填写'],
    ['1380000000', '您填了10位'],
    ['12800000000', '13至19开头'],
    ['02363718888', '13至19开头'],
    ['1380000000a', '只能填数字'],
    ['+852 91234567', '只能填数字']
  ])('"%s" is refused with words that say what is wrong', (typed, words) => {
    expect(checkPhone(typed)).toEqual({ ok: false, reason: expect.stringContaining(words) })
  })

  it('hides its middle when masked, and everything when it is no mobile number', () => {
    expect(maskPhone('13812340000')).toBe('138****0000')
    expect(maskPhone('63718888')).toBe('********')
  })
})
