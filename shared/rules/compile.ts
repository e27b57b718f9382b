import { isComparing, readComparison } from './comparison'
import type { Condition, FactCondition, Rule } from './condition'
import { monthsSince } from './days'
import { type Facts, isRecord, type Known } from './facts'
import { type Compared, Wrong } from './line'
import type { FactDefinition, FactRegistry } from './registry'
import { baseOf } from './units'

/** 0 no, 1 yes, 2 not known. */
export type Outcome = 0 | 1 | 2

/** A condition on one fact, ready to be asked. */
export interface Atom extends Compared {
  fact: FactDefinition
  condition: FactCondition
  exception: boolean
  /** the value of its fact as of a day; undefined = unknown */
  valueIn: (facts: Facts, today: number) => Known | undefined
}

/** The structure of a rule over its atoms (by index). */
export type Node =
  | { kind: 'atom'; index: number }
  | { kind: 'not'; of: Node }
  /** at least `k` of them hold: all = as many as there are, any = 1 */
  | { kind: 'count'; k: number; of: Node[] }

/** The outcome of a rule, given the outcome of each of its atoms. */
export type Decide = (outcomes: ArrayLike<Outcome>) => Outcome

export interface CompiledRule {
  rule: Rule
  atoms: Atom[]
  root: Node
  decide: Decide
  ask: Ask
}

/** Derived facts count full units, as 周岁 do. */
function valueReader(fact: FactDefinition): Atom['valueIn'] {
  const { name } = fact
  if (fact.type !== 'quantity' || fact.since === undefined) return (facts) => facts.get(name)
  const { since } = fact
  const step = fact.whole ? baseOf(fact.unit) : 1
  return (facts, today) => {
    const given = facts.get(name)
    if (given !== undefined) return given
    const from = facts.get(since)
    return typeof from === 'number' ? Math.floor(monthsSince(from, today) / step) * step : undefined
  }
}

/** Kleene's strong three-valued logic: counts the yes and the not-no among the parts. */
function decideCount(k: number, parts: Decide[]): Decide {
  return (outcomes) => {
    let yes = 0
    let open = 0
    for (const part of parts) {
      const outcome = part(outcomes)
      if (outcome === 1) yes += 1
      else if (outcome === 2) open += 1
    }
    if (yes >= k) return 1
    return yes + open >= k ? 2 : 0
  }
}

const opposite: readonly Outcome[] = [1, 0, 2]

/** The closure that decides a node. */
export function decider(node: Node): Decide {
  if (node.kind === 'atom') {
    const { index } = node
    return (outcomes) => outcomes[index] ?? 2
  }
  if (node.kind === 'not') {
    const of = decider(node.of)
    return (outcomes) => opposite[of(outcomes)] ?? 2
  }
  return decideCount(node.k, node.of.map(decider))
}

/** The outcome of a rule straight from the facts on a day, looking at no more conditions than settle it. */
export type Ask = (facts: Facts, day: number) => Outcome

/** The closure that asks a node; the same outcome as that of its `decider`. */
function asker(node: Node, atoms: readonly Atom[]): Ask {
  if (node.kind === 'atom') {
    const atom = atoms[node.index]
    if (!atom) throw new TypeError('a node names an atom of its rule')
    const { valueIn, test } = atom
    return (facts, day) => {
      const value = valueIn(facts, day)
      return value === undefined ? 2 : test(value, day) ? 1 : 0
    }
  }
  if (node.kind === 'not') {
    const of = asker(node.of, atoms)
    return (facts, day) => opposite[of(facts, day)] ?? 2
  }
  return askCount(
    node.k,
    node.of.map((part) => asker(part, atoms))
  )
}

/** As decideCount, and done as soon as what is left cannot change it. */
function askCount(k: number, parts: Ask[]): Ask {
  const spare = parts.length - k
  return (facts, day) => {
    let yes = 0
    let no = 0
    for (const part of parts) {
      const outcome = part(facts, day)
      if (outcome === 1) {
        yes += 1
        if (yes >= k) return 1
      } else if (outcome === 0) {
        no += 1
        if (no > spare) return 0
      }
    }
    return 2
  }
}

interface Built {
  node: Node
  condition: Condition
}

