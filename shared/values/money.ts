import type { Checked } from './checked'
import { typedCode } from './typed-code'

/** Reads an amount in 元 (`12.3`, `￥12.30`, `12元`) as a whole number of 分; never negative, below one trillion 元. */
export function parseMoney(text: string): Checked<number> {
  const plain = typedCode(text)
    .replace(/^[¥￥]/, '')
    .replace(/元$/, '')
  const reason = wrongAmount(plain)
  if (reason !== undefined) return { ok: false, reason }
  const [yuan = '', fraction = ''] = plain.split('.')
  return { ok: true, value: Number(yuan) * 100 + Number(fraction.padEnd(2, '0')) }
}

/** Writes a whole number of 分 in 元 with two decimals: 1230 is `12.30`. Throws RangeError on fractions of a 分. */
export function formatMoney(fen: number): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError('an amount is a whole number of 分')
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

function wrongAmount(plain: string): string | undefined {
  if (plain === '') return '请填写金额'
  if (plain.startsWith('-')) return '金额不能是负数'
  if (/^\d+\.\d{3,}$/.test(plain)) return '金额最多精确到分，小数点后最多两位'
  if (!/^\d+(\.\d{1,2})?$/.test(plain)) return '金额只能填数字，例如 12.30'
  if (/^\d{13}/.test(plain)) return '金额太大，请核对'
  return undefined
}
