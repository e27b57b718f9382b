import type { Comparison, Limit, Within } from './condition'
import { addMonths, readDay, sayDay } from './days'
import { type Known, readFact } from './facts'
import type { FactDefinition } from './registry'
import { baseOf, dimensionOf, isUnit, type Quantity, readQuantity, sayQuantity, toBase, unitsOf } from './units'
import { contradicting, isWord, type OrderOp, WORDS } from './words'

/** A day given as `today` moves with the clock. */
type Mark = number | 'today'
type Value = Exclude<Known, null>

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
const wrong = (problem: string): never => {
  throw new Wrong(problem)
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `{ value, unit }` or `100 mm`. */
function asQuantity(raw: unknown): Quantity {
  const read = typeof raw === 'string' ? readQuantity(raw) : undefined
  if (read) return read
  if (isRecord(raw) && typeof raw.value === 'number' && isUnit(raw.unit)) return { value: raw.value, unit: raw.unit }
  return wrong(`${JSON.stringify(raw)} is no value with a unit, such as { value: 100, unit: mm } or "100 mm"`)
}

interface Line {
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
function lineOf(fact: FactDefinition, raw: unknown): Line {
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

const ordered: Record<OrderOp, (a: number, b: number) => boolean> = {
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
  gt: (a, b) => a > b,
  ge: (a, b) => a >= b
}
const orderComparison: Record<OrderOp, (limit: Limit) => Comparison> = {
  lt: (lt) => ({ lt }),
  le: (le) => ({ le }),
  gt: (gt) => ({ gt }),
  ge: (ge) => ({ ge })
}
const orderWords: Record<OrderOp, (limit: string, isDate: boolean) => string> = {
  lt: (limit, isDate) => (isDate ? `早于${limit}` : `不满 ${limit}`),
  le: (limit, isDate) => (isDate ? `不晚于${limit}` : `${limit}以下（含 ${limit}）`),
  gt: (limit, isDate) => (isDate ? `晚于${limit}` : `超过 ${limit}`),
  ge: (limit, isDate) => (isDate ? `不早于${limit}` : `${limit}以上（含 ${limit}）`)
}

const isMoving = (...bases: Mark[]) => bases.includes('today')
const numbers = (...bases: Mark[]) => bases.filter((base): base is number => base !== 'today')
const aroundIt = (value: Known): number[] => (typeof value === 'number' ? [value, value + 1] : [])

function order(op: OrderOp, fact: FactDefinition, raw: unknown): Compared {
  const { base, limit, said } = lineOf(fact, raw)
  const holds = ordered[op]
  return {
    comparison: orderComparison[op](limit),
    test:
      base === 'today'
        ? (value, today) => typeof value === 'number' && holds(value, today)
        : (value) => typeof value === 'number' && holds(value, base),
    marks: numbers(base),
    turns: isMoving(base) ? aroundIt : null,
    said: orderWords[op](said, fact.type === 'date')
  }
}

function between(fact: FactDefinition, raw: unknown): Compared {
  if (!Array.isArray(raw) || raw.length !== 2) return wrong('between takes two ends: [from, to]')
  const [from, to] = [lineOf(fact, raw[0]), lineOf(fact, raw[1])]
  const [low, high] = [from.base, to.base]
  if (low !== 'today' && high !== 'today' && low > high) return wrong('between: the first end lies above the second')
  const at = (base: Mark, today: number) => (base === 'today' ? today : base)
  return {
    comparison: { between: [from.limit, to.limit] },
    test: (value, today) => typeof value === 'number' && value >= at(low, today) && value <= at(high, today),
    marks: numbers(low, high),
    turns: isMoving(low, high) ? aroundIt : null,
    said: `在 ${from.said}和 ${to.said}之间（含两端）`
  }
}

interface Same {
  value: Value
  scalar: Limit | boolean
  said: string
}

/** A value the fact can have. */
function givenValue(fact: FactDefinition, raw: unknown): Same {
  if (fact.type === 'quantity' || fact.type === 'number' || fact.type === 'date') {
    const { base, limit, said } = lineOf(fact, raw)
    return base === 'today'
      ? wrong('compare with today by lt, le, gt, ge or between')
      : { value: base, scalar: limit, said }
  }
  if (typeof raw !== 'boolean' && typeof raw !== 'string')
    return wrong(`${JSON.stringify(raw)} is no value of ${fact.name}`)
  const read = readFact(fact, raw)
  if (!read.ok)
    return wrong(
      `"${raw}" is no value of ${fact.name} (${fact.type === 'choice' ? fact.options.join(', ') : fact.type})`
    )
  return { value: raw, scalar: raw, said: raw === true ? '是' : raw === false ? '否' : `“${raw}”` }
}

function same(fact: FactDefinition, raw: unknown): Compared {
  const { value, scalar, said } = givenValue(fact, raw)
  return {
    comparison: { is: scalar },
    test: (given) => given === value,
    marks: [value],
    turns: null,
    said: `是${said}`
  }
}

function oneOf(fact: FactDefinition, raw: unknown): Compared {
  if (!Array.isArray(raw) || raw.length === 0) return wrong('in takes a list with at least one value')
  const found = raw.map((one) => givenValue(fact, one))
  const values = new Set<Known>(found.map(({ value }) => value))
  return {
    comparison: { in: found.map(({ scalar }) => scalar) },
    test: (given) => values.has(given),
    marks: found.map(({ value }) => value),
    turns: null,
    said: `是${found.map(({ said }) => said).join('或')}`
  }
}

function prefix(fact: FactDefinition, raw: unknown): Compared {
  const list: unknown[] = Array.isArray(raw) ? raw : [raw]
  const begins = list.filter((one): one is string => typeof one === 'string' && one !== '')
  if (fact.type !== 'text') return wrong(`prefix is for texts, ${fact.name} is ${fact.type}`)
  if (begins.length !== list.length || begins.length === 0) return wrong('prefix takes a text or a list of texts')
  return {
    comparison: { prefix: begins },
    test: (value) => typeof value === 'string' && begins.some((one) => value.startsWith(one)),
    marks: begins,
    turns: null,
    said: `以 ${begins.join('、')} 开头`
  }
}

function exists(fact: FactDefinition, raw: unknown): Compared {
  if (typeof raw !== 'boolean') return wrong('exists is true or false')
  if (!fact.none) return wrong(`${fact.name} always has a value (no \`none\` in the registry), exists says nothing`)
  return {
    comparison: { exists: raw },
    test: (value) => (value !== null) === raw,
    marks: [],
    turns: null,
    said: raw ? '有' : '没有'
  }
}

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

function within(fact: FactDefinition, raw: unknown): Compared {
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

const BY_NAME: Record<string, (fact: FactDefinition, raw: unknown) => Compared> = {
  is: same,
  in: oneOf,
  between,
  prefix,
  exists,
  within,
  lt: (fact, raw) => order('lt', fact, raw),
  le: (fact, raw) => order('le', fact, raw),
  gt: (fact, raw) => order('gt', fact, raw),
  ge: (fact, raw) => order('ge', fact, raw)
}

/** Whether a condition may use this word to compare (ge, in, …, or 以上, 不满, …). */
export const isComparing = (name: string): boolean => isWord(name) || Object.hasOwn(BY_NAME, name)

/** One comparison of a rule, checked against the fact; throws Wrong with what is wrong. */
export function readComparison(fact: FactDefinition, name: string, raw: unknown, cite: string | undefined): Compared {
  const op = isWord(name) ? WORDS[name] : name
  const read = BY_NAME[op]
  if (!read) return wrong(`unknown comparison "${name}"`)
  if (cite !== undefined && (op === 'lt' || op === 'le' || op === 'gt' || op === 'ge')) {
    const word = contradicting(op, cite)
    if (word !== undefined) wrong(`the cited text says ${word}, which is ${WORDS[word]}, not ${op} (民法典 1259)`)
  }
  return read(fact, raw)
}

/** The smallest difference of two values of a fact in base units; 0 when there is none. */
export function stepOfFact(fact: FactDefinition): number {
  if (fact.type === 'date') return 1
  if (fact.type !== 'quantity') return 0
  if (fact.whole) return baseOf(fact.unit)
  return ['长度', '面积', '比例', '功率'].includes(fact.dimension) ? 0 : 1
}
