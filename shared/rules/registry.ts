import { baseOf, type Dimension, dimensionOf, isWhole, type Unit } from './units'

interface FactCommon {
  /** what it is called in rules and questions, unique */
  name: string
  subject: '个人' | '法人'
  /** the question a citizen is asked */
  ask: string
  help?: string
  /** id of the department whose register knows it; null = only the person themselves does */
  department: string | null
  /** for how many days a value fetched from there may be relied on; null = it does not age */
  freshDays: number | null
  /** true: `null` is a value and means that there is none (no disability, no vehicle) */
  none?: true
  /** true: nobody can change it (sex, date of birth) */
  fixed?: true
}

/** One thing a rule can ask about a person or an enterprise. */
export type FactDefinition = FactCommon &
  (
    | { type: 'number' | 'boolean' | 'date' }
    /** `pattern`: a regular expression the whole text matches; `example`: one that does */
    | { type: 'text'; pattern?: string; example?: string }
    | { type: 'choice'; options: string[] }
    | {
        type: 'quantity'
        dimension: Dimension
        /** the unit it is asked and shown in; a rule or a fact may use any other of the dimension */
        unit: Unit
        /** true: only whole numbers of `unit` (full years of age) */
        whole?: true
        /** a date from which it counts, in full units, when it is not given itself (年龄 from 出生日期) */
        since?: string
        /** true: one more each month as long as it goes on (months of contributions) */
        monthly?: true
      }
  )

export type QuantityDefinition = Extract<FactDefinition, { type: 'quantity' }>

/** All facts by name. */
export type FactRegistry = ReadonlyMap<string, FactDefinition>

function problemsOf(fact: FactDefinition, all: FactRegistry): string[] {
  const problems: string[] = []
  if (fact.type === 'choice' && new Set(fact.options).size !== fact.options.length)
    problems.push('options: one is there twice')
  if (fact.type === 'text' && fact.pattern !== undefined && !matches(fact.pattern, fact.example ?? ''))
    problems.push('example: does not match the pattern')
  if (fact.type !== 'quantity') return problems
  if (dimensionOf(fact.unit) !== fact.dimension) problems.push(`unit: ${fact.unit} does not measure ${fact.dimension}`)
  if ((fact.since !== undefined || fact.monthly) && fact.dimension !== '期间')
    problems.push('since, monthly: only for 期间')
  if (fact.since !== undefined && all.get(fact.since)?.type !== 'date')
    problems.push(`since: "${fact.since}" is no date among the facts`)
  return problems
}

/** Whether the whole text matches; a pattern that is no regular expression matches nothing. */
export function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(text)
  } catch {
    return false
  }
}

/** The registry of a list of definitions, with what is wrong with it, one line each (`name: problem`). */
export function makeRegistry(definitions: readonly FactDefinition[]): { registry: FactRegistry; problems: string[] } {
  const registry = new Map(definitions.map((fact) => [fact.name, fact]))
  const problems = definitions.flatMap((fact, i) => [
    ...(definitions.findIndex((one) => one.name === fact.name) === i ? [] : [`${fact.name}: is there twice`]),
    ...problemsOf(fact, registry).map((problem) => `${fact.name}: ${problem}`)
  ])
  return { registry, problems }
}

/** The smallest difference of two values of a fact in base units; 0 when there is none. */
export function stepOfFact(fact: FactDefinition): number {
  if (fact.type === 'date') return 1
  if (fact.type !== 'quantity') return 0
  if (fact.whole) return baseOf(fact.unit)
  return isWhole(fact.dimension) ? 1 : 0
}
