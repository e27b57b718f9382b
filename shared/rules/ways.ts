import type { CompiledRule } from './compile'
import type { Known } from './facts'
import type { Atom, Node } from './logic'
import { type FactDefinition, stepOfFact } from './registry'

/** A way to an outcome: the atoms (by index, rising) that must become what it takes; the others may stay as they are. */
export type Way = readonly number[]

/** The ways of a rule to an outcome. */
export interface Ways {
  /** those that touch the fewest facts first, then in the order of the rule */
  ways: Way[]
  /** what each atom of the rule has to become on any of them */
  wants: readonly (0 | 1)[]
  /** false: more than 12 open atoms, only the cheapest few ways were followed */
  exact: boolean
}

/** What it takes to give an atom an outcome. */
export type Effort = 'nothing' | 'something' | 'impossible'

/** Beyond so many open atoms only the cheapest few ways are followed. */
const EXACT_ATOMS = 12
const KEPT = 8

type Keep = (ways: Way[]) => Way[]

const ALREADY: Way = []

/** How many different facts a way touches. */
export function factsOf(way: Way, atoms: readonly Atom[]): number {
  const places: number[] = []
  for (const index of way) {
    const place = atoms[index]?.place ?? index
    if (!places.includes(place)) places.push(place)
  }
  return places.length
}

/** The atoms a way wants something of, those of one fact together, in the order of the rule. */
export function byFact(way: Way, atoms: readonly Atom[]): Way[] {
  const found = new Map<number, number[]>()
  for (const index of way) {
    const place = atoms[index]?.place ?? index
    const group = found.get(place)
    if (group) group.push(index)
    else found.set(place, [index])
  }
  return [...found.values()]
}

/** The parts of a rule share no atom, so two ways through different parts never contradict each other. */
function joined(before: Way[], part: Way[]): Way[] {
  const ways: Way[] = []
  for (const one of before) for (const way of part) ways.push(one.length === 0 ? way : one.concat(way))
  return ways
}

/** All ways in which at least `k` of the parts come true, given the ways of each part. */
function combined(parts: Way[][], k: number, keep: Keep): Way[] {
  if (k === 1) return keep(parts.flat())
  if (k === parts.length) return parts.reduce((ways, part) => keep(joined(ways, part)), [ALREADY])
  // row[j]: the ways in which j of the parts so far were chosen
  let row: Way[][] = [[ALREADY], ...Array.from({ length: k }, (): Way[] => [])]
  for (const [i, part] of parts.entries())
    row = row.map((ways, chosen) => {
      // so few that the parts still to come cannot make up for it
      if (chosen + parts.length - i - 1 < k) return []
      return keep([...ways, ...joined(row[chosen - 1] ?? [], part)])
    })
  return row[k] ?? []
}

function cheapestFirst(ways: Way[], atoms: readonly Atom[]): Way[] {
  const byCount: Way[][] = []
  for (const way of ways) {
    const count = factsOf(way, atoms)
    const same = byCount[count]
    if (same) same.push(way)
    else byCount[count] = [way]
  }
  // a list with holes where no way touches so many
  return byCount.flat()
}

/** The ways in which a rule gets the wanted outcome; `effort` says what it takes to give an atom what is wanted of it. */
export function waysTo(
  { root, atoms, favours }: CompiledRule,
  wanted: 0 | 1,
  effort: (index: number, wanted: 0 | 1) => Effort
): Ways {
  const wants = wanted === 1 ? favours : favours.map((one): 0 | 1 => (one === 1 ? 0 : 1))
  let open = 0
  for (const index of atoms.keys()) if (effort(index, 1) === 'something' || effort(index, 0) === 'something') open += 1
  const exact = open <= EXACT_ATOMS
  const keep: Keep = exact ? (ways) => ways : (ways) => cheapestFirst(ways, atoms).slice(0, KEPT)
  const follow = (node: Node, want: 0 | 1): Way[] => {
    if (node.kind === 'not') return follow(node.of, want === 1 ? 0 : 1)
    if (node.kind === 'atom') {
      const takes = effort(node.index, want)
      if (takes === 'impossible') return []
      return [takes === 'nothing' ? ALREADY : [node.index]]
    }
    // not at least k of n hold = at least n - k + 1 do not
    const k = want === 1 ? node.k : node.of.length - node.k + 1
    const parts = node.of.map((part) => follow(part, want))
    return combined(parts, k, keep)
  }
  return { ways: cheapestFirst(follow(root, wanted), atoms), wants, exact }
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
  const none: Known[] = fact.none ? [null] : []
  if (fact.type === 'boolean') return [true, false, ...none]
  if (fact.type === 'choice') return [...fact.options, ...none]
  const marks = atoms.flatMap((atom) => atom.marks)
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

/** Whether one value can give every atom of a list on the same fact what is wanted of it. */
function canBe(group: Way, { wants }: Ways, atoms: readonly Atom[], today: number): boolean {
  const list = group.flatMap((index) => atoms[index] ?? [])
  const [first] = list
  return (
    first !== undefined &&
    valuesOf(first.fact, list, today).some((value) =>
      group.every((index) => atoms[index]?.test(value, today) === (wants[index] === 1))
    )
  )
}

/** What canBe found for a rule on the day last asked about, by what is wanted of which atoms. */
const found = new WeakMap<readonly Atom[], { today: number; answers: Map<string | number, boolean> }>()

function answersOf(atoms: readonly Atom[], today: number): Map<string | number, boolean> {
  const kept = found.get(atoms)
  if (kept?.today === today) return kept.answers
  const answers = new Map<string | number, boolean>()
  found.set(atoms, { today, answers })
  return answers
}

/** Whether one value of each fact can give all its atoms what the way wants (not at once above 60 and below 50). */
export function isPossible(way: Way, ways: Ways, atoms: readonly Atom[], today: number): boolean {
  const answers = answersOf(atoms, today)
  const groups = way.length === 1 ? [way] : byFact(way, atoms)
  return groups.every((group) => {
    const [only = 0, more] = group
    const want = ways.wants[only] ?? 1
    const key = more === undefined ? 2 * only + want : `${want} ${group.join(' ')}`
    const known = answers.get(key)
    if (known !== undefined) return known
    const answer = canBe(group, ways, atoms, today)
    answers.set(key, answer)
    return answer
  })
}
