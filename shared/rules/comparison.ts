import type { Comparison, Limit } from './condition'
import { type Known, readFact } from './facts'
import { aroundIt, type Compared, lineOf, type Mark, type Value, wrong } from './line'
import type { FactDefinition } from './registry'
import { within } from './within'
import { contradicting, isWord, type OrderOp, WORDS } from './words'

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
    said: typeof value === 'boolean' ? said : `是${said}`
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
