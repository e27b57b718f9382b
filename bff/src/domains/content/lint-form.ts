import { type Field, type Form, formFields } from '@shared/contract/form'
import type { Condition } from '@shared/contract/form-condition'
import { columnsOf } from '@shared/contract/form-family'
import { LIBRARY_NAMES } from '@shared/contract/form-prefill'
import type { Rule } from '@shared/contract/form-rule'

/** Every field and answer a condition names. */
const namesOf = (when: Condition): { field: string; values: (string | boolean)[] }[] => {
  if ('all' in when) return when.all.flatMap(namesOf)
  if ('any' in when) return when.any.flatMap(namesOf)
  return [{ field: when.field, values: 'in' in when ? when.in : [when.is] }]
}

/** Answers a condition may wait for; undefined for kinds of field it cannot ask about. */
function answersOf(field: Field): (string | boolean)[] | undefined {
  if (field.kind === 'agreement') return [true, false]
  return field.kind === 'choice' || field.kind === 'choices' || field.kind === 'street'
    ? field.options.map(({ value }) => value)
    : undefined
}

function lintCondition(at: string, when: Condition | undefined, before: Field[]): string[] {
  return (when ? namesOf(when) : []).flatMap(({ field: id, values }) => {
    const field = before.find((one) => one.id === id)
    if (!field) return [`${at}: waits for "${id}", which is not asked before it`]
    const possible = answersOf(field)
    if (!possible) return [`${at}: waits for "${id}", but only choices and ticks can be waited for`]
    return values
      .filter((value) => !possible.includes(value))
      .map((value) => `${at}: waits for "${value}", which "${id}" does not offer`)
  })
}

/** Conditions name earlier fields only, so that what is asked never depends on what comes after. */
function lintConditions(form: Form): string[] {
  const before: Field[] = []
  return form.steps.flatMap((step) => [
    ...lintCondition(`form.steps.${step.id}`, step.when, before),
    ...step.fields.flatMap((field) => {
      const found = lintCondition(`form.${field.id}`, field.when, before)
      before.push(field)
      return found
    })
  ])
}

const upsideDown = (low: number | undefined, high: number | undefined) =>
  low !== undefined && high !== undefined && low > high

function lintLimits(field: Field, at: string): string[] {
  const wrong =
    field.kind === 'number' || field.kind === 'money'
      ? upsideDown(field.min, field.max)
      : (field.kind === 'table' || field.kind === 'family') && upsideDown(field.minRows, field.maxRows)
  const columns = field.kind === 'table' ? columnsOf(field) : []
  const ids = columns.map(({ id }) => id)
  return [
    ...(wrong ? [`${at}: its least is more than its most`] : []),
    ...ids.filter((id, i) => ids.indexOf(id) < i).map((id) => `${at}: two columns are called "${id}"`),
    ...columns.flatMap((column) => lintLimits(column, `${at}.${column.id}`))
  ]
}

/** Kinds of field a rule compares; null = any. */
function kindsOf(rule: Rule): readonly Field['kind'][] | null {
  if (rule.kind === 'not-before') return rule.days === undefined ? ['date', 'month'] : ['date']
  return rule.kind === 'sum-at-most' ? ['number', 'money'] : null
}

function namedBy(rule: Rule): string[] {
  if (rule.kind === 'at-least-one-of') return rule.fields
  if (rule.kind === 'sum-at-most') return typeof rule.most === 'string' ? [...rule.fields, rule.most] : rule.fields
  return [rule.field, rule.other]
}

function lintRule(rule: Rule, at: string, fields: Field[]): string[] {
  const named = namedBy(rule)
  const found = fields.filter(({ id }) => named.includes(id))
  const kinds = kindsOf(rule)
  return [
    ...named.filter((id) => !fields.some((field) => field.id === id)).map((id) => `${at}: unknown field "${id}"`),
    ...found
      .filter(({ kind }) => kinds && !kinds.includes(kind))
      .map(({ id, kind }) => `${at}: "${id}" is a ${kind} field, which ${rule.kind} cannot compare`),
    ...(rule.kind === 'sum-at-most' && new Set(found.map(({ kind }) => kind)).size > 1
      ? [`${at}: adds amounts of money to other numbers`]
      : [])
  ]
}

/** Kinds of field a proved value fits. */
const PROVED: Record<string, Field['kind']> = {
  'identity.name': 'person-name',
  'identity.idNumber': 'citizen-id',
  'identity.phone': 'phone',
  'enterprise.name': 'text',
  'enterprise.creditCode': 'credit-code'
}

/** A certificate itself takes the place of a photo, an entry of it never does. */
const fits = (name: string, kind: Field['kind']): boolean => {
  if (name.startsWith('library.'))
    return LIBRARY_NAMES.has(name) && (kind === 'upload') === /^library\.[a-z-]+$/.test(name)
  return PROVED[name] === undefined || PROVED[name] === kind
}

const lintPrefill = ({ id, kind, prefill }: Field): string[] =>
  (prefill?.from ?? [])
    .filter((name) => !fits(name, kind))
    .map((name) => `form.${id}.prefill: "${name}" does not fit a ${kind} field`)

/** What is wrong with conditions, rules and limits of a form, one line per finding; empty for a good one. */
export function lintAsked(form: Form): string[] {
  const fields = formFields(form)
  return [
    ...lintConditions(form),
    ...fields.flatMap((field) => lintLimits(field, `form.${field.id}`)),
    ...fields.flatMap(lintPrefill),
    ...(form.rules ?? []).flatMap((rule, index) => lintRule(rule, `form.rules.${index}`, fields))
  ]
}
