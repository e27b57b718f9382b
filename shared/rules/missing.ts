import type { CompiledRule } from './compile'
import type { Atom, Node, Outcome } from './logic'
import { isPossible, type Way, waysTo } from './ways'

/** What is not known yet of an undecided rule; names of facts, in the order of the rule. */
export interface Missing {
  /** the smallest set of facts that can decide it, either way; of two equally small ones that which can lead to 符合 */
  facts: string[]
  /** the smallest set with which it can become 符合; null when no answer leads there any more */
  toQualify: string[] | null
  /** every fact that can still matter */
  open: string[]
  /** false: too many open conditions (over 12) to compare all sets, these are small ones but perhaps not the smallest */
  exact: boolean
}

/** Names of the facts of these atoms (by index, rising), once each, in the order of the rule. */
function namesOf(indexes: readonly number[], atoms: readonly Atom[]): string[] {
  const names: string[] = []
  for (const index of indexes) {
    const name = atoms[index]?.fact.name
    if (name !== undefined && !names.includes(name)) names.push(name)
  }
  return names
}

/** Adds the atoms that are unknown and lie under no part that is decided already, in the order of the rule. */
function addOpen(node: Node, outcomes: readonly Outcome[], open: number[]): number[] {
  if (node.decide(outcomes) !== 2) return open
  if (node.kind === 'atom') open.push(node.index)
  else if (node.kind === 'not') addOpen(node.of, outcomes, open)
  else for (const part of node.of) addOpen(part, outcomes, open)
  return open
}

/** For a rule whose outcome is 2: what would decide it. */
export function missingOf(rule: CompiledRule, outcomes: readonly Outcome[], today: number): Missing {
  const { root, atoms } = rule
  const smallest = (wanted: 0 | 1): { way: Way | undefined; exact: boolean } => {
    const found = waysTo(rule, wanted, (index, want) => {
      const outcome = outcomes[index] ?? 2
      if (outcome === 2) return 'something'
      return outcome === want ? 'nothing' : 'impossible'
    })
    return { way: found.ways.find((way) => isPossible(way, found, atoms, today)), exact: found.exact }
  }
  const open = namesOf(addOpen(root, outcomes, []), atoms)
  const yes = smallest(1)
  const toQualify = yes.way ? namesOf(yes.way, atoms) : null
  // nothing is smaller than a single fact
  if (toQualify?.length === 1) return { facts: toQualify, toQualify, open, exact: yes.exact }
  const no = smallest(0)
  const toFail = no.way ? namesOf(no.way, atoms) : open
  const facts = toQualify && toQualify.length <= toFail.length ? toQualify : toFail
  return { facts, toQualify, open, exact: yes.exact && no.exact }
}
