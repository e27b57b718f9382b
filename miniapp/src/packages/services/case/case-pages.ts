import type { CaseSummary } from '@shared/contract/applications'

/** Cases shown so far, newest first, and whether the server has older ones. */
export interface CasePages {
  items: CaseSummary[]
  more: boolean
}

/** Adds the next page; a case that moved between two calls is shown once, in its newer form. */
export function addPage(shown: CasePages, next: CasePages): CasePages {
  const newer = new Map(next.items.map((item) => [item.id, item]))
  const kept = shown.items.map((item) => newer.get(item.id) ?? item)
  const known = new Set(shown.items.map((item) => item.id))
  return { items: [...kept, ...next.items.filter((item) => !known.has(item.id))], more: next.more }
}

/** Puts a fresh first page in front of older pages already shown. */
export function refreshFirst(shown: CasePages, first: CasePages): CasePages {
  const fresh = new Set(first.items.map((item) => item.id))
  const oldest = first.items.at(-1)?.submittedAt
  const older = shown.items.filter(
    (item) => !fresh.has(item.id) && oldest !== undefined && Date.parse(item.submittedAt) <= Date.parse(oldest)
  )
  return { items: [...first.items, ...older], more: older.length > 0 ? shown.more : first.more }
}
