import type { Within } from './condition'
import { addMonths } from './days'
import { isRecord, type Known } from './facts'
import { aroundIt, asQuantity, type Compared, lineOf, wrong } from './line'
import type { FactDefinition } from './registry'
import { dimensionOf, type Quantity, sayQuantity, toBase } from './units'

function withinOf(raw: unknown): Within {
  if (!isRecord(raw) || !('duration' in raw)) return { duration: asQuantity(raw) }
  const extra = Object.keys(raw).find((key) => !['duration', 'of', 'side'].includes(key))
  if (extra !== undefined) return wrong(`within: unknown word "${extra}"`)
  const { of = 'today', side = 'past' } = raw
  if (side !== 'past' && side !== 'ahead') return wrong('within: side is past or ahead')
  if (typeof of !== 'string') return wrong("within: of is a day, such as '2026-11-05' (in quotes) or today")
  return { duration: asQuantity(raw.duration), of, side }
}

function stepOf(duration: Quantity): (day: number, times: 1 | -1) => number {
  const count = toBase(duration)
  const dimension = dimensionOf(duration.unit)
  if (count === undefined) return wrong(`within: ${sayQuantity(duration)} is not a whole number of months or days`)
  if (dimension === '期间') return (day, times) => addMonths(day, count * times)
  if (dimension === '天数') return (day, times) => day + count * times
  return wrong(`within: ${duration.unit} is no length of time on the calendar; use 年, 月 or 日`)
}

/** A date near another day, counted on the calendar. */
export function within(fact: FactDefinition, raw: unknown): Compared {
  if (fact.type !== 'date') return wrong(`within is for dates, ${fact.name} is ${fact.type}`)
  const { duration, of = 'today', side = 'past' } = withinOf(raw)
  const after = stepOf(duration)
  const { base, said } = lineOf(fact, of)
  const lies =
    side === 'past'
      ? (value: number, day: number) => value <= day && after(value, 1) >= day
      : (value: number, day: number) => value >= day && after(day, 1) >= value
  // months are of different lengths, so the days on both sides of the computed end are looked at as well
  const turns = (value: Known): number[] =>
    typeof value !== 'number'
      ? []
      : [...aroundIt(value), after(value, 1) + 1, ...[0, 1, 2, 3, 4].map((more) => after(value, -1) + more)]
  return {
    comparison: { within: { duration, of, side } },
    test: (value, today) => typeof value === 'number' && lies(value, base === 'today' ? today : base),
    marks: base === 'today' ? [] : [base, after(base, -1), after(base, 1)],
    turns: base === 'today' ? turns : null,
    said: `在${said}${side === 'past' ? '之前' : '之后'} ${sayQuantity(duration)}以内`
  }
}
