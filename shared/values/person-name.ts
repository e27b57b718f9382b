import type { Checked } from './checked'

// Written as ranges because the WeChat engines differ in their support of \p{Script=Han}.
const hanRanges: [number, number][] = [
  [0x3007, 0x3007],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xf900, 0xfaff],
  [0x20000, 0x2fa1f],
  [0x30000, 0x323af]
]
// Input methods offer many dots; registers hold U+00B7.
const dots = /[•‧∙⋅・･．.⸱]/g
const invisible = /[\u200b-\u200f\u202a-\u202e\u2060]/g

/**
 * Checks a Chinese personal name: 2 to 30 code points, Han characters incl. rare ones outside the basic plane, with
 * single dots inside (`阿卜杜拉·买买提`). Gives it back trimmed and with every kind of dot as `·` (U+00B7).
 */
export function checkPersonName(text: string): Checked {
  const value = text.replace(invisible, '').trim().replace(dots, '·')
  const reason = wrongName(value)
  return reason === undefined ? { ok: true, value } : { ok: false, reason }
}

/** `张*`, `张*三`, `欧**华`: first and last code point, at most three stars, so that a long name does not betray itself. */
export function maskName(name: string): string {
  const characters = Array.from(name)
  if (characters.length <= 2) return `${characters.length === 2 ? (characters[0] ?? '') : ''}*`
  const stars = '*'.repeat(Math.min(characters.length - 2, 3))
  return `${characters[0]}${stars}${characters[characters.length - 1]}`
}

function wrongName(value: string): string | undefined {
  const characters = Array.from(value)
  if (characters.length === 0) return '请填写姓名'
  if (characters.some((character) => character.trim() === '')) return '姓名中间不要有空格'
  if (characters.some(isPrivateUse)) return '姓名中有旧输入法的自造字，请换用新版输入法重新输入这个字'
  const odd = characters.find((character) => character !== '·' && !isHan(character))
  if (odd !== undefined) return `姓名中不能有“${odd}”，请填写身份证上的中文姓名`
  if (/^·|·$|··/.test(value)) return '姓名中的“·”应在两个字之间，且不能连续'
  if (characters.length < 2) return '姓名至少两个字'
  if (characters.length > 30) return '姓名最多30个字'
  return undefined
}

function isHan(character: string): boolean {
  const point = character.codePointAt(0) ?? 0
  return hanRanges.some(([first, last]) => point >= first && point <= last)
}

function isPrivateUse(character: string): boolean {
  const point = character.codePointAt(0) ?? 0
  return (point >= 0xe000 && point <= 0xf8ff) || point >= 0xf0000
}
