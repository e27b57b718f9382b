import fc from 'fast-check'
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

  it('of eleven digits is one exactly when it begins with 13 to 19, however it is grouped', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{11}$/), fc.constantFrom('', ' ', '-'), (digits, gap) => {
        const typed = [digits.slice(0, 3), digits.slice(3, 7), digits.slice(7)].join(gap)
        expect(checkPhone(typed).ok).toBe(/^1[3-9]\d{9}$/.test(digits))
      }),
      { numRuns: 500 }
    )
  })

  it('however it was typed is kept in one form, and masked shows seven of its digits', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^1[3-9][0-9]{9}$/),
        fc.constantFrom('', '+86', '86', '0086 '),
        (digits, prefix) => {
          expect(checkPhone(prefix + digits)).toEqual({ ok: true, value: digits })
          expect(maskPhone(digits)).toBe(`${digits.slice(0, 3)}****${digits.slice(7)}`)
        }
      )
    )
  })

  it('hides its middle when masked, and everything when it is no mobile number', () => {
    expect(maskPhone('13812340000')).toBe('138****0000')
    expect(maskPhone('63718888')).toBe('********')
  })
})
