import type { Comparison, Limit } from './condition'
import { readDay, sayDay } from './days'
import { isRecord, type Known } from './facts'
import type { FactDefinition } from './registry'
import { dimensionOf, isUnit, type Quantity, readQuantity, sayQuantity, toBase, unitsOf } from './units'

/** A day given as `today` moves with the clock. */
export type Mark = number | 'today'
export type Value = Exclude<Known, null>

/** One comparison, checked against its fact. */
export interface Compared {
  /** as a rule writes it, with words and short forms put into one form */
  comparison: Comparison
  /** whether it holds for a value (null = there is none) on a day */
  test: (value: Known, today: number) => boolean
  /** values at which the answer may change: for finding values that make it hold or not */
  marks: Value[]
  /** for comparisons with today: the day numbers on which the answer may change for this value */
  turns: ((value: Known) => number[]) | null
  /** the condition in plain Chinese, without the name of the fact */
  said: string
}

/** What is wrong, for the writer of the rule. */
export class Wrong extends Error {}
export const wrong = (problem: string): never => {
  throw new Wrong(problem)
}

/** `{ value, unit }` or `100 mm`. */
export function asQuantity(raw: unknown): Quantity {
  const read = typeof raw === 'string' ? readQuantity(raw) : undefined
  if (read) return read
  if (isRecord(raw) && typeof raw.value === 'number' && isUnit(raw.unit)) return { value: raw.value, unit: raw.unit }
  return wrong(`${JSON.stringify(raw)} is no value with a unit, such as { value: 100, unit: mm } or "100 mm"`)
}

export interface Line {
  base: Mark
  limit: Limit
  said: string
}

function amountLine(fact: Extract<FactDefinition, { type: 'quantity' }>, raw: unknown): Line {
  const limit = asQuantity(raw)
  const base = toBase(limit)
  if (dimensionOf(limit.unit) !== fact.dimension)
    return wrong(
      `${limit.unit} measures ${dimensionOf(limit.unit)}, but ${fact.name} is ${fact.dimension} (${unitsOf(fact.dimension).join(', ')})`
    )
  if (base === undefined) return wrong(`${sayQuantity(limit)} is negative or finer than ${fact.dimension} is counted`)
  return { base, limit, said: sayQuantity(limit) }
}

/** What a number, quantity or date is compared with. */
export function lineOf(fact: FactDefinition, raw: unknown): Line {
  if (fact.type === 'quantity') return amountLine(fact, raw)
  if (fact.type === 'number')
    return typeof raw === 'number' && Number.isFinite(raw)
      ? { base: raw, limit: raw, said: String(raw) }
      : wrong(`${JSON.stringify(raw)} is no number`)
  if (fact.type !== 'date') return wrong(`${fact.name} is ${fact.type} and has no order; use is, in or prefix`)
  if (raw === 'today') return { base: raw, limit: raw, said: '今天' }
  const day = typeof raw === 'string' ? readDay(raw) : undefined
  if (typeof raw !== 'string' || day === undefined)
    return wrong(`${JSON.stringify(raw)} is no day, such as '2026-11-05' (in quotes) or today`)
  return { base: day, limit: raw, said: sayDay(day) }
}

/** The days on which a comparison of this day with today may change its answer. */
export const aroundIt = (value: Known): number[] => (typeof value === 'number' ? [value, value + 1] : [])
