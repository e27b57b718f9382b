import type { ChosenSituation } from '@shared/contract/applications'
import { formAskingFor } from '@shared/contract/form-shown'
import { askedBy, askedFor, choose } from '@shared/rules/choose'
import { type Facts, parseFacts, sayFact } from '@shared/rules/facts'
import type { FactRegistry } from '@shared/rules/registry'
import { sm3 } from '../../platform/gm/sm3'
import type { ServiceDefinition, Situation } from '../content/port'

/** Answers to the questions of a 情形引导, as they were sent: by name of the fact. */
export type ToldFacts = Record<string, unknown>

/** The definition a case begins with; `situation` when its guide reads as it does in that 情形. */
export type CaseDefinition = ServiceDefinition & { situation?: Pick<Situation, 'id' | 'title' | 'note'> }

/** Of what was told, only what the situations of the item ask for: whether somebody qualifies is not kept. */
function ofSituations({ rules }: ServiceDefinition, told: ToldFacts, registry: FactRegistry): ToldFacts {
  const asked = askedBy(
    (rules?.situations ?? []).map(({ rule }) => rule),
    registry
  ).map(({ name }) => name)
  return Object.fromEntries(Object.entries(told).filter(([name]) => asked.includes(askedFor(name, registry))))
}

const saidOf = (facts: Facts, registry: FactRegistry) =>
  [...facts].flatMap(([label, value]) => {
    const fact = registry.get(label)
    return fact ? [{ label, value: sayFact(fact, value) }] : []
  })

/**
 * The 情形 that is certain from what was told on `today`, with the answers that led to it as sent and in words (`said`); a null situation: none is, or
 * the item has none. Not ok: a name or value the rules do not know, with one Chinese sentence for each in `fields`.
 */
export function situationFrom(definition: ServiceDefinition, told: ToldFacts, registry: FactRegistry, today: string) {
  const facts = parseFacts(told, registry)
  if (!facts.ok) return facts
  const situations = definition.rules?.situations ?? []
  const rules = situations.map(({ rule }) => rule)
  const { index } = choose(rules, facts.value, registry, today)
  const situation = index === null ? null : (situations[index] ?? null)
  const kept = ofSituations(definition, told, registry)
  return { ok: true as const, situation, told: kept, said: saidOf(facts.value, registry) }
}

/**
 * The item as it is in a 情形: limits, fee, materials and windows of the guide are those of the variant, under a version
 * of its own, and the form asks for the uploads of these materials alone (its version stays). A department that works at our desk never loses its promise by it.
 */
export function inSituation(definition: ServiceDefinition, situation: Situation | null): CaseDefinition {
  if (!situation) return definition
  const { guide, acceptance } = definition
  const { id, title, note, differs } = situation
  const promise = differs.promise ?? guide.promise
  const kept = acceptance && 'local' in acceptance && !promise.value ? guide.promise : promise
  // the guide's version names the rules too; a digest, so that the row of a case does not say the situation by itself
  const version = sm3(Buffer.from(`${guide.version} ${id}`))
    .toString('hex')
    .slice(0, 16)
  const asked = (differs.materials ?? guide.materials).map(({ name }) => name)
  return {
    ...definition,
    guide: { ...guide, ...differs, promise: kept, version },
    form: definition.form && formAskingFor(definition.form, asked),
    situation: { id, title, note }
  }
}

/** What the form shows of the chosen 情形. */
export function presentSituation(definition: ServiceDefinition, situation: Situation): ChosenSituation {
  const { legalLimit, promise, fee, materials } = inSituation(definition, situation).guide
  return {
    ...{ title: situation.title, note: situation.note, legalLimit, promise, fee },
    materials: materials.map(({ name }) => name)
  }
}
