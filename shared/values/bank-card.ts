import type { Checked } from './checked'
import { typedCode } from './typed-code'

const plain = (text: string): string => typedCode(text).replace(/-/g, '')

/** Checks the number of a bank card (ISO/IEC 7812-1, check digit by Luhn); gives back its 15 to 19 digits alone. */
export function checkBankCard(text: string): Checked {
  const value = plain(text)
  const reason = wrongCard(value)
  return reason === undefined ? { ok: true, value } : { ok: false, reason }
}

/** `**** 1234`: the last four digits, so that a person knows which card; anything shorter than 15 is hidden wholly. */
export function maskBankCard(card: string): string {
  return card.length < 15 ? '*'.repeat(card.length) : `**** ${card.slice(-4)}`
}

/** `6222 0212 3456 7890`: groups of four, as on the card; what is no digit stays where it stands. */
export const groupBankCard = (text: string): string =>
  plain(text)
    .replace(/(.{4})(?=.)/g, '$1 ')
    .trim()

function wrongCard(value: string): string | undefined {
  if (value === '') return '请填写银行卡号'
  if (!/^\d+$/.test(value)) return '银行卡号只能填数字'
  if (value.length < 15 || value.length > 19) return `银行卡号应为15至19位，您填了${value.length}位`
  return luhn(value) % 10 === 0 ? undefined : '银行卡号有误，可能有数字填错或顺序颠倒，请对照卡片逐位核对'
}

/** From the right, every second digit counts twice, and a product above nine by the sum of its digits. */
function luhn(digits: string): number {
  return Array.from(digits)
    .reverse()
    .map((digit, index) => Number(digit) * (index % 2 === 1 ? 2 : 1))
    .reduce((sum, product) => sum + (product > 9 ? product - 9 : product), 0)
}
