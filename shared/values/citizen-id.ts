import type { Checked } from './checked'
import { type CivilDate, compareCivilDates, parseCivilDate } from './civil-date'
import { typedCode } from './typed-code'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
/**
 * Checks an 18-digit ID number by GB 11643-1999 (check digit ISO 7064 MOD 11-2) and gives it back without blanks and
 * with an upper-case X. The area code is not judged: codes come and go (GB/T 2260), numbers stay. With `today` a birth
 * date in the future is refused as well.
 */
export function checkCitizenId(text: string, today?: CivilDate): Checked {
  const value = typedCode(text)
  const reason = wrongShape(value) ?? wrongContent(value, today)
  return reason === undefined ? { ok: true, value } : { ok: false, reason }
}

/** The birth date in a valid ID number (GB 11643-1999 digits 7–14). Throws RangeError on an invalid number. */
export function birthDateOf(citizenId: string): CivilDate {
  return birthDigits(valid(citizenId))
}

/** The sex in a valid ID number (GB 11643-1999 digit 17: odd is male). Throws RangeError on an invalid number. */
export function sexOf(citizenId: string): 'male' | 'female' {
  return Number(valid(citizenId).charAt(16)) % 2 === 1 ? 'male' : 'female'
}

/** `110*************2X`: first three and last two characters; anything that has not 18 characters is hidden wholly. */
export function maskCitizenId(citizenId: string): string {
  if (citizenId.length !== 18) return '*'.repeat(citizenId.length)
  return `${citizenId.slice(0, 3)}${'*'.repeat(13)}${citizenId.slice(-2)}`
}

/** The check character of the first 17 digits, ISO 7064 MOD 11-2. */
export function citizenIdCheckDigit(first17: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first17.charAt(index)), 0)
  return '10X98765432'.charAt(sum % 11)
}

function wrongShape(value: string): string | undefined {
  if (value === '') return '请填写身份证号码'
  if (/^\d{15}$/.test(value)) return '这是15位的旧号码，请填写18位身份证号码'
  if (value.length !== 18) return `身份证号码应为18位，您填了${value.length}位`
  if (!/^\d{17}[\dX]$/.test(value)) return '身份证号码的前17位应为数字，最后一位应为数字或X'
  return undefined
}

function wrongContent(value: string, today: CivilDate | undefined): string | undefined {
  const birthDate = birthDigits(value)
  if (parseCivilDate(birthDate) === undefined || birthDate < '1800') {
    return `身份证号码中的出生日期“${value.slice(6, 14)}”不存在，请核对第7至14位`
  }
  if (today !== undefined && compareCivilDates(birthDate, today) > 0) {
    return `身份证号码中的出生日期“${value.slice(6, 14)}”晚于今天，请核对第7至14位`
  }
  if (citizenIdCheckDigit(value) !== value.charAt(17)) return '身份证号码有误，可能有数字填错或顺序颠倒，请逐位核对'
  return undefined
}

function birthDigits(value: string): CivilDate {
  return `${value.slice(6, 10)}-${value.slice(10, 12)}-${value.slice(12, 14)}`
}

function valid(citizenId: string): string {
  const checked = checkCitizenId(citizenId)
  // Without the number: an error message ends up in a log.
  if (!checked.ok) throw new RangeError('not a valid citizen id')
  return checked.value
}
