import type { Checked } from './checked'
import { typedCode } from './typed-code'

// GB 32100-2015: digits and letters without I, O, S, V, Z, which are easily misread.
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const shape = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/

const organizationAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const organizationWeights = [3, 7, 9, 10, 5, 8, 4, 2]

/** Checks an 18-character unified social credit code (GB 32100-2015); gives it back upper-case and without blanks. */
export function checkCreditCode(text: string): Checked {
  const value = typedCode(text)
  const reason = wrongCode(value)
  return reason === undefined ? { ok: true, value } : { ok: false, reason }
}

/**
 * Whether the text looks like a unified social credit code, whatever its check character says. For look-ups: a few
 * codes in real use fail the check of GB 32100-2015, so a search must not refuse them.
 */
export function hasCreditCodeShape(text: string): boolean {
  return shape.test(typedCode(text))
}

/** The organization code inside a credit code (GB 32100-2015 characters 9–17, nine characters). */
export function organizationCodeOf(creditCode: string): string {
  return creditCode.slice(8, 17)
}

/** Whether nine characters are an organization code with a right check character (GB 11714-1997, modulus 11). */
export function isOrganizationCode(text: string): boolean {
  if (!/^[0-9A-Z]{8}[0-9X]$/.test(text)) return false
  const sum = weighted(text, organizationAlphabet, organizationWeights)
  return '0X987654321'.charAt(sum % 11) === text.charAt(8)
}

/** The check character of the first 17 characters (GB 32100-2015, modulus 31). */
export function creditCodeCheckCharacter(first17: string): string {
  return alphabet.charAt((31 - (weighted(first17, alphabet, weights) % 31)) % 31)
}

function wrongCode(value: string): string | undefined {
  if (value === '') return '请填写统一社会信用代码'
  if (value.length !== 18) return `统一社会信用代码应为18位，您填了${value.length}位`
  const odd = Array.from(value).find((character) => !alphabet.includes(character))
  if (odd !== undefined) return `统一社会信用代码中不会出现“${odd}”，请核对（没有字母 I、O、S、V、Z）`
  if (!shape.test(value)) return '统一社会信用代码的第3至8位应为数字，请核对'
  if (creditCodeCheckCharacter(value) !== value.charAt(17)) return '统一社会信用代码有误，请对照营业执照逐位核对'
  return undefined
}

function weighted(text: string, characters: string, factors: number[]): number {
  return factors.reduce((sum, factor, index) => sum + factor * characters.indexOf(text.charAt(index)), 0)
}
