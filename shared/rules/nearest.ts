import type { CompiledRule } from './compile'
import { addMonths, writeDay } from './days'
import { type Facts, type Known, sayFact } from './facts'
import { type Atom, type Outcome, outcomesOf } from './logic'
import type { FactDefinition, QuantityDefinition } from './registry'
import { fromBase, sayQuantity, type Unit } from './units'
import { byFact, factsOf, isPossible, valuesOf, type Way, type Ways, waysTo } from './ways'

/** How far a value is from where the answer changes; a plain number has no unit, a date is counted in 日. */
export interface Distance {
  value: number
  unit: Unit | null
}

/** One fact that would have to be otherwise. */
export type Change = { fact: string; text: string } & (
  | {
      /**
       * It comes by itself on this day (YYYY-MM-DD). `latest`: by then at the latest, only full years are known;
       * `continued`: if contributions go on without a gap.
       */
      kind: 'wait'
      day: string
      certainty: 'exact' | 'latest' | 'continued'
    }
  | { kind: 'distance'; distance: Distance; to: string }
  /** any of these values */
  | { kind: 'value'; to: string[] }
)

/** The smallest change that turns 不符合 into 符合. */
export interface Nearest {
  changes: Change[]
  /** facts that would have to be known besides */
  alsoMissing: string[]
  /** false: too many conditions (over 12) or too many ways (over 100) to compare all */
  exact: boolean
}

interface Wish {
  fact: FactDefinition
  atoms: Atom[]
  holds: (value: Known, today: number) => boolean
}
interface Step {
  change: Change
  /** what the facts would be then */
  value: { name: string; value: Known } | null
  day: number
}

/** |value − threshold| of the nearest threshold, in the unit of the fact; undefined for what has no order. */
export function distanceOf(fact: FactDefinition, marks: Known[], value: Known | undefined): Distance | undefined {
  if (typeof value !== 'number') return undefined
  let gap = Number.POSITIVE_INFINITY
  for (const mark of marks) if (typeof mark === 'number') gap = Math.min(gap, Math.abs(mark - value))
  if (gap === Number.POSITIVE_INFINITY) return undefined
  if (fact.type === 'quantity') return fromBase(gap, fact.unit)
  return { value: gap, unit: fact.type === 'date' ? '日' : null }
}

const sayDistance = ({ value, unit }: Distance): string =>
  unit === null ? String(value) : sayQuantity({ value, unit })

function wait(wish: Wish, day: number, certainty: 'exact' | 'latest' | 'continued', value: Step['value']): Step {
  const when = writeDay(day)
  const words = {
    exact: `从 ${when} 起满足`,
    latest: `最迟从 ${when} 起满足`,
    continued: `如果不中断，到 ${when} 满足`
  }
  const change: Change = {
    fact: wish.fact.name,
    text: `${wish.fact.name}：${words[certainty]}。`,
    kind: 'wait',
    day: when,
    certainty
  }
  return { change, value, day }
}

/** The first day on which a comparison with today, or with the time since a date, comes true by itself. */
function waitForDay(wish: Wish, facts: Facts, today: number): Step | null {
  const { fact, atoms } = wish
  const reads = atoms[0]?.valueIn
  const since = fact.type === 'quantity' && fact.since !== undefined ? facts.get(fact.since) : undefined
  const own = facts.get(fact.name)
  const turns = atoms.flatMap((atom) => {
    if (own === undefined && typeof since === 'number')
      return valuesOf(fact, [atom], today).flatMap((value) =>
        typeof value === 'number' ? [addMonths(since, value)] : []
      )
    return own === undefined ? [] : (atom.turns?.(own) ?? [])
  })
  const day = turns
    .filter((turn) => turn > today)
    .sort((a, b) => a - b)
    .find((turn) => {
      const value = reads?.(facts, turn)
      return value !== undefined && wish.holds(value, turn)
    })
  return day === undefined ? null : wait(wish, day, 'exact', null)
}

/** Full years and months of contributions that are given as a number grow with time as well. */
function waitToGrow(fact: QuantityDefinition, wish: Wish, value: number, today: number): Step | null {
  const up = valuesOf(fact, wish.atoms, today)
    .filter((one) => typeof one === 'number')
    .filter((one) => one > value && wish.holds(one, today))
    .sort((a, b) => a - b)[0]
  if (up === undefined) return null
  const certainty = fact.monthly ? 'continued' : 'latest'
  return wait(wish, addMonths(today, up - value), certainty, { name: fact.name, value: up })
}

function anotherNumber(wish: Wish, value: number, today: number): Step | null {
  const { fact, atoms } = wish
  const to = valuesOf(fact, atoms, today)
    .filter((one) => typeof one === 'number')
    .filter((one) => wish.holds(one, today))
    .sort((a, b) => Math.abs(a - value) - Math.abs(b - value))[0]
  if (to === undefined) return null
  const distance = distanceOf(fact, [to], value) ?? { value: 0, unit: null }
  const [now, then] = [sayFact(fact, value), sayFact(fact, to)]
  const gap = fact.type === 'date' ? '相差' : to < value ? '多了' : '还差'
  const text = `${fact.name}：现在是 ${now}，${gap} ${sayDistance(distance)}。`
  return {
    change: { fact: fact.name, text, kind: 'distance', distance, to: then },
    value: { name: fact.name, value: to },
    day: today
  }
}

