import type { Guide } from '@shared/contract/guide'
import type { Source } from '@shared/contract/parts'
import { checkRule, compile } from '@shared/rules/compile'
import type { Rule } from '@shared/rules/condition'
import type { FactRegistry } from '@shared/rules/registry'
import { type Cite, citedBy, type Note } from './citations'
import type { ServiceFile } from './file-schemas'
import type { ServiceRules, Situation } from './port'
import type { RulesFile, SituationFile } from './rules-schemas'

interface Ground {
  guide: Guide
  facts: FactRegistry
  cite: Cite
  note: Note
}

/** A rule as shared/rules takes it; notes each problem at its place. */
function ruleAt(path: string, { when, unless }: { when?: unknown; unless?: unknown }, { facts, note }: Ground) {
  const checked = checkRule(unless === undefined ? { when } : { when, unless }, facts)
  if (checked.ok) return checked.value
  for (const problem of checked.problems) {
    const [, place, what] = /^([^\s:]+): (.*)$/s.exec(problem) ?? []
    note(place && place !== 'rule' ? `${path}.${place}` : path, what ?? problem)
  }
  return null
}

/** What a rule says to cite must stand in one of its sources, as far as somebody has read them all. */
function lintCites(path: string, rule: Rule, sources: readonly Source[], { facts, note }: Ground) {
  if (sources.some(({ read }) => !read)) return
  for (const { condition } of compile(rule, facts).atoms)
    if (condition.cite !== undefined && !sources.some(({ quote }) => quote?.includes(condition.cite ?? '')))
      note(path, `"${condition.cite}" stands in no quote of its sources`)
}

function eligibilityOf(given: RulesFile['eligibility'], ground: Ground): ServiceRules['eligibility'] {
  if (!given) return null
  const path = 'rules.eligibility'
  const sources = given.from.flatMap((key, i) => ground.cite(`${path}.from.${i}`, key) ?? [])
  const rule = ruleAt(path, given, ground)
  if (!rule) return null
  lintCites(path, rule, sources, ground)
  return { rule, sources }
}

/** The materials of the guide in a 情形: without some, with others. */
function materialsIn(path: string, given: NonNullable<SituationFile['materials']>, { guide, cite, note }: Ground) {
  for (const name of given.drop)
    if (!guide.materials.some((one) => one.name === name))
      note(`${path}.drop`, `names the material "${name}", which the guide does not have`)
  const kept = guide.materials.filter(({ name }) => !given.drop.includes(name))
  return [...kept, ...citedBy(cite).listed(`${path}.add`, given.add)]
}

function situationOf(given: SituationFile, path: string, ground: Ground): Situation {
  const { valued, windows } = citedBy(ground.cite)
  const limit = <V>(name: string, one: { value: V; from?: string } | null) => {
    if (one && one.from === undefined) ground.note(`${path}.${name}`, 'a value without a source')
    return valued(`${path}.${name}`, one)
  }
  const { legalLimit, promise, fee } = given
  const source = ground.cite(path, given.from)
  const rule = given.when === undefined ? null : ruleAt(path, given, ground)
  if (rule && source) lintCites(path, rule, [source], ground)
  return {
    ...{ id: given.id, title: given.title, note: given.note ?? null, source, rule },
    differs: {
      ...(legalLimit === undefined ? {} : { legalLimit: limit('legalLimit', legalLimit) }),
      ...(promise === undefined ? {} : { promise: limit('promise', promise) }),
      ...(fee === undefined ? {} : { fee: limit('fee', fee) }),
      ...(given.materials === undefined
        ? {}
        : { materials: materialsIn(`${path}.materials`, given.materials, ground) }),
      ...(given.windows === undefined ? {} : { windows: windows(`${path}.windows`, given.windows) })
    }
  }
}

/** rules.yaml of an item with its sources in place; notes what is wrong with it. Null where there is none. */
export function defineRules({ rules }: ServiceFile, ground: Ground): ServiceRules | null {
  if (!rules) return null
  const given = rules.situations ?? []
  for (const [i, { id, when }] of given.entries()) {
    if (given.findIndex((one) => one.id === id) < i) ground.note(`rules.situations.${i}`, 'is there twice')
    if (when === undefined && i < given.length - 1)
      ground.note(`rules.situations.${i}`, 'has no `when`, so those after it are never reached')
  }
  return {
    eligibility: eligibilityOf(rules.eligibility, ground),
    situations: given.map((one, i) => situationOf(one, `rules.situations.${i}`, ground))
  }
}
