import type { Template } from './templates'

const clockTime = '([01]?\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?'
const calendarDay = '\\d{4}(年(0?[1-9]|1[0-2])月(0?[1-9]|[12]\\d|3[01])日|-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01]))'
const moment = `(${calendarDay} ?)?${clockTime}`
const dayMoment = `${calendarDay}( ?${clockTime})?`

/** What the value of each keyword type must look like (订阅消息参数值内容限制说明). */
const limits: Record<string, (value: string, options: readonly string[]) => boolean> = {
  thing: (value) => length(value) <= 20,
  number: (value) => /^-?\d+(\.\d+)?$/.test(value) && length(value) <= 32,
  letter: (value) => /^[A-Za-z]{1,32}$/.test(value),
  symbol: (value) => /^[^\p{L}\p{N}\s]{1,5}$/u.test(value),
  character_string: (value) => /^[\x21-\x7e]{1,32}$/.test(value),
  time: (value) => new RegExp(`^${moment}(~${moment})?$`).test(value),
  date: (value) => new RegExp(`^${dayMoment}(~${dayMoment})?$`).test(value),
  amount: (value) => /^[¥￥$€£]?\d{1,10}(\.\d{1,2})?元?$/.test(value),
  phone_number: (value) => /^[\d+\-() ]{1,17}$/.test(value),
  car_number: (value) => /^\p{Script=Han}?[A-Z0-9]+\p{Script=Han}?$/u.test(value) && length(value) <= 8,
  name: (value) => (/^[\p{Script=Han}·]+$/u.test(value) ? length(value) <= 10 : /^[A-Za-z .·'-]{1,20}$/.test(value)),
  phrase: (value) => /^\p{Script=Han}{1,5}$/u.test(value),
  enum: (value, options) => options.includes(value)
}

/** The first wrong value as WeChat words it (`data.thing1.value is empty`), or undefined. */
export function wrongValue(template: Template, data: Record<string, { value: string }>): string | undefined {
  const extra = Object.keys(data).find((key) => template.fields.every((field) => field.key !== key))
  if (extra !== undefined) return `data.${extra} is not a keyword of the template`
  for (const { key, options } of template.fields) {
    const value = data[key]?.value ?? ''
    if (value.trim() === '') return `data.${key}.value is empty`
    const allowed = limits[key.replace(/\d+$/, '')]
    if (allowed === undefined || !allowed(value, options ?? [])) return `data.${key}.value invalid`
  }
  return undefined
}

// Characters as people count them: a rare character outside the basic plane is one.
function length(value: string): number {
  return Array.from(value).length
}
