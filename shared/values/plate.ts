import { typedCode } from './typed-code'

/** A number plate in its normal form (`渝A12345`, no dot) and which family of GA 36-2018 it belongs to. */
export type CheckedPlate =
  | { ok: true; value: string; kind: 'ordinary' | 'new-energy' | 'special' }
  | { ok: false; reason: string }

const provinces = '京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新'
// The letters behind a province are not listed on purpose: new ones are given out without notice.
const ordinary = /^.[A-Z][0-9A-HJ-NP-Z]{5}$/
// D electric and F other by the standard; the further letters are in use where D and F have run out.
const smallNewEnergy = /^.[A-Z][A-HJK][0-9A-HJ-NP-Z]\d{4}$/
const largeNewEnergy = /^.[A-Z]\d{5}[A-HJK]$/
// Trailers, learners, police, and cars that cross to Hong Kong and Macao.
const special = /^.[A-Z][0-9A-HJ-NP-Z]{4}[挂学警港澳]$/

/** Checks a number plate by GA 36-2018, ordinary (7 characters) or new-energy (8); blanks and dots are dropped. */
export function checkPlate(text: string): CheckedPlate {
  const value = typedCode(text).replace(/[·•‧・.-]/g, '')
  const kind = kindOf(value)
  return kind === undefined ? { ok: false, reason: reasonFor(value) } : { ok: true, value, kind }
}

/** `渝A***45`: the place and the last two characters; anything shorter than 7 characters is hidden wholly. */
export function maskPlate(plate: string): string {
  if (plate.length < 7) return '*'.repeat(plate.length)
  return `${plate.slice(0, 2)}${'*'.repeat(plate.length - 4)}${plate.slice(-2)}`
}

function kindOf(value: string): 'ordinary' | 'new-energy' | 'special' | undefined {
  if (!provinces.includes(value.charAt(0))) return undefined
  if (smallNewEnergy.test(value) || largeNewEnergy.test(value)) return 'new-energy'
  if (special.test(value)) return 'special'
  return ordinary.test(value) && lettersIn(value.slice(2)) <= 2 ? 'ordinary' : undefined
}

function reasonFor(value: string): string {
  if (value === '') return '请填写车牌号码'
  if (!provinces.includes(value.charAt(0))) return '车牌号码应以省、自治区、直辖市的简称开头，例如“渝”'
  if (!/^[A-Z]$/.test(value.charAt(1))) return '车牌号码的第二位应为字母，例如“渝A”'
  if (value.length !== 7 && value.length !== 8) {
    return `车牌号码应为7位，新能源车为8位，您填了${value.length}位`
  }
  if (/[IO]/.test(value.slice(2))) return '车牌号码后面没有字母 I 和 O，请看看是不是数字 1 和 0'
  if (value.length === 8) return '新能源车牌号码的格式不对，例如“渝AD12345”或“渝A12345D”'
  return '车牌号码的格式不对，例如“渝A12345”，后五位中最多有两个字母'
}

function lettersIn(text: string): number {
  return text.replace(/[^A-Z]/g, '').length
}
