import type { Condition, FactCondition, Rule } from '@shared/rules/condition'
import { readDay } from '@shared/rules/days'
import type { FactDefinition, FactRegistry } from '@shared/rules/registry'
import { type Quantity, toBase } from '@shared/rules/units'
import type { NestedCondition, TopLevelCondition } from 'json-rules-engine'

/** Rules and citizens for the comparison, the same in every run. */

export type Told = Record<string, string | number | boolean | Quantity>

/** A small generator of numbers from 0 to 1 (mulberry32), so that every run measures the same. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
type Random = ReturnType<typeof seeded>

const pick = <V>(random: Random, list: readonly [V, ...V[]]): V => list[Math.floor(random() * list.length)] ?? list[0]
const oneOfList = (random: Random, list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? ''
const CODES = ['A0111', 'C1310', 'F5110', 'I6513', 'I6599', 'M7320'] as const
const DAYS = ['2019-07-23', '2024-02-29', '2025-06-30', '2026-01-01', '2026-11-21'] as const

/** Facts that are given as such: not the dates from which others are counted. */
export function usable(registry: FactRegistry): FactDefinition[] {
  const counted = new Set([...registry.values()].map((fact) => (fact.type === 'quantity' ? fact.since : undefined)))
  return [...registry.values()].filter(({ name }) => !counted.has(name))
}

function madeValue(fact: FactDefinition, random: Random): Told[string] {
  if (fact.type === 'boolean') return random() < 0.5
  if (fact.type === 'choice') return oneOfList(random, fact.options)
  if (fact.type === 'text') return pick(random, CODES)
  if (fact.type === 'date') return pick(random, DAYS)
  // few different numbers, so that citizens stand exactly on the lines as well
  const value = pick(random, [1, 12, 18, 40, 60, 80, 100, 200])
  return fact.type === 'quantity' ? { value, unit: fact.unit } : value
}

function madeComparison(fact: FactDefinition, random: Random): FactCondition {
  const value = madeValue(fact, random)
  const name = fact.name
  if (fact.type === 'boolean' || typeof value === 'boolean') return { fact: name, is: value }
  if (fact.type === 'choice') return { fact: name, in: fact.options.filter((one) => one === value || random() < 0.4) }
  if (fact.type === 'text') return { fact: name, prefix: [String(value).slice(0, 3)] }
  const op = pick(random, ['lt', 'le', 'gt', 'ge'] as const)
  if (op === 'lt') return { fact: name, lt: value }
  if (op === 'le') return { fact: name, le: value }
  return op === 'gt' ? { fact: name, gt: value } : { fact: name, ge: value }
}

/** Three to six comparisons each, in the shapes real conditions have: and, or, an exception. */
export function madeRules(registry: FactRegistry, count: number): Rule[] {
  const random = seeded(81)
  const facts = usable(registry)
  const one = (): FactCondition => {
    const fact = facts[Math.floor(random() * facts.length)]
    if (!fact) throw new Error('no facts')
    return { ...madeComparison(fact, random), cite: '示例' }
  }
  return Array.from({ length: count }, (_, i): Rule => {
    const parts: Condition[] = [one(), { any: [one(), one()] }]
    if (i % 3 === 0) parts.push({ not: { all: [one(), one()] } })
    return { when: i % 4 === 3 ? { any: parts } : { all: parts }, unless: i % 2 === 0 ? [one()] : [] }
  })
}

/** What each citizen tells: `share` of all facts (1 = all of them). */
export function madeCitizens(registry: FactRegistry, count: number, share: number): Told[] {
  const random = seeded(1259)
  return Array.from({ length: count }, () =>
    Object.fromEntries(
      usable(registry)
        .map((fact): [string, Told[string]] => [fact.name, madeValue(fact, random)])
        .filter(() => random() < share)
    )
  )
}

/** json-rules-engine has neither units nor dates: it gets plain numbers in base units and day numbers. */
export function plain(value: unknown): unknown {
  if (typeof value === 'string') return readDay(value) ?? value
  const isQuantity = (one: unknown): one is Quantity => typeof one === 'object' && one !== null && 'unit' in one
  return isQuantity(value) ? toBase(value) : value
}

const NAMES = { lt: 'lessThan', le: 'lessThanInclusive', gt: 'greaterThan', ge: 'greaterThanInclusive' } as const

function theirs(condition: Condition): NestedCondition {
  if ('all' in condition) return { all: condition.all.map(theirs) }
  if ('any' in condition) return { any: condition.any.map(theirs) }
  if ('not' in condition) return { not: theirs(condition.not) }
  if ('atLeast' in condition) throw new Error('json-rules-engine has no atLeast')
  const { fact } = condition
  if ('is' in condition) return { fact, operator: 'equal', value: plain(condition.is) }
  if ('in' in condition) return { fact, operator: 'in', value: condition.in.map(plain) }
  if ('prefix' in condition) return { fact, operator: 'startsWith', value: condition.prefix[0] }
  if ('lt' in condition) return { fact, operator: NAMES.lt, value: plain(condition.lt) }
  if ('le' in condition) return { fact, operator: NAMES.le, value: plain(condition.le) }
  if ('gt' in condition) return { fact, operator: NAMES.gt, value: plain(condition.gt) }
  if ('ge' in condition) return { fact, operator: NAMES.ge, value: plain(condition.ge) }
  throw new Error('not among the made rules')
}

/** The same rule for json-rules-engine; an exception is a condition that must not hold. */
export const theirRule = ({ when, unless = [] }: Rule): TopLevelCondition => ({
  all: [theirs(when), ...unless.map((one) => ({ not: theirs(one) }))]
})
