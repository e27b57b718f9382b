import type { Content } from '../../content/port'
import type { SearchEntry } from './phrase-index'

/** What the search knows of the published items. */
export const searchEntries = ({ services, departments }: Content): SearchEntry[] =>
  [...services.values()].map(({ guide, aliases, hot }) => ({
    id: guide.id,
    name: guide.name,
    aliases,
    summary: guide.summary,
    department: [guide.department.name, ...(departments.get(guide.department.id)?.otherNames ?? [])].join(' '),
    hot
  }))
