import * as z from 'zod/mini'
import { checkCitizenId } from '../values/citizen-id'
import type { CivilDate } from '../values/civil-date'
import { checkPersonName } from '../values/person-name'
import { checkPhone } from '../values/phone'
import { id } from './parts'

/** A form as data. The phone draws and checks it, the server checks it again with the same function. */

const common = {
  id: z.string().check(z.regex(/^[a-z][a-zA-Z0-9]{0,39}$/)),
  label: z.string(),
  help: z.optional(z.string()),
  required: z.boolean()
}
const option = z.object({ value: z.string(), label: z.string() })

export const field = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('text'), minLength: z.optional(z.int()), maxLength: z.int() }),
  z.object({ ...common, kind: z.literal('person-name') }),
  z.object({ ...common, kind: z.literal('citizen-id') }),
  z.object({ ...common, kind: z.literal('phone') }),
  z.object({ ...common, kind: z.literal('choice'), options: z.array(option).check(z.minLength(2)) }),
  z.object({ ...common, kind: z.literal('choices'), options: z.array(option).check(z.minLength(2)) }),
  /** one of the streets of the district (GB/T 10114 code) */
  z.object({ ...common, kind: z.literal('street'), options: z.array(option) }),
  z.object({ ...common, kind: z.literal('date'), earliest: z.optional(z.string()), latest: z.optional(z.string()) }),
  /** months counted from the current one: 0 and 12 = this month and the twelve after it; absent = no limit */
  z.object({
    ...common,
    kind: z.literal('month'),
    monthsBack: z.optional(z.int().check(z.nonnegative())),
    monthsAhead: z.optional(z.int().check(z.nonnegative()))
  }),
  z.object({ ...common, kind: z.literal('upload'), maxFiles: z.int().check(z.gte(1), z.lte(9)) }),
  /** a promise or consent the citizen must tick; `text` is what is agreed to */
  z.object({ ...common, kind: z.literal('agreement'), text: z.string() })
])
export type Field = z.output<typeof field>

export const form = z.object({
  serviceId: z.string(),
  /** hash of the published definition; a case keeps the version it began with */
  version: z.string(),
  steps: z.array(z.object({ id: z.string(), title: z.string(), fields: z.array(field).check(z.minLength(1)) }))
})
export type Form = z.output<typeof form>

/** A single answer: text, several choices or file ids, or a tick. Drafts may hold wrong or half answers. */
export const answer = z.union([
  z.string().check(z.maxLength(2000)),
  z.array(z.string().check(z.maxLength(80))).check(z.maxLength(30)),
  z.boolean()
])
export type Answer = z.output<typeof answer>
export const answers = z.record(z.string().check(z.regex(/^[a-z][a-zA-Z0-9]{0,39}$/)), answer)
export type Answers = z.output<typeof answers>

export const formFields = (definition: Form): Field[] => definition.steps.flatMap((step) => step.fields)

const isEmpty = (value: Answer | undefined): boolean =>
  value === undefined ||
  value === false ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)

const missing: Record<Field['kind'], (label: string) => string> = {
  text: (label) => `请填写${label}。`,
  'person-name': (label) => `请填写${label}。`,
  'citizen-id': (label) => `请填写${label}。`,
  phone: (label) => `请填写${label}。`,
  choice: (label) => `请选择${label}。`,
  choices: (label) => `请至少选择一项${label}。`,
  street: (label) => `请选择${label}。`,
  date: (label) => `请选择${label}。`,
  month: (label) => `请选择${label}。`,
  upload: (label) => `请上传${label}。`,
  agreement: (label) => `请阅读并同意《${label}》。`
}

type Checked = { ok: true; value: Answer } | { ok: false; reason: string }
const good = (value: Answer): Checked => ({ ok: true, value })
const bad = (reason: string): Checked => ({ ok: false, reason })

function checkList(f: Extract<Field, { kind: 'choices' | 'upload' }>, value: Answer): Checked {
  if (!Array.isArray(value)) return bad(`${f.label}的格式不对，请重新填写。`)
  if (f.kind === 'choices')
    return value.every((v) => f.options.some((o) => o.value === v))
      ? good(value)
      : bad(`请在列出的选项里选择${f.label}。`)
  if (value.length > f.maxFiles) return bad(`${f.label}最多 ${f.maxFiles} 个文件。`)
  return value.every((v) => z.safeParse(id, v).success) ? good(value) : bad(`${f.label}没有传好，请重新上传。`)
}

