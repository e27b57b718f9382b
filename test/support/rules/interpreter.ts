import type { Condition, FactCondition, Limit, Rule, Within } from '@shared/rules/condition'
import type { FactRegistry } from '@shared/rules/registry'
import { isUnit, type Quantity } from '@shared/rules/units'

/**
 * The reference the closures are held against: it walks the rule as it is written and the facts as they are sent, with
 * arithmetic of its own (whole numbers of a millionth of the base unit, days as text). Slow and plain on purpose.
 */

export type Outcome = 'yes' | 'no' | 'unknown'
export type Sent = string | number | boolean | Quantity | null
export type SentFacts = Record<string, Sent>
interface World {
  facts: SentFacts
  registry: FactRegistry
  today: string
}

const TIMES = {
  mm: 1n,
  cm: 10n,
  m: 1000n,
  平方米: 1n,
  分: 1n,
  元: 100n,
  万元: 1_000_000n,
  亿元: 10_000_000_000n,
  '%': 1n,
  人: 1n,
  年: 12n,
  岁: 12n,
  月: 1n,
  日: 1n,
  工作日: 1n,
  千瓦: 1n
} satisfies Record<Quantity['unit'], bigint>

/** Millionths of the base unit, from the decimals as they are written. */
function exactly({ value, unit }: Quantity): bigint {
  const [whole = '0', fraction = ''] = String(value).split('.')
  return BigInt(whole + fraction.padEnd(6, '0')) * TIMES[unit]
}

const isQuantity = (value: unknown): value is Quantity =>
  typeof value === 'object' && value !== null && 'unit' in value && isUnit(value.unit)

/** The day so many months later, or the last day of its month. */
function monthsLater(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const count = year * 12 + month - 1 + months
  const [y, m] = [Math.floor(count / 12), (count % 12) + 1]
  const isLeap = (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0
  const last = m === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(m) ? 30 : 31
  return [y, String(m).padStart(2, '0'), String(Math.min(date, last)).padStart(2, '0')].join('-')
}

const daysLater = (day: string, days: number): string => {
  const at = new Date(`${day}T12:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

function later(day: string, { value, unit }: Quantity): string {
  if (unit === '日') return daysLater(day, value)
  return monthsLater(day, unit === '月' ? value : value * 12)
}

/** Full years (or months) that have passed since the day, by counting them one by one. */
function passed(since: string, today: string, unit: '岁' | '月'): Quantity {
  let value = 0
  while (later(since, { value: value + 1, unit }) <= today) value += 1
  return { value, unit }
}

/** undefined = unknown */
function sentOf(name: string, { facts, registry, today }: World): Sent | undefined {
  const fact = registry.get(name)
  if (facts[name] !== undefined || fact?.type !== 'quantity' || fact.since === undefined) return facts[name]
  const since = facts[fact.since]
  return typeof since === 'string' ? passed(since, today, fact.unit === '岁' ? '岁' : '月') : undefined
}

/** -1, 0, 1; undefined when there is nothing to compare. */
function compared(value: Sent, limit: Limit | boolean, today: string): number | undefined {
  if (isQuantity(value) && isQuantity(limit)) {
    const difference = exactly(value) - exactly(limit)
    return difference < 0n ? -1 : difference > 0n ? 1 : 0
  }
  const line = limit === 'today' ? today : limit
  if (value === null || typeof line === 'object' || typeof value === 'object') return undefined
  return value === line ? 0 : value < line ? -1 : 1
}

function lies(value: Sent, { duration, of = 'today', side = 'past' }: Within, today: string): boolean {
  if (typeof value !== 'string') return false
  const day = of === 'today' ? today : of
  const [first, second] = side === 'past' ? [value, day] : [day, value]
  return first <= second && second <= later(first, duration)
}

function holds(value: Sent, condition: FactCondition, today: string): boolean {
  const against = (limit: Limit | boolean) => compared(value, limit, today)
  const meets = (limit: Limit, wanted: number[]) => wanted.some((sign) => against(limit) === sign)
  if ('is' in condition) return against(condition.is) === 0
  if ('in' in condition) return condition.in.some((one) => against(one) === 0)
  if ('lt' in condition) return meets(condition.lt, [-1])
  if ('le' in condition) return meets(condition.le, [-1, 0])
  if ('gt' in condition) return meets(condition.gt, [1])
  if ('ge' in condition) return meets(condition.ge, [0, 1])
  if ('between' in condition) return meets(condition.between[0], [0, 1]) && meets(condition.between[1], [-1, 0])
  if ('prefix' in condition)
    return condition.prefix.some((begin) => typeof value === 'string' && value.slice(0, begin.length) === begin)
  if ('exists' in condition) return condition.exists === (value !== null)
  return lies(value, condition.within, today)
}

const not = (outcome: Outcome): Outcome => (outcome === 'yes' ? 'no' : outcome === 'no' ? 'yes' : 'unknown')

function and(outcomes: Outcome[]): Outcome {
  if (outcomes.includes('no')) return 'no'
  return outcomes.includes('unknown') ? 'unknown' : 'yes'
}

export function interpretCondition(condition: Condition, world: World): Outcome {
  const each = (list: Condition[]) => list.map((one) => interpretCondition(one, world))
  if ('all' in condition) return and(each(condition.all))
  if ('any' in condition) return not(and(each(condition.any).map(not)))
  if ('not' in condition) return not(interpretCondition(condition.not, world))
  if ('atLeast' in condition) {
    const found = each(condition.of)
    const count = (outcome: Outcome) => found.filter((one) => one === outcome).length
    if (count('yes') >= condition.atLeast) return 'yes'
    return count('yes') + count('unknown') < condition.atLeast ? 'no' : 'unknown'
  }
  const value = sentOf(condition.fact, world)
  if (value === undefined) return 'unknown'
  return holds(value, condition, world.today) ? 'yes' : 'no'
}

export const interpret = ({ when, unless = [] }: Rule, world: World): Outcome =>
  and([interpretCondition(when, world), ...unless.map((one) => not(interpretCondition(one, world)))])
