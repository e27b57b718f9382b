import fc from 'fast-check'
import {
  checkCreditCode,
  creditCodeCheckCharacter,
  hasCreditCodeShape,
  isOrganizationCode,
  organizationCodeOf
} from './credit-code'

const character = fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY')
const anyCreditCode = fc
  .tuple(fc.string({ unit: character, minLength: 9, maxLength: 9 }), fc.stringMatching(/^[0-9]{6}$/))
  .map(([text, place]) => `91${place}${text}`)
  .map((first17) => first17 + creditCodeCheckCharacter(first17))

describe('a unified social credit code', () => {
  it.each([
    '91350100M000100Y43',
    '91110000802100433B',
    '914403001922038216',
    '9144030071526726XG',
    '12100000400010275N'
  ])('%s is accepted', (code) => {
    expect(checkCreditCode(code)).toEqual({ ok: true, value: code })
  })

  it('is accepted in small letters and with blanks', () => {
    expect(checkCreditCode(' 91350100 m000100y43')).toEqual({ ok: true, value: '91350100M000100Y43' })
  })

  it.each([
    ['', '请填写'],
    ['91350100M000100Y4', '您填了17位'],
    ['91350100M000100Y4Z', '不会出现“Z”'],
    ['9135O100M000100Y43', '不会出现“O”'],
    ['9135A100M000100Y43', '第3至8位应为数字'],
    ['91350100M000100Y44', '对照营业执照']
  ])('%s is refused with words that say what is wrong', (code, words) => {
    expect(checkCreditCode(code)).toEqual({ ok: false, reason: expect.stringContaining(words) })
  })

  it('with a wrong check character can still be searched for', () => {
    expect(hasCreditCodeShape('91350100M000100Y44')).toBe(true)
    expect(hasCreditCodeShape('91350100M000100Y4Z')).toBe(false)
  })

  it('with one character mistyped or two neighbours swapped is refused', () => {
    fc.assert(
      fc.property(anyCreditCode, fc.nat(16), character, (code, place, other) => {
        const [first, second] = [code.charAt(place), code.charAt(place + 1)]
        fc.pre(first !== other && first !== second)
        expect(checkCreditCode(code).ok).toBe(true)
        expect(checkCreditCode(code.slice(0, place) + other + code.slice(place + 1)).ok).toBe(false)
        expect(checkCreditCode(code.slice(0, place) + second + first + code.slice(place + 2)).ok).toBe(false)
      }),
      { numRuns: 300 }
    )
  })

  it('contains the organization code', () => {
    expect(organizationCodeOf('9144030071526726XG')).toBe('71526726X')
    expect(['D2143569X', '71526726X', '400010275'].map(isOrganizationCode)).toEqual([true, true, true])
    expect(['D21435691', '715267260', '71526726', 'd2143569X'].map(isOrganizationCode)).toEqual(Array(4).fill(false))
  })
})