/** 2026-11 as 2026 年 11 月, 2026-11-05 as 2026 年 11 月 5 日. */
function spelt(value: string): string {
  const [year, month, day] = value.split('-').map(Number)
  return `${year} 年 ${month} 月${day === undefined ? '' : ` ${day} 日`}`
}

interface Limits {
  earliest?: string
  latest?: string
}

/** Written the same way, earlier text is the earlier day or month. */
function checkLimits(label: string, { earliest, latest }: Limits, value: string): Checked {
  if (earliest && value < earliest) return bad(`${label}不能早于 ${spelt(earliest)}。`)
  if (latest && value > latest) return bad(`${label}不能晚于 ${spelt(latest)}。`)
  return good(value)
}

function checkDate(f: Extract<Field, { kind: 'date' }>, value: string): Checked {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value)
  const day = parts ? new Date(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]))) : null
  if (!day || day.toISOString().slice(0, 10) !== value) return bad(`${f.label}不是有效的日期。`)
  return checkLimits(f.label, f, value)
}

type MonthField = Extract<Field, { kind: 'month' }>

function monthAfter(today: CivilDate, months: number): string {
  const count = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 + months
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`
}

/** First and last month (YYYY-MM, included) that may be answered on `today`; absent = no limit on that side. */
export const monthLimits = ({ monthsBack, monthsAhead }: MonthField, today: CivilDate): Limits => ({
  ...(monthsBack === undefined ? {} : { earliest: monthAfter(today, -monthsBack) }),
  ...(monthsAhead === undefined ? {} : { latest: monthAfter(today, monthsAhead) })
})

function checkMonth(f: MonthField, value: string, today: CivilDate): Checked {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(value)) return bad(`${f.label}不是有效的年月。`)
  return checkLimits(f.label, monthLimits(f, today), value)
}

type TextField = Exclude<Field, { kind: 'choices' | 'upload' | 'agreement' }>

function checkText(f: TextField, value: string, today: CivilDate): Checked {
  switch (f.kind) {
    case 'text': {
      const length = [...value].length
      if (length > f.maxLength) return bad(`${f.label}最多 ${f.maxLength} 个字，现在是 ${length} 个。`)
      return f.minLength && length < f.minLength ? bad(`${f.label}至少 ${f.minLength} 个字。`) : good(value)
    }
    case 'person-name':
      return checkPersonName(value)
    case 'citizen-id':
      return checkCitizenId(value)
    case 'phone':
      return checkPhone(value)
    case 'choice':
    case 'street':
      return f.options.some((o) => o.value === value) ? good(value) : bad(`请在列出的选项里选择${f.label}。`)
    case 'date':
      return checkDate(f, value)
    case 'month':
      return checkMonth(f, value, today)
  }
}

/**
 * Checks one answer as of `today` (the civil day in Asia/Shanghai, from which month limits count); the value comes back
 * tidied (blanks trimmed, x of an ID number upper-case).
 */
export function checkAnswer(
  f: Field,
  value: Answer | undefined,
  today: CivilDate
): Checked | { ok: true; value: undefined } {
  if (value === undefined || isEmpty(value))
    return f.required ? bad(missing[f.kind](f.label)) : { ok: true, value: undefined }
  if (f.kind === 'agreement') return value === true ? good(true) : bad(missing.agreement(f.label))
  if (f.kind === 'choices' || f.kind === 'upload') return checkList(f, value)
  return typeof value === 'string' ? checkText(f, value.trim(), today) : bad(`${f.label}的格式不对，请重新填写。`)
}

/**
 * Checks all answers against the definition as of `today`. Answers to fields the form does not have are dropped.
 * On failure `fields` holds one plain sentence per wrong field, keyed by field id.
 */
export function checkAnswers(
  definition: Form,
  given: Answers,
  today: CivilDate
): { ok: true; value: Answers } | { ok: false; fields: Record<string, string> } {
  const value: Answers = {}
  const fields: Record<string, string> = {}
  for (const f of formFields(definition)) {
    const checked = checkAnswer(f, given[f.id], today)
    if (!checked.ok) fields[f.id] = checked.reason
    else if (checked.value !== undefined) value[f.id] = checked.value
  }
  return Object.keys(fields).length === 0 ? { ok: true, value } : { ok: false, fields }
}
