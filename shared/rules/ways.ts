import type { Atom, Node, Outcome } from './compile'
import type { Known } from './facts'
import { type FactDefinition, stepOfFact } from './registry'

/** A way to an outcome: which atoms (by index) must become what; the others may stay as they are. */
export type Way = ReadonlyMap<number, 0 | 1>

/** What it takes to give an atom an outcome. */
export type Effort = (index: number, wanted: 0 | 1) => 'nothing' | 'something' | 'impossible'

/** Beyond so many open atoms only the cheapest few ways are followed. */
const EXACT_ATOMS = 12
const KEPT = 8

const flip = (wanted: 0 | 1): 0 | 1 => (wanted === 1 ? 0 : 1)

/** How many different facts a way touches. */
export const factsOf = (way: Way, atoms: readonly Atom[]): number =>
  new Set([...way.keys()].map((index) => atoms[index]?.fact.name)).size

function join(a: Way, b: Way): Way | null {
  const both = new Map(a)
  for (const [index, wanted] of b) {
    if ((both.get(index) ?? wanted) !== wanted) return null
    both.set(index, wanted)
  }
  return both
}

/** All ways in which at least `k` of the parts come true, given the ways of each part. */
function combined(parts: Way[][], k: number, keep: (ways: Way[]) => Way[]): Way[] {
  // row[j]: the ways in which j of the parts so far were chosen
  let row: Way[][] = [[new Map()], ...Array.from({ length: k }, (): Way[] => [])]
  for (const [i, part] of parts.entries())
    row = row.map((ways, chosen) => {
      // so few that the parts still to come cannot make up for it
      if (chosen + parts.length - i - 1 < k) return []
      const more = chosen === 0 ? [] : (row[chosen - 1] ?? [])
      return keep([...ways, ...more.flatMap((one) => part.flatMap((way) => join(one, way) ?? []))])
    })
  return row[k] ?? []
}

/**
 * The ways in which a rule gets the wanted outcome, those that touch the fewest facts first (then in the order of the
 * rule). `exact` is false when there were more than 12 open atoms and only the cheapest were followed.
 */
export function waysTo(
  root: Node,
  wanted: 0 | 1,
  atoms: readonly Atom[],
  effort: Effort
): { ways: Way[]; exact: boolean } {
  const open = atoms.filter((_, index) => effort(index, 1) === 'something' || effort(index, 0) === 'something').length
  const exact = open <= EXACT_ATOMS
  const sorted = (ways: Way[]) =>
    ways
      .map((way) => ({ way, facts: factsOf(way, atoms) }))
      .sort((a, b) => a.facts - b.facts)
      .map(({ way }) => way)
  const keep = exact ? (ways: Way[]) => ways : (ways: Way[]) => sorted(ways).slice(0, KEPT)
  const follow = (node: Node, want: 0 | 1): Way[] => {
    if (node.kind === 'not') return follow(node.of, flip(want))
    if (node.kind === 'atom') {
      const takes = effort(node.index, want)
      if (takes === 'impossible') return []
      return [takes === 'nothing' ? new Map() : new Map([[node.index, want]])]
    }
    // not at least k of n hold = at least n - k + 1 do not
    const k = want === 1 ? node.k : node.of.length - node.k + 1
    const parts = node.of.map((part) => follow(part, want))
    return combined(parts, k, keep)
  }
  return { ways: sorted(follow(root, wanted)), exact }
}

const TINY = 1e-6

function numbersNear(fact: FactDefinition, marks: number[]): number[] {
  const step = stepOfFact(fact)
  const near = marks.flatMap((mark) => {
    if (step === 0) return [mark, mark - TINY, mark + TINY]
    const below = Math.floor(mark / step) * step
    return [below, below - step, below + step, below + 2 * step]
  })
  const all = [...near, 0]
  return fact.type === 'quantity' ? all.filter((value) => value >= 0) : all
}

/** Values of a fact that between them show every combination of outcomes its atoms can have. */
export function valuesOf(fact: FactDefinition, atoms: readonly Atom[], today: number): Known[] {
  const marks = atoms.flatMap((atom) => atom.marks)
  const none: Known[] = fact.none ? [null] : []
  if (fact.type === 'boolean') return [true, false, ...none]
  if (fact.type === 'choice') return [...fact.options, ...none]
  if (fact.type === 'text') {
    const texts = marks.filter((mark) => typeof mark === 'string')
    return [...texts, ...texts.map((text) => `${text}\u{10ffff}`), '\u{10ffff}', ...none]
  }
  const turns = atoms.flatMap((atom) => (atom.turns ? turnsBack(atom, today) : []))
  return [...numbersNear(fact, [...marks.filter((mark) => typeof mark === 'number'), ...turns]), ...none]
}

/** Days at which a comparison with today changes, found from today backwards and forwards by its own turns. */
const turnsBack = (atom: Atom, today: number): number[] =>
  (atom.turns?.(today) ?? []).flatMap((turn) => [turn - 1, turn, turn + 1, 2 * today - turn])

/** The atoms a way wants something of, by fact. */
export function byFact(way: Way, atoms: readonly Atom[]): Map<FactDefinition, { atom: Atom; wanted: 0 | 1 }[]> {
  const found = new Map<FactDefinition, { atom: Atom; wanted: 0 | 1 }[]>()
  for (const [index, wanted] of way) {
    const atom = atoms[index]
    if (atom) found.set(atom.fact, [...(found.get(atom.fact) ?? []), { atom, wanted }])
  }
  return found
}

/** Whether one value of each fact can give all its atoms what the way wants (not at once above 60 and below 50). */
export function isPossible(way: Way, atoms: readonly Atom[], today: number): boolean {
  for (const [fact, wishes] of byFact(way, atoms)) {
    const values = valuesOf(
      fact,
      wishes.map(({ atom }) => atom),
      today
    )
    if (!values.some((value) => wishes.every(({ atom, wanted }) => atom.test(value, today) === (wanted === 1))))
      return false
  }
  return true
}

/** The outcome of each atom as far as the facts are known. */
export const outcomesOf = (atoms: readonly Atom[], values: readonly (Known | undefined)[], today: number): Outcome[] =>
  atoms.map(({ test }, index) => {
    const value = values[index]
    return value === undefined ? 2 : test(value, today) ? 1 : 0
  })
