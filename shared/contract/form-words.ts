import { groupBankCard } from '../values/bank-card'
import { formatMoney } from '../values/money'
import { type Answer, type Field, type Row, rowsOf, textsOf } from './form'
import { columnsOf } from './form-family'

/** How a piece of an answer is shown, by the kind of its field: as it is, or masked. */
export type Shown = (kind: Field['kind'], words: string) => string

const asItIs: Shown = (_kind, words) => words

const labelOf = (options: { value: string; label: string }[], value: string): string | undefined =>
  options.find((option) => option.value === value)?.label

function lineInWords(field: Field, value: string | number, shown: Shown): string {
  if (field.kind === 'money' && typeof value === 'number') return `${formatMoney(value)} 元`
  if (field.kind === 'number') return field.unit ? `${value} ${field.unit}` : String(value)
  const words = String(value)
  if (field.kind === 'choice' || field.kind === 'street') return labelOf(field.options, words) ?? words
  if (field.kind === 'region') {
    const street = labelOf(field.options, words)
    return street === undefined ? shown('region', words) : `重庆市渝中区${street}`
  }
  return shown(field.kind, field.kind === 'bank-card' ? groupBankCard(words) : words)
}

function rowInWords(field: Extract<Field, { kind: 'table' | 'family' }>, row: Row, shown: Shown): string {
  return columnsOf(field)
    .flatMap((column) => {
      const value = row[column.id]
      return value === undefined || value === '' ? [] : [`${column.label} ${lineInWords(column, value, shown)}`]
    })
    .join('，')
}

function insteadInWords(field: Field, instead: 'later' | 'promise'): string {
  if (instead === 'promise') return '以告知承诺代替'
  const days = field.kind === 'upload' ? field.later?.days : undefined
  return days ? `容缺后补：提交后 ${days} 个工作日内补交` : '容缺后补'
}

/** One answer in words (rows numbered, amounts in 元); null = nothing to say: uploaded files go separately. */
export function answerInWords(field: Field, value: Answer | undefined, shown: Shown = asItIs): string | null {
  if (value === undefined) return null
  if (typeof value === 'object' && 'instead' in value) return insteadInWords(field, value.instead)
  if (field.kind === 'upload') return null
  if (field.kind === 'agreement') return value === true ? '已同意' : null
  if (field.kind === 'table' || field.kind === 'family') {
    const rows = rowsOf(value).map((row, index) => `第 ${index + 1} 行：${rowInWords(field, row, shown)}`)
    return rows.length > 0 ? rows.join('；') : null
  }
  if (typeof value === 'object' && 'signedName' in value)
    return `${shown('person-name', value.signedName)}（输入姓名签名）`
  if (typeof value === 'object' && 'crs' in value) return shown('map-point', value.address)
  if (field.kind === 'signature') return textsOf(value).length > 0 ? '已手写签名' : null
  if (Array.isArray(value))
    return field.kind === 'choices'
      ? textsOf(value)
          .map((one) => labelOf(field.options, one) ?? one)
          .join('、')
      : textsOf(value).join('、')
  return typeof value === 'boolean' ? null : lineInWords(field, value, shown)
}
