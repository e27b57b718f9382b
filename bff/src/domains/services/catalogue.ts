import type { Availability, ServiceSummary, ServiceTag, ShownGuide } from '@shared/contract/guide'
import type { Clock } from '../../platform/clock/clock'
import type { Content, ServiceDefinition } from '../content/port'
import { availabilityOn } from './availability'
import { makeSearch } from './search/make-search'
import { searchEntries } from './search/search-entries'
import { situationFrom, type ToldFacts } from './situation'

const LIST_DEFAULT = 50

export interface CatalogueFilter {
  q?: string | undefined
  department?: string | undefined
  subject?: '个人' | '法人' | undefined
  event?: string | undefined
  tag?: ServiceTag | undefined
  closed?: 'true' | undefined
  hot?: 'true' | undefined
  limit?: string | undefined
}

const summaryOf = ({ guide, form, acceptance, hot }: ServiceDefinition): Omit<ServiceSummary, 'availability'> => ({
  id: guide.id,
  name: guide.name,
  department: guide.department.name,
  summary: guide.summary,
  subjects: guide.subjects,
  tags: guide.tags,
  applyOnline: form !== null && acceptance !== null,
  hot,
  reform: guide.reform?.kind ?? null
})

/** What can be asked before applying; null = nothing. */
function askingOf(definition: ServiceDefinition | undefined): ShownGuide['asking'] {
  if (!definition?.rules) return null
  const { eligibility, situations } = definition.rules
  return {
    eligibility: eligibility !== null,
    situations: situations.map(({ title }) => title),
    examples: definition.examples
  }
}

/**
 * The published service items of one content version: list, search, guide, form. Read-only, in memory; what is open is
 * judged by the day of the call.
 */
export function makeCatalogue(content: Content, clock: Pick<Clock, 'today'>) {
  const all = [...content.services.values()]
  const summaries = new Map(all.map((definition) => [definition.guide.id, summaryOf(definition)]))
  const departments = [...new Map(all.map(({ guide }) => [guide.department.id, guide.department])).values()]
  const search = makeSearch(searchEntries(content))
  const inOrder = [...summaries.values()].sort(
    (a, b) => Number(b.applyOnline) - Number(a.applyOnline) || Number(b.hot) - Number(a.hot) || (a.id < b.id ? -1 : 1)
  )

  const availability = (serviceId: string): Availability =>
    availabilityOn(content.services.get(serviceId)?.open ?? null, clock.today())

  /** Takes nothing today though it usually would; out of its season an item is as it always is. */
  const isPaused = (serviceId: string): boolean => {
    const open = content.services.get(serviceId)?.open
    return Boolean(open && 'paused' in open) && !availability(serviceId).open
  }

  const fits = (
    item: Omit<ServiceSummary, 'availability'>,
    { department, subject, event, tag, closed, hot }: CatalogueFilter
  ) => {
    const definition = content.services.get(item.id)
    return (
      (!department || definition?.guide.department.id === department) &&
      (!subject || item.subjects.includes(subject)) &&
      (!event || definition?.events.includes(event) === true) &&
      (!tag || item.tags.includes(tag)) &&
      (!closed || isPaused(item.id)) &&
      (!hot || item.hot)
    )
  }

  const list = (filter: CatalogueFilter) => {
    const q = filter.q?.trim() ?? ''
    const limit = Number(filter.limit ?? LIST_DEFAULT)
    const { department, subject, event, tag, closed, hot } = filter
    const narrowed = Boolean(department ?? subject ?? event ?? tag ?? closed ?? hot)
    const found = q
      ? search.find(q, narrowed ? summaries.size : limit).flatMap((serviceId) => summaries.get(serviceId) ?? [])
      : inOrder
    const items = found.filter((item) => fits(item, filter))
    const shown = items.slice(0, limit).map((item) => ({ ...item, availability: availability(item.id) }))
    return { items: shown, total: items.length, departments, events: content.events }
  }
  return {
    list,
    availability,
    /** null = no such item */
    guide: (serviceId: string): ShownGuide | null => {
      const definition = content.services.get(serviceId)
      const guide = definition?.guide
      return guide ? { ...guide, availability: availability(serviceId), asking: askingOf(definition) } : null
    },
    definition: (serviceId: string): ServiceDefinition | null => content.services.get(serviceId) ?? null,
    /** Which 情形 of the item it is today, from what was told. */
    situation: (definition: ServiceDefinition, told: ToldFacts) =>
      situationFrom(definition, told, content.facts, clock.today())
  }
}
export type Catalogue = ReturnType<typeof makeCatalogue>
