interface Kind {
  /** as the desk calls it */
  title: string
  /** where it lies under bff/content; `*` is the id, a file without it is one piece of content called as the file */
  path: string
}

/**
 * The kinds of content that are published as releases while the system runs. What is not here (departments, streets,
 * partners, retention) is a setting of the build: it belongs to code, keys or tables of the same version.
 */
const KINDS: Record<string, Kind> = {
  service: { title: '办事指南', path: 'services/*' },
  event: { title: '人生大事', path: 'events.yaml' },
  hall: { title: '大厅和窗口', path: 'halls.yaml' },
  institution: { title: '养老机构', path: 'institutions.yaml' },
  rating: { title: '好差评', path: 'ratings.yaml' },
  document: { title: '材料种类', path: 'documents.yaml' },
  fact: { title: '可询问的信息', path: 'facts.yaml' },
  template: { title: '常用语', path: 'desk-templates.yaml' },
  sharing: { title: '信息提供', path: 'sharings.yaml' },
  term: { title: '服务条款', path: 'terms/*.yaml' },
  calendar: { title: '工作日历', path: 'calendars/*.yaml' }
}

export interface Place {
  kind: string
  id: string
}

export const kindTitles = (): { kind: string; title: string }[] =>
  Object.entries(KINDS).map(([kind, { title }]) => ({ kind, title }))

const stem = (path: string) => path.replace(/^.*\//, '').replace(/\.yaml$/, '')

/** The file of a piece of content, or null when there is no such kind, or no such piece of it. */
export function pathOf({ kind, id }: Place): string | null {
  const path = Object.hasOwn(KINDS, kind) ? KINDS[kind]?.path : undefined
  if (!path || !/^[a-z0-9][a-z0-9-]{0,60}$/.test(id)) return null
  return path.includes('*') ? path.replace('*', id) : stem(path) === id ? path : null
}

/** Whose release a file is; null for a setting of the build. */
export function placeOf(path: string): Place | null {
  const id = stem(path)
  const kind = Object.keys(KINDS).find((one) => pathOf({ kind: one, id }) === path)
  return kind ? { kind, id } : null
}
