import {
  type Answer,
  type Answers,
  type Column,
  type Field,
  type Form,
  formFields,
  type Row
} from '@shared/contract/form'
import { columnsOf } from '@shared/contract/form-family'
import { shownForm } from '@shared/contract/form-shown'
import { addDays, civilDateAt } from '@shared/values/civil-date'
import { person } from './apply'

/** What somebody would answer in one line; `turn` picks another choice each time. */
function lineOf(field: Column | Field, turn: number): string | number {
  const today = civilDateAt(new Date())
  switch (field.kind) {
    case 'person-name':
      return person.name
    case 'citizen-id':
      return person.citizenId
    case 'phone':
      return person.phone
    case 'credit-code':
      return '91350100M000100Y43'
    case 'bank-card':
      return '4111111111111111'
    case 'plate':
      return '渝A12345'
    case 'number':
      return String(field.min ?? 1)
    case 'money':
      return String((field.min ?? 100) / 100)
    case 'date':
      return today
    case 'month':
      return today.slice(0, 7)
    case 'choice':
    case 'street':
    case 'region':
      return field.options[turn % field.options.length]?.value ?? ''
    default:
      return field.kind === 'text' ? '示例内容'.repeat(10).slice(0, Math.min(20, field.maxLength)) : ''
  }
}

const rowOf = (columns: Column[], turn: number): Row =>
  Object.fromEntries(columns.map((column) => [column.id, lineOf(column, turn)]))

function answerOf(field: Field, turn: number, file: (label: string) => string): Answer {
  switch (field.kind) {
    case 'choices':
      return field.options.slice(0, 1 + (turn % field.options.length)).map(({ value }) => value)
    case 'upload':
      return [file(field.label)]
    case 'signature':
      return { signedName: person.name, confirmed: true }
    case 'map-point':
      return '民权路 28 号 3 楼'
    case 'table':
    case 'family':
      return [rowOf(columnsOf(field), turn)]
    case 'agreement':
      return true
    default:
      return lineOf(field, turn)
  }
}

/** Days that have to lie apart do. */
const apartDays = ({ rules = [] }: Form): Answers =>
  Object.fromEntries(
    rules.flatMap((rule) =>
      rule.kind === 'not-before' && rule.days ? [[rule.field, addDays(civilDateAt(new Date()), rule.days)]] : []
    )
  )

/**
 * Answers to everything a form asks, made from its definition alone. `turn` counts through the choices, so that the
 * first few turns see every branch; `file` gives the id of an uploaded file for a label.
 */
export function fillByDefinition(form: Form, turn: number, file: (label: string) => string): Answers {
  const each = Object.fromEntries(formFields(form).map((field) => [field.id, answerOf(field, turn, file)]))
  const all = { ...each, ...apartDays(form) }
  const asked = formFields(shownForm(form, all)).map(({ id }) => id)
  return Object.fromEntries(Object.entries(all).filter(([id]) => asked.includes(id)))
}
