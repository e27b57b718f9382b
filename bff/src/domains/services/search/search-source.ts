import type { SearchSource } from '../../home/port'
import type { Catalogue } from '../catalogue'

/** The catalogue in the one search. */
export const servicesSource = (catalogue: Pick<Catalogue, 'list'>): SearchSource => ({
  kind: 'services',
  label: '事项',
  find: (words, limit) => {
    const { items, total } = catalogue.list({ q: words, limit: String(limit) })
    return {
      items: items.map(({ id, name, department, availability }) => ({
        id,
        title: name,
        note: availability.open ? department : `${department} · ${availability.note ?? '现在不受理'}`,
        leadsTo: { kind: 'service', id }
      })),
      more: total > items.length
    }
  }
})
