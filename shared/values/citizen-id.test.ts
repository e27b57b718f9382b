import fc from 'fast-check'
import { birthDateOf, checkCitizenId, citizenIdCheckDigit, maskCitizenId, sexOf } from './citizen-id'
import { addDays } from './civil-date'

const anyCitizenId = fc
  .tuple(
    fc.constantFrom('110105', '440524', '500103', '310101', '810000'),
    fc.integer({ min: 0, max: 60_000 }).map((days) => addDays('1900-01-01', days).replace(/-/g, '')),
    fc.integer({ min: 1, max: 999 }).map((serial) => String(serial).padStart(3, '0'))
  )
  .map(([place, birth, serial]) => place + birth + serial)
  .map((first17) => first17 + citizenIdCheckDigit(first17))

describe('an ID number', () => {
  it.each(['11010519491231002X', '440524188001010014'])('%s of the standard is accepted', (id) => {
    expect(checkCitizenId(id)).toEqual({ ok: true, value: id })
  })

  it('is accepted as people type it: blanks, a small x, full-width digits', () => {
    const typed = [' 110105 19491231 002x ', '\u202d11010519491231002X\u202c', '１１０１０５１９４９１２３１００２ｘ']
    for (const text of typed) expect(checkCitizenId(text)).toEqual({ ok: true, value: '11010519491231002X' })
  })

  it.each([
    ['', '请填写'],
    ['110105491231002', '15位的旧号码'],
    ['11010519491231002', '您填了17位'],
    ['1101051949123100ZX', '前17位应为数字'],
    ['X10105194912310021', '前17位应为数字'],
    ['11010519490229002X', '出生日期“19490229”不存在'],
    ['11010500000101002X', '出生日期“00000101”不存在'],
    [`11010517991231002${citizenIdCheckDigit('11010517991231002')}`, '出生日期“17991231”不存在'],
    ['310101199801011234', '逐位核对']
  ])('%s is refused with words that say what is wrong', (id, words) => {
    expect(checkCitizenId(id)).toEqual({ ok: false, reason: expect.stringContaining(words) })
  })

  it('of a child not yet born is refused when today is known', () => {
    const unborn = `50010320301231001${citizenIdCheckDigit('50010320301231001')}`
    expect(checkCitizenId(unborn)).toMatchObject({ ok: true })
    expect(checkCitizenId(unborn, '2030-12-31')).toMatchObject({ ok: true })
    expect(checkCitizenId(unborn, '2030-12-30')).toEqual({ ok: false, reason: expect.stringContaining('晚于今天') })
  })

  it('with any one digit mistyped is refused', () => {
    fc.assert(
      fc.property(anyCitizenId, fc.nat(17), fc.nat(9), (id, place, digit) => {
        fc.pre(id.charAt(place) !== String(digit))
        expect(checkCitizenId(id)).toEqual({ ok: true, value: id })
        expect(checkCitizenId(id.slice(0, place) + digit + id.slice(place + 1)).ok).toBe(false)
      }),
      { numRuns: 500 }
    )
  })

  it('with any two neighbouring digits swapped is refused', () => {
    fc.assert(
      fc.property(anyCitizenId, fc.nat(16), (id, place) => {
        const [first, second] = [id.charAt(place), id.charAt(place + 1)]
        fc.pre(first !== second)
        expect(checkCitizenId(id.slice(0, place) + second + first + id.slice(place + 2)).ok).toBe(false)
      }),
      { numRuns: 500 }
    )
  })

  it('with a digit mistyped is caught by the check digit alone, without the help of place and birth date', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{17}$/), fc.nat(16), fc.nat(9), (first17, place, digit) => {
        fc.pre(first17.charAt(place) !== String(digit))
        const mistyped = first17.slice(0, place) + digit + first17.slice(place + 1)
        expect(citizenIdCheckDigit(mistyped)).not.toBe(citizenIdCheckDigit(first17))
      })
    )
  })

  it('tells birth date and sex', () => {
    expect(birthDateOf('11010519491231002X')).toBe('1949-12-31')
    expect(sexOf('11010519491231002x')).toBe('female')
    expect(sexOf('440524188001010014')).toBe('male')
  })

  it('tells nothing when it is invalid, and its error does not carry the number', () => {
    expect(() => birthDateOf('310101199801011234')).toThrow(/^not a valid citizen id$/)
    expect(() => sexOf('')).toThrow(RangeError)
  })

  it('shows five characters when masked, and none when it is no ID number', () => {
    expect(maskCitizenId('11010519491231002X')).toBe('110*************2X')
    expect(maskCitizenId('E12345678')).toBe('*********')
  })
})
