import { checkBankCard } from '../values/bank-card'
import { checkCitizenId } from '../values/citizen-id'
import type { CivilDate } from '../values/civil-date'
import { checkCreditCode } from '../values/credit-code'
import { formatMoney, parseMoney } from '../values/money'
import { checkPersonName } from '../values/person-name'
import { checkPhone } from '../values/phone'
import { checkPlate } from '../values/plate'
import { typedCode } from '../values/typed-code'
import type { Answer, Field } from './form'
import { type DayLimits, monthLimits } from './form-months'

/** An answer in its one tidy form, or a plain sentence for the citizen. */
export type CheckedAnswer<A = Answer> = { ok: true; value: A } | { ok: false; reason: string }
export const good = <A>(value: A): CheckedAnswer<A> => ({ ok: true, value })
export const bad = (reason: string): { ok: false; reason: string } => ({ ok: false, reason })

type Of<K extends Field['kind']> = Extract<Field, { kind: K }>
export type LineField = Exclude<
  Field,
  { kind: 'choices' | 'upload' | 'agreement' | 'table' | 'family' | 'signature' | 'map-point' }
>

/** 2026-11 as 2026 年 11 月, 2026-11-05 as 2026 年 11 月 5 日. */
function spelt(value: string): string {
  const [year, month, day] = value.split('-').map(Number)
  return `${year} 年 ${month} 月${day === undefined ? '' : ` ${day} 日`}`
}

/** Written the same way, earlier text is the earlier day or month. */
function checkLimits(label: string, { earliest, latest }: DayLimits, value: string): CheckedAnswer {
  if (earliest && value < earliest) return bad(`${label}不能早于 ${spelt(earliest)}。`)
  if (latest && value > latest) return bad(`${label}不能晚于 ${spelt(latest)}。`)
  return good(value)
}

function checkDate(f: Of<'date'>, value: string): CheckedAnswer {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value)
  const day = parts ? new Date(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]))) : null
  if (!day || day.toISOString().slice(0, 10) !== value) return bad(`${f.label}不是有效的日期。`)
  return checkLimits(f.label, f, value)
}

function checkMonth(f: Of<'month'>, value: string, today: CivilDate): CheckedAnswer {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(value)) return bad(`${f.label}不是有效的年月。`)
  return checkLimits(f.label, monthLimits(f, today), value)
}

function checkLength(f: Of<'text'>, value: string): CheckedAnswer {
  const length = [...value].length
  if (length > f.maxLength) return bad(`${f.label}最多 ${f.maxLength} 个字，现在是 ${length} 个。`)
  return f.minLength && length < f.minLength ? bad(`${f.label}至少 ${f.minLength} 个字。`) : good(value)
}

/** More figures than this a computer does not keep exactly. */
const MOST_FIGURES = 15

function checkNumber(f: Of<'number'>, typed: string): CheckedAnswer {
  const plain = typedCode(typed).replace(/,/g, '')
  const parts = /^-?(\d+)(?:\.(\d+))?$/.exec(plain)
  if (!parts) return bad(`${f.label}只能填数字。`)
  const [, whole = '', fraction = ''] = parts
  const decimals = f.decimals ?? 0
  if (fraction.replace(/0+$/, '').length > decimals)
    return bad(decimals === 0 ? `${f.label}只能填整数。` : `${f.label}小数点后最多 ${decimals} 位。`)
  if (whole.length + decimals > MOST_FIGURES) return bad(`${f.label}太大，请核对。`)
  // of "-0" nothing is left but zero
  const value = Number(plain) + 0
  const unit = f.unit ? ` ${f.unit}` : ''
  if (f.min !== undefined && value < f.min) return bad(`${f.label}不能小于 ${f.min}${unit}。`)
  if (f.max !== undefined && value > f.max) return bad(`${f.label}不能大于 ${f.max}${unit}。`)
  return good(value)
}

function checkAmount(f: Of<'money'>, fen: number): CheckedAnswer {
  if (!Number.isSafeInteger(fen) || fen < 0) return bad(`${f.label}不是有效的金额，请重新填写。`)
  if (f.min !== undefined && fen < f.min) return bad(`${f.label}不能少于 ${formatMoney(f.min)} 元。`)
  if (f.max !== undefined && fen > f.max) return bad(`${f.label}不能超过 ${formatMoney(f.max)} 元。`)
  return good(fen)
}

/** An amount typed in 元, or kept in 分 (a number). */
function checkMoney(f: Of<'money'>, given: string | number): CheckedAnswer {
  if (typeof given === 'number') return checkAmount(f, given)
  const read = parseMoney(given)
  return read.ok ? checkAmount(f, read.value) : bad(`${f.label}：${read.reason}。`)
}

function checkRegion(f: Of<'region'>, value: string): CheckedAnswer {
  if (f.options.some((one) => one.value === value)) return good(value)
  if (/渝中区/.test(value)) return bad(`${f.label}在渝中区的，请在列出的街道里选择。`)
  const length = [...value].length
  if (length > 60) return bad(`${f.label}最多 60 个字，现在是 ${length} 个。`)
  return length >= 6 && /[省市区县旗州盟国]|香港|澳门|台湾/.test(value)
    ? good(value)
    : bad(`请把${f.label}写全，写到街道或乡镇，例如“四川省成都市锦江区春熙路街道”。`)
}

function checkPlateNumber(value: string): CheckedAnswer {
  const read = checkPlate(value)
  return read.ok ? good(read.value) : read
}

/** Checks an answer of one line as of `today`; a number may come as typed or as kept. */
export function checkLine(f: LineField, given: string | number, today: CivilDate): CheckedAnswer {
  if (f.kind === 'money') return checkMoney(f, typeof given === 'string' ? given.trim() : given)
  const value = String(given).trim()
  switch (f.kind) {
    case 'number':
      return checkNumber(f, value)
    case 'text':
      return checkLength(f, value)
    case 'person-name':
      return checkPersonName(value)
    case 'citizen-id':
      return checkCitizenId(value)
    case 'phone':
      return checkPhone(value)
    case 'credit-code':
      return checkCreditCode(value)
    case 'bank-card':
      return checkBankCard(value)
    case 'plate':
      return checkPlateNumber(value)
    case 'choice':
    case 'street':
      return f.options.some((o) => o.value === value) ? good(value) : bad(`请在列出的选项里选择${f.label}。`)
    case 'region':
      return checkRegion(f, value)
    case 'date':
      return checkDate(f, value)
    case 'month':
      return checkMonth(f, value, today)
  }
}
