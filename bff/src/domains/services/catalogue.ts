import type { ServiceSummary } from '@shared/contract/guide'
import type { Content, ServiceDefinition } from '../content/port'
import { makeSearch } from './search/make-search'
import { searchEntries } from './search/search-entries'

const LIST_DEFAULT = 50

export interface CatalogueFilter {
  q?: string | undefined
  department?: string | undefined
  subject?: '个人' | '法人' | undefined
  hot?: 'true' | undefined
  limit?: string | undefined
}

const summaryOf = ({ guide, form, acceptance, hot }: ServiceDefinition): ServiceSummary => ({
  id: guide.id,
  name: guide.name,
  department: guide.department.name,
  summary: guide.summary,
  subjects: guide.subjects,
  tags: guide.tags,
  applyOnline: form !== null && acceptance !== null,
  hot
})

/** The published service items of one content version: list, search, guide, form. Read-only, in memory. */
export function makeCatalogue(content: Content) {
  const all = [...content.services.values()]
  const summaries = new Map(all.map((definition) => [definition.guide.id, summaryOf(definition)]))
  const departments = [...new Map(all.map(({ guide }) => [guide.department.id, guide.department])).values()]
  const search = makeSearch(searchEntries(content))
  const inOrder = [...summaries.values()].sort(
    (a, b) => Number(b.applyOnline) - Number(a.applyOnline) || Number(b.hot) - Number(a.hot) || (a.id < b.id ? -1 : 1)
  )

  const list = (filter: CatalogueFilter) => {
    const q = filter.q?.trim() ?? ''
    const limit = Number(filter.limit ?? LIST_DEFAULT)
    const narrowed = Boolean(filter.department ?? filter.subject ?? filter.hot)
    const found = q
      ? search.find(q, narrowed ? summaries.size : limit).flatMap((serviceId) => summaries.get(serviceId) ?? [])
      : inOrder
    const items = found.filter(
      (item) =>
        (!filter.department || content.services.get(item.id)?.guide.department.id === filter.department) &&
        (!filter.subject || item.subjects.includes(filter.subject)) &&
        (!filter.hot || item.hot)
    )
    return { items: items.slice(0, limit), total: items.length, departments }
  }
  return {
    list,
    definition: (serviceId: string): ServiceDefinition | null => content.services.get(serviceId) ?? null
  }
}
export type Catalogue = ReturnType<typeof makeCatalogue>
