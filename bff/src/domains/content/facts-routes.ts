import { type fact, factsRoutes } from '@shared/contract/facts'
import type { FactDefinition } from '@shared/rules/registry'
import { unitsOf } from '@shared/rules/units'
import type * as z from 'zod/mini'
import { bind } from '../../platform/http/mount'
import type { Content } from './port'

/** A fact as anybody may read it. */
export function presentFact(definition: FactDefinition, departments: Content['departments']): z.output<typeof fact> {
  const { name, subject, type, ask, help = null, none = false, department, freshDays } = definition
  const quantity = definition.type === 'quantity' ? definition : null
  const from = department === null ? undefined : departments.get(department)
  return {
    name,
    subject,
    type,
    dimension: quantity?.dimension ?? null,
    unit: quantity?.unit ?? null,
    units: quantity ? unitsOf(quantity.dimension) : [],
    whole: quantity?.whole ?? false,
    options: definition.type === 'choice' ? definition.options : [],
    none,
    since: quantity?.since ?? null,
    example: (definition.type === 'text' ? definition.example : null) ?? null,
    ask,
    help,
    source: from ? { id: from.id, name: from.name } : null,
    freshDays
  }
}

/** What the district publishes for anybody to read; `content` is what is in force when it is asked. */
export const bindFacts = (content: Pick<Content, 'facts' | 'departments'>) =>
  bind('facts', factsRoutes, {
    listFacts: async () => ({ items: [...content.facts.values()].map((one) => presentFact(one, content.departments)) })
  })