function anotherValue(wish: Wish, now: Known, today: number): Step | null {
  const { fact, atoms } = wish
  // texts made up to stand for “anything else” are no advice
  const given = fact.type === 'text' ? atoms.flatMap(({ marks }) => marks) : valuesOf(fact, atoms, today)
  const fitting = [...new Set(given)].filter((one) => wish.holds(one, today))
  const [first] = fitting
  if (first === undefined) return null
  const to = fitting.map((one) => sayFact(fact, one))
  const text = `${fact.name}：现在是“${sayFact(fact, now)}”，要是“${to.join('”或“')}”。`
  return { change: { fact: fact.name, text, kind: 'value', to }, value: { name: fact.name, value: first }, day: today }
}

function stepFor(wish: Wish, facts: Facts, today: number): Step | null {
  const { fact, atoms } = wish
  const now = atoms[0]?.valueIn(facts, today)
  if (now === undefined) return null
  const byItself = waitForDay(wish, facts, today)
  if (byItself) return byItself
  const grows = fact.type === 'quantity' && (fact.since !== undefined || fact.monthly === true)
  if (fact.type === 'quantity' && grows)
    return typeof now === 'number' && facts.has(fact.name) ? waitToGrow(fact, wish, now, today) : null
  if (fact.fixed) return null
  if (typeof now === 'number') return anotherNumber(wish, now, today)
  // who has none of something that is counted is not told how much of it to have
  return ['quantity', 'number', 'date'].includes(fact.type) ? null : anotherValue(wish, now, today)
}

/** What a judgement that came out 不符合 is about. */
interface Lost {
  rule: CompiledRule
  facts: Facts
  outcomes: readonly Outcome[]
  today: number
}

/** The change that gives the atoms of one fact what is wanted of them; null = there is none. */
function stepOf(group: Way, { wants }: Ways, { rule: { atoms }, facts, outcomes, today }: Lost): Step | null {
  const wished = group.flatMap((index) => atoms[index] ?? [])
  const [first] = wished
  if (!first) return null
  const { fact, place } = first
  const holds = (value: Known, day: number) =>
    group.every((index) => atoms[index]?.test(value, day) === (wants[index] === 1))
  const same = [...atoms.keys()].filter((index) => atoms[index]?.place === place && !group.includes(index))
  if (same.length === 0) return stepFor({ fact, atoms: wished, holds }, facts, today)
  // first a change that leaves the other conditions on the same fact as they are
  const keeps = (value: Known, day: number) =>
    holds(value, day) && same.every((index) => atoms[index]?.test(value, day) === (outcomes[index] === 1))
  const all = [...wished, ...same.flatMap((index) => atoms[index] ?? [])]
  return (
    stepFor({ fact, atoms: all, holds: keeps }, facts, today) ?? stepFor({ fact, atoms: wished, holds }, facts, today)
  )
}

/** stepOf, once for each set of atoms: many ways go through the same ones. */
function stepsOf(ways: Ways, lost: Lost): (group: Way) => Step | null {
  const found = new Map<string, Step | null>()
  return (group) => {
    const key = group.join()
    const known = found.get(key)
    if (known !== undefined) return known
    const step = stepOf(group, ways, lost)
    found.set(key, step)
    return step
  }
}

/** What it takes to go this way; null when it cannot be gone, or when time undoes on the way what held at the start. */
function planOf(way: Way, stepTo: (group: Way) => Step | null, { rule, facts, outcomes, today }: Lost): Plan | null {
  const { atoms, root } = rule
  const steps: Step[] = []
  const alsoMissing: string[] = []
  let day = today
  const then = new Map<string, Known>()
  for (const group of byFact(way, atoms)) {
    if (group.some((index) => outcomes[index] === 2)) {
      alsoMissing.push(...group.slice(0, 1).flatMap((index) => atoms[index]?.fact.name ?? []))
      continue
    }
    const step = stepTo(group)
    if (!step) return null
    steps.push(step)
    day = Math.max(day, step.day)
    if (step.value) then.set(step.value.name, step.value.value)
  }
  // a rule never asks a fact together with the one it is counted from, so a changed fact changes its own atoms only
  const values = atoms.map(({ fact, valueIn }) => (then.has(fact.name) ? then.get(fact.name) : valueIn(facts, day)))
  const reached = root.decide(outcomesOf(atoms, values, day))
  if (reached === 0 || (reached === 2 && alsoMissing.length === 0)) return null
  return { changes: steps.map(({ change }) => change), alsoMissing }
}

/** Of so many ways, those with the fewest facts first, the best is chosen. */
const COMPARED = 100

type Plan = Pick<Nearest, 'changes' | 'alsoMissing'>

const effortOf = ({ changes, alsoMissing }: Plan): number =>
  changes.filter(({ kind }) => kind !== 'wait').length * 10 + alsoMissing.length

/**
 * For a rule whose outcome is 0: the change that makes it 符合, as few facts as possible; of equally few, what comes by
 * itself first, then what needs no further fact. Null when nothing the person or time can change leads there.
 */
export function nearestOf(lost: Lost): Nearest | null {
  const { rule, outcomes, today } = lost
  const found = waysTo(rule, 1, (index, want) => (outcomes[index] === want ? 'nothing' : 'something'))
  const stepTo = stepsOf(found, lost)
  let best: { plan: Plan; touched: number; effort: number } | undefined
  for (const way of found.ways.slice(0, COMPARED)) {
    const touched = factsOf(way, rule.atoms)
    if (best && (touched > best.touched || best.effort === 0)) break
    const plan = isPossible(way, found, rule.atoms, today) ? planOf(way, stepTo, lost) : null
    const effort = plan ? effortOf(plan) : 0
    if (plan && (!best || effort < best.effort)) best = { plan, touched, effort }
  }
  return best ? { ...best.plan, exact: found.exact && found.ways.length <= COMPARED } : null
}