/** Reads the conditions of one rule; keeps every problem with its path. */
function reader(registry: FactRegistry) {
  const atoms: Atom[] = []
  const problems: string[] = []
  const fail = (at: string, problem: string): null => {
    problems.push(`${at}: ${problem}`)
    return null
  }

  function readMany(raw: unknown, at: string, exception: boolean): Built[] | null {
    if (!Array.isArray(raw) || raw.length === 0) return fail(at, 'takes a list of conditions, at least one')
    const built = raw.map((one, i) => read(one, `${at}.${i}`, exception)).filter((one) => one !== null)
    return built.length === raw.length ? built : null
  }

  function readFactCondition(raw: Record<string, unknown>, at: string, exception: boolean): Built | null {
    const { fact: name, id, cite, ...compare } = raw
    const [op, ...more] = Object.keys(compare)
    const unknown = Object.keys(compare).find((key) => !isComparing(key))
    const fact = typeof name === 'string' ? registry.get(name) : undefined
    if (!fact) return fail(at, `unknown fact "${name}"`)
    if (unknown !== undefined) return fail(at, `unknown word "${unknown}"`)
    if (op === undefined || more.length > 0) return fail(at, 'takes exactly one comparison')
    if (id !== undefined && typeof id !== 'string') return fail(at, 'id is a text')
    if (cite !== undefined && typeof cite !== 'string') return fail(at, 'cite is a text')
    try {
      const compared = readComparison(fact, op, compare[op], cite)
      const about = { fact: fact.name, ...(id === undefined ? {} : { id }), ...(cite === undefined ? {} : { cite }) }
      const condition: FactCondition = { ...about, ...compared.comparison }
      atoms.push({ ...compared, fact, condition, exception, valueIn: valueReader(fact) })
      return { node: { kind: 'atom', index: atoms.length - 1 }, condition }
    } catch (error) {
      if (error instanceof Wrong) return fail(`${at}.${op}`, error.message)
      throw error
    }
  }

  function readGroup(raw: Record<string, unknown>, at: string, exception: boolean): Built | null {
    const keys = Object.keys(raw).sort().join(' ')
    const key = keys === 'atLeast of' ? 'of' : keys
    const many = readMany(raw[key], `${at}.${key}`, exception)
    if (!many) return null
    const of = many.map(({ node }) => node)
    const conditions = many.map(({ condition }) => condition)
    if (key === 'all') return { node: { kind: 'count', k: of.length, of }, condition: { all: conditions } }
    if (key === 'any') return { node: { kind: 'count', k: 1, of }, condition: { any: conditions } }
    const { atLeast: k } = raw
    if (typeof k !== 'number' || !Number.isInteger(k) || k < 1 || k > of.length)
      return fail(`${at}.atLeast`, `is a whole number from 1 to ${of.length}`)
    return { node: { kind: 'count', k, of }, condition: { atLeast: k, of: conditions } }
  }

  function read(raw: unknown, at: string, exception: boolean): Built | null {
    if (!isRecord(raw)) return fail(at, 'is no condition')
    if ('fact' in raw) return readFactCondition(raw, at, exception)
    const keys = Object.keys(raw).sort().join(' ')
    if (keys === 'not') {
      const of = read(raw.not, `${at}.not`, exception)
      return of && { node: { kind: 'not', of: of.node }, condition: { not: of.condition } }
    }
    if (['all', 'any', 'atLeast of'].includes(keys)) return readGroup(raw, at, exception)
    return fail(at, 'is none of all, any, not, atLeast with of, or a fact with a comparison')
  }

  return { atoms, problems, read, readMany }
}

/** A derived fact and the date it is derived from say the same twice; a rule asks one of them. */
function doubled(atoms: Atom[]): string[] {
  const used = new Set(atoms.map(({ fact }) => fact.name))
  return atoms.flatMap(({ fact }) =>
    fact.type === 'quantity' && fact.since !== undefined && used.has(fact.since)
      ? [`uses both ${fact.name} and ${fact.since}, from which it is counted; use one`]
      : []
  )
}

const known = new WeakMap<FactRegistry, WeakMap<object, CompiledRule>>()

function remember(registry: FactRegistry, compiled: CompiledRule): CompiledRule {
  const rules = known.get(registry) ?? new WeakMap<object, CompiledRule>()
  known.set(registry, rules.set(compiled.rule, compiled))
  return compiled
}

/**
 * Checks a rule as it stands in a content file: shape, facts, types, units, and whether 以上/以下 in the cited text agree
 * with the comparison. `value` is the rule in one form (words as ge/le/lt/gt, quantities as { value, unit });
 * `problems` are one line each, `path: what is wrong`.
 */
export function checkRule(
  raw: unknown,
  registry: FactRegistry
): { ok: true; value: Rule } | { ok: false; problems: string[] } {
  if (!isRecord(raw)) return { ok: false, problems: ['rule: is no rule'] }
  const { atoms, problems, read, readMany } = reader(registry)
  for (const key of Object.keys(raw))
    if (key !== 'when' && key !== 'unless') problems.push(`rule: unknown word "${key}"`)
  const when = read(raw.when, 'when', false)
  const hasExceptions = raw.unless !== undefined && !(Array.isArray(raw.unless) && raw.unless.length === 0)
  const unless = hasExceptions ? readMany(raw.unless, 'unless', true) : []
  problems.push(...doubled(atoms))
  if (!when || !unless || problems.length > 0) return { ok: false, problems }
  const none = unless.map(({ node }): Node => ({ kind: 'not', of: node }))
  const root: Node = { kind: 'count', k: 1 + none.length, of: [when.node, ...none] }
  const rule: Rule = { when: when.condition, unless: unless.map(({ condition }) => condition) }
  remember(registry, { rule, atoms, root, decide: decider(root), ask: asker(root, atoms) })
  return { ok: true, value: rule }
}

/** The closures of a rule; made once for each rule object and registry. Throws TypeError on a rule that checkRule refuses. */
export function compile(rule: Rule, registry: FactRegistry): CompiledRule {
  const found = known.get(registry)?.get(rule)
  if (found) return found
  const checked = checkRule(rule, registry)
  if (!checked.ok) throw new TypeError(`not a rule:\n${checked.problems.join('\n')}`)
  const compiled = known.get(registry)?.get(checked.value)
  if (!compiled) throw new TypeError('a checked rule is compiled')
  return remember(registry, { ...compiled, rule })
}
