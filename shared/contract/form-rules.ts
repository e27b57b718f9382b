import { daysBetween } from '../values/civil-date'
import { type Answer, type Answers, type Form, formFields } from './form'
import type { Rule } from './form-rule'

/** Ids of the fields a rule stands over. */
export const ruledFields = (rule: Rule): string[] =>
  'fields' in rule
    ? [...rule.fields, ...(rule.kind === 'sum-at-most' && typeof rule.most === 'string' ? [rule.most] : [])]
    : [rule.other, rule.field]

/** Less than `days` after the other; without them a day beside a month is compared by the month. */
function isBefore(one: Answer, other: Answer, days: number | undefined): boolean {
  if (typeof one !== 'string' || typeof other !== 'string') return false
  if (days !== undefined) return daysBetween(other, one) < days
  const length = Math.min(one.length, other.length)
  return one.slice(0, length) < other.slice(0, length)
}

const amount = (value: Answer | undefined): number => (typeof value === 'number' ? value : 0)

/** Decimals are added as whole millionths: 0.1 and 0.2 are no more than 0.3. */
const sum = (values: number[]): number => values.reduce((all, one) => all + Math.round(one * 1e6), 0)

function isBroken(rule: Rule, right: Answers, asked: string[]): boolean {
  if (rule.kind === 'at-least-one-of') return asked.length > 0 && asked.every((one) => right[one] === undefined)
  if (rule.kind === 'sum-at-most') {
    const most = typeof rule.most === 'number' ? rule.most : right[rule.most]
    return typeof most === 'number' && sum(rule.fields.map((one) => amount(right[one]))) > sum([most])
  }
  const [one, other] = [right[rule.field], right[rule.other]]
  if (one === undefined || other === undefined) return false
  return rule.kind === 'not-before' ? isBefore(one, other, rule.days) : JSON.stringify(one) === JSON.stringify(other)
}

/**
 * The rules that `right` (answers found right, tidied) breaks, as sentences at the last field asked that they name: there
 * the citizen has seen all of them. A rule waits while one of its fields is `wrong` by itself.
 */
export function brokenRules(shown: Form, right: Answers, wrong: Record<string, string>): Record<string, string> {
  const order = formFields(shown).map(({ id }) => id)
  const broken: Record<string, string> = {}
  for (const rule of shown.rules ?? []) {
    const named = ruledFields(rule)
    const asked = order.filter((one) => named.includes(one))
    const last = asked.at(-1)
    if (last === undefined || asked.some((one) => wrong[one] !== undefined)) continue
    if (isBroken(rule, right, asked)) broken[last] ??= rule.message
  }
  return broken
}

/** Ids of the other fields that stand in a rule together with this one. */
export const ruledWith = (definition: Form, fieldId: string): string[] =>
  (definition.rules ?? [])
    .map(ruledFields)
    .filter((named) => named.includes(fieldId))
    .flat()
    .filter((one) => one !== fieldId)
