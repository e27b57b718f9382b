import type { Atom, CompiledRule, Node, Outcome } from './compile'
import { decider } from './compile'
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

const namesOf = (indexes: Iterable<number>, atoms: readonly Atom[]): string[] => {
  const wanted = new Set(indexes)
  return [...new Set(atoms.flatMap(({ fact }, index) => (wanted.has(index) ? [fact.name] : [])))]
}

/** Atoms that are unknown and lie under no part that is decided already. */
function openAtoms(node: Node, outcomes: readonly Outcome[]): number[] {
  if (decider(node)(outcomes) !== 2) return []
  if (node.kind === 'atom') return [node.index]
  return (node.kind === 'not' ? [node.of] : node.of).flatMap((part) => openAtoms(part, outcomes))
}

/** For a rule whose outcome is 2: what would decide it. */
export function missingOf({ root, atoms }: CompiledRule, outcomes: readonly Outcome[], today: number): Missing {
  const smallest = (wanted: 0 | 1): { way: Way | undefined; exact: boolean } => {
    const { ways, exact } = waysTo(root, wanted, atoms, (index, want) => {
      const outcome = outcomes[index] ?? 2
      if (outcome === 2) return 'something'
      return outcome === want ? 'nothing' : 'impossible'
    })
    return { way: ways.find((way) => isPossible(way, atoms, today)), exact }
  }
  const open = namesOf(openAtoms(root, outcomes), atoms)
  const yes = smallest(1)
  const toQualify = yes.way ? namesOf(yes.way.keys(), atoms) : null
  // nothing is smaller than a single fact
  if (toQualify?.length === 1) return { facts: toQualify, toQualify, open, exact: yes.exact }
  const no = smallest(0)
  const toFail = no.way ? namesOf(no.way.keys(), atoms) : open
  const facts = toQualify && toQualify.length <= toFail.length ? toQualify : toFail
  return { facts, toQualify, open, exact: yes.exact && no.exact }
}
