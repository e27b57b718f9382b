import type { Checked } from './checked'
import { typedCode } from './typed-code'

/** Checks a mainland mobile number; gives back its 11 digits without blanks, hyphens and the country code +86. */
export function checkPhone(text: string): Checked {
  const digits = typedCode(text)
    .replace(/[-()]/g, '')
    .replace(/^(?:\+86|0086|86(?=1\d{10}$))/, '')
  const reason = wrongPhone(digits)
  return reason === undefined ? { ok: true, value: digits } : { ok: false, reason }
}

/** `138****0000`; anything that has not 11 characters is hidden wholly. */
export function maskPhone(phone: string): string {
  if (phone.length !== 11) return '*'.repeat(phone.length)
  return `${phone.slice(0, 3)}****${phone.slice(-4)}`
}

function wrongPhone(digits: string): string | undefined {
  if (digits === '') return '请填写手机号码'
  if (!/^\d+$/.test(digits)) return '手机号码只能填数字'
  if (digits.length !== 11) return `手机号码应为11位，您填了${digits.length}位`
  if (!/^1[3-9]/.test(digits)) return '手机号码应以13至19开头，请核对'
  return undefined
}
