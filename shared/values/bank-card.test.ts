import fc from 'fast-check'
import { checkBankCard, groupBankCard, maskBankCard } from './bank-card'

const card = fc
  .string({ unit: fc.constantFrom(...'0123456789'), minLength: 14, maxLength: 18 })
  .map((body) => Array.from('0123456789', (last) => body + last).find((number) => checkBankCard(number).ok) ?? '')

it('a card number may be typed as it is printed, and comes back as digits', () => {
  expect(checkBankCard(' 6222 0200-0000 0000 001 ')).toMatchObject({ ok: false })
  expect(checkBankCard('4111 1111 1111 1111')).toEqual({ ok: true, value: '4111111111111111' })
  expect(checkBankCard('４１１１１１１１１１１１１１１１')).toEqual({ ok: true, value: '4111111111111111' })
})

it.each([
  ['', '请填写银行卡号'],
  ['6222o200', '银行卡号只能填数字'],
  ['62220200', '银行卡号应为15至19位，您填了8位'],
  ['4111111111111112', '银行卡号有误，可能有数字填错或顺序颠倒，请对照卡片逐位核对']
])('%p is refused in words', (text, reason) => {
  expect(checkBankCard(text)).toEqual({ ok: false, reason })
})

it('every beginning of 14 to 18 digits has exactly one last digit, and one wrong digit is always noticed', () => {
  fc.assert(
    fc.property(card, fc.nat(13), fc.integer({ min: 1, max: 9 }), (number, at, shift) => {
      const body = number.slice(0, -1)
      expect(Array.from('0123456789').filter((last) => checkBankCard(body + last).ok)).toHaveLength(1)
      const other = (Number(number.charAt(at)) + shift) % 10
      expect(checkBankCard(number.slice(0, at) + other + number.slice(at + 1)).ok).toBe(false)
    })
  )
})

it('a card number reads in groups of four, and masked it shows its last four digits alone', () => {
  expect(groupBankCard('41111111111')).toBe('4111 1111 111')
  fc.assert(
    fc.property(card, (number) => {
      expect(groupBankCard(number).replaceAll(' ', '')).toBe(number)
      expect(groupBankCard(groupBankCard(number))).toBe(groupBankCard(number))
      expect(maskBankCard(number)).toBe(`**** ${number.slice(-4)}`)
    })
  )
  expect(maskBankCard('4111')).toBe('****')
})
