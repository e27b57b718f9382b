import { isComparing, readComparison } from './comparison'
import type { Condition, FactCondition, Rule } from './condition'
import { isRecord } from './facts'
import { Wrong } from './line'
import { type Ask, type Atom, asker, favoured, type Node, node, valueReader } from './logic'
import type { FactRegistry } from './registry'

export interface CompiledRule {
  rule: Rule
  atoms: Atom[]
  root: Node
  ask: Ask
  /** what each atom has to become for the rule to hold; for it to fail, the opposite */
  favours: readonly (0 | 1)[]
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
      const index = atoms.length
      const before = atoms.find((atom) => atom.fact === fact)
      const text = `${fact.name}：${compared.said}`
      atoms.push({
        ...compared,
        text,
        fact,
        place: before?.place ?? index,
        condition,
        exception,
        valueIn: valueReader(fact)
      })
      return { node: node({ kind: 'atom', index }), condition }
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
    const of = many.map((one) => one.node)
    const conditions = many.map(({ condition }) => condition)
    if (key === 'all') return { node: node({ kind: 'count', k: of.length, of }), condition: { all: conditions } }
    if (key === 'any') return { node: node({ kind: 'count', k: 1, of }), condition: { any: conditions } }
    const { atLeast: k } = raw
    if (typeof k !== 'number' || !Number.isInteger(k) || k < 1 || k > of.length)
      return fail(`${at}.atLeast`, `is a whole number from 1 to ${of.length}`)
    return { node: node({ kind: 'count', k, of }), condition: { atLeast: k, of: conditions } }
  }

  function read(raw: unknown, at: string, exception: boolean): Built | null {
    if (!isRecord(raw)) return fail(at, 'is no condition')
    if ('fact' in raw) return readFactCondition(raw, at, exception)
    const keys = Object.keys(raw).sort().join(' ')
    if (keys === 'not') {
      const of = read(raw.not, `${at}.not`, exception)
      return of && { node: node({ kind: 'not', of: of.node }), condition: { not: of.condition } }
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
  const none = unless.map((one) => node({ kind: 'not', of: one.node }))
  const root = node({ kind: 'count', k: 1 + none.length, of: [when.node, ...none] })
  const rule: Rule = { when: when.condition, unless: unless.map(({ condition }) => condition) }
  remember(registry, { rule, atoms, root, ask: asker(root, atoms), favours: favoured(root, atoms.length) })
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
