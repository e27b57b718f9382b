import { compile } from './compile'
import type { Rule } from './condition'
import type { Facts } from './facts'
import { judge } from './judge'
import type { FactDefinition, FactRegistry } from './registry'

/** Which of several alternatives it is, as far as it is known. */
export interface Chosen {
  /** null: not certain yet, or none of them */
  index: number | null
  /** names of the facts that can still matter for the first one that is not certain; empty = nothing is open */
  open: string[]
}

/**
 * Of alternatives in order, the first that holds; certain only when all before it are known not to hold, so that
 * learning a fact never changes it. Null in the list stands for “otherwise”. Throws as judge does.
 */
export function choose(
  alternatives: readonly (Rule | null)[],
  facts: Facts,
  registry: FactRegistry,
  today: string
): Chosen {
  for (const [index, rule] of alternatives.entries()) {
    if (rule === null) return { index, open: [] }
    const { verdict, missing } = judge(rule, facts, registry, today)
    if (verdict === '符合') return { index, open: [] }
    if (verdict === '还不知道') return { index: null, open: missing?.open ?? [] }
  }
  return { index: null, open: [] }
}

/** What a citizen is asked for a fact: the date it is counted from where there is one, for then the nearest day is exact. */
export const askedFor = (name: string, registry: FactRegistry): string => {
  const fact = registry.get(name)
  return fact?.type === 'quantity' && fact.since !== undefined ? fact.since : name
}

/** Every fact these rules can ask a citizen for, once each, in order. Throws TypeError on a rule that checkRule refuses. */
export function askedBy(rules: readonly (Rule | null)[], registry: FactRegistry): FactDefinition[] {
  const names = rules.flatMap((rule) => (rule ? compile(rule, registry).atoms.map(({ fact }) => fact.name) : []))
  return [...new Set(names.map((name) => askedFor(name, registry)))].flatMap((name) => registry.get(name) ?? [])
}
