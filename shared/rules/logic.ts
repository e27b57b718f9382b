import type { FactCondition } from './condition'
import { monthsSince } from './days'
import type { Facts, Known } from './facts'
import type { Compared } from './line'
import type { FactDefinition } from './registry'
import { baseOf } from './units'

/** 0 no, 1 yes, 2 not known. */
export type Outcome = 0 | 1 | 2

/** A condition on one fact, ready to be asked. */
export interface Atom extends Compared {
  fact: FactDefinition
  /** the condition in plain Chinese with the name of the fact */
  text: string
  /** the index of the first atom of the rule on the same fact */
  place: number
  condition: FactCondition
  exception: boolean
  /** the value of its fact as of a day; undefined = unknown */
  valueIn: (facts: Facts, today: number) => Known | undefined
}

type Shape =
  | { kind: 'atom'; index: number }
  | { kind: 'not'; of: Node }
  /** at least `k` of them hold: all = as many as there are, any = 1 */
  | { kind: 'count'; k: number; of: Node[] }

/** The structure of a rule over its atoms (by index), each of them once. */
export type Node = Shape & { decide: Decide }

/** The outcome of a node, given the outcome of each of its atoms. */
export type Decide = (outcomes: ArrayLike<Outcome>) => Outcome

/** The outcome of a rule straight from the facts on a day, looking at no more conditions than settle it. */
export type Ask = (facts: Facts, day: number) => Outcome

/** Derived facts count full units, as 周岁 do. */
export function valueReader(fact: FactDefinition): Atom['valueIn'] {
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

function decider(shape: Shape): Decide {
  if (shape.kind === 'atom') {
    const { index } = shape
    return (outcomes) => outcomes[index] ?? 2
  }
  if (shape.kind === 'not') {
    const { decide } = shape.of
    return (outcomes) => opposite[decide(outcomes)] ?? 2
  }
  return decideCount(
    shape.k,
    shape.of.map(({ decide }) => decide)
  )
}

/** A node with the closure that decides it. */
export const node = (shape: Shape): Node => ({ ...shape, decide: decider(shape) })

/** The closure that asks a node; the same outcome as that of its `decide`. */
export function asker(of: Node, atoms: readonly Atom[]): Ask {
  if (of.kind === 'atom') {
    const atom = atoms[of.index]
    if (!atom) throw new TypeError('a node names an atom of its rule')
    const { valueIn, test } = atom
    return (facts, day) => {
      const value = valueIn(facts, day)
      return value === undefined ? 2 : test(value, day) ? 1 : 0
    }
  }
  if (of.kind === 'not') {
    const ask = asker(of.of, atoms)
    return (facts, day) => opposite[ask(facts, day)] ?? 2
  }
  return askCount(
    of.k,
    of.of.map((part) => asker(part, atoms))
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

/** What each of `count` atoms has to become for the node to hold: 0 under an odd number of nots, otherwise 1. */
export function favoured(root: Node, count: number): (0 | 1)[] {
  const favours = Array.from({ length: count }, (): 0 | 1 => 1)
  const walk = (of: Node, wanted: 0 | 1) => {
    if (of.kind === 'atom') favours[of.index] = wanted
    else if (of.kind === 'not') walk(of.of, wanted === 1 ? 0 : 1)
    else for (const part of of.of) walk(part, wanted)
  }
  walk(root, 1)
  return favours
}

/** The outcome of each atom as far as the facts are known. */
export const outcomesOf = (atoms: readonly Atom[], values: readonly (Known | undefined)[], today: number): Outcome[] =>
  atoms.map(({ test }, index) => {
    const value = values[index]
    return value === undefined ? 2 : test(value, today) ? 1 : 0
  })
