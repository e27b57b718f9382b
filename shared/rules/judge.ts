import { type CompiledRule, compile } from './compile'
import type { Rule } from './condition'
import { readDay } from './days'
import { type Facts, type Known, sayFact } from './facts'
import { type Atom, type Outcome, outcomesOf } from './logic'
import { type Missing, missingOf } from './missing'
import { type Distance, distanceOf, type Nearest, nearestOf } from './nearest'
import type { FactRegistry } from './registry'

export type Verdict = '符合' | '不符合' | '还不知道'

/** One condition of the rule and what became of it. */
export interface Reason {
  fact: string
  /** the condition in plain Chinese: 水表口径：100 毫米以下（含 100 毫米） */
  text: string
  outcome: '满足' | '不满足' | '还不知道'
  /** true: one of the exceptions (`unless`), where 满足 speaks against */
  exception: boolean
  /** true: one of the few conditions that already settle the verdict */
  decides: boolean
  /** the value it was judged by, in plain Chinese; null = unknown */
  value: string | null
  /** for 不满足 of a number, quantity or fixed day: how far from the line */
  distance?: Distance
  id?: string
  /** the sentence of the source, word for word */
  cite?: string
}

export interface Judgement {
  verdict: Verdict
  reasons: Reason[]
  /** for 还不知道, otherwise null */
  missing: Missing | null
  /** for 不符合: the change or the day that makes it 符合; null when there is none */
  nearest: Nearest | null
}

const verdicts = ['不符合', '符合', '还不知道'] as const
const said = ['不满足', '满足', '还不知道'] as const

/** Takes away one known condition after the other; those without which the verdict would not stand are left. */
function deciding({ root }: CompiledRule, outcomes: readonly Outcome[], verdict: Outcome): boolean[] {
  if (verdict === 2) return outcomes.map(() => false)
  const kept = [...outcomes]
  for (const [index, outcome] of outcomes.entries()) {
    if (outcome === 2) continue
    kept[index] = 2
    if (root.decide(kept) !== verdict) kept[index] = outcome
  }
  return kept.map((outcome) => outcome !== 2)
}

function reasonOf(atom: Atom, outcome: Outcome, value: Known | undefined, decides: boolean): Reason {
  const { fact, text, condition, exception } = atom
  const known = value === undefined ? null : sayFact(fact, value)
  const reason: Reason = { fact: fact.name, text, outcome: said[outcome], exception, decides, value: known }
  const distance = outcome === 0 ? distanceOf(fact, atom.marks, value) : undefined
  if (distance) reason.distance = distance
  if (condition.id !== undefined) reason.id = condition.id
  if (condition.cite !== undefined) reason.cite = condition.cite
  return reason
}

/** The day read last: lists of rules are all judged on the same one. */
let lastRead = { text: '', day: 0 }

function dayOf(today: string): number {
  if (lastRead.text === today) return lastRead.day
  const day = readDay(today)
  if (day === undefined) throw new RangeError(`not a civil date: ${today}`)
  lastRead = { text: today, day }
  return day
}

function decided(rule: Rule, facts: Facts, registry: FactRegistry, today: string) {
  const day = dayOf(today)
  const compiled = compile(rule, registry)
  const values = compiled.atoms.map((atom) => atom.valueIn(facts, day))
  const outcomes = outcomesOf(compiled.atoms, values, day)
  return { compiled, day, values, outcomes, outcome: compiled.root.decide(outcomes) }
}

/** The verdict of judge alone, for lists of many services at once; throws as judge does. */
export const verdictOf = (rule: Rule, facts: Facts, registry: FactRegistry, today: string): Verdict =>
  verdicts[compile(rule, registry).ask(facts, dayOf(today))]

/**
 * Judges a rule by what is known on a day (`YYYY-MM-DD`, Asia/Shanghai). An absent fact is unknown, in exceptions too;
 * learning a fact never turns 符合 into 不符合 or back. Facts come from parseFacts with the same registry. Throws
 * RangeError on what is no day, TypeError on a rule that checkRule refuses.
 */
export function judge(rule: Rule, facts: Facts, registry: FactRegistry, today: string): Judgement {
  const { compiled, day, values, outcomes, outcome } = decided(rule, facts, registry, today)
  const settling = deciding(compiled, outcomes, outcome)
  return {
    verdict: verdicts[outcome],
    reasons: compiled.atoms.map((atom, i) => reasonOf(atom, outcomes[i] ?? 2, values[i], settling[i] ?? false)),
    missing: outcome === 2 ? missingOf(compiled, outcomes, day) : null,
    nearest: outcome === 0 ? nearestOf({ rule: compiled, facts, outcomes, today: day }) : null
  }
}
