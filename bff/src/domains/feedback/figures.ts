import type { RatingCounts } from '@shared/contract/feedback'
import type { CountRow } from './store'

/** Fewer than this many ratings say who they are from. */
export const SMALLEST = 5

const none = () => ({ total: 0, levels: { 'very-good': 0, good: 0, fair: 0, bad: 0, 'very-bad': 0 } })
type Counted = NonNullable<RatingCounts>

const countOf = (rows: readonly CountRow[]): Counted =>
  rows.reduce((sum, { level, count }) => {
    sum.total += count
    sum.levels[level] += count
    return sum
  }, none())

const groupBy = (rows: readonly CountRow[], key: (row: CountRow) => string): CountRow[][] => [
  ...rows.reduce((groups, row) => groups.set(key(row), [...(groups.get(key(row)) ?? []), row]), new Map()).values()
]

/**
 * What may be told of one department: nothing below five, and nothing below five by subtraction either. Items with fewer
 * ratings come together as 其他事项; when these are too few, the smallest item that could be told joins them.
 */
export function publishable(rows: readonly CountRow[]): {
  counts: RatingCounts
  services: { name: string; counts: RatingCounts }[]
} {
  const counts = countOf(rows)
  if (counts.total < SMALLEST) return { counts: null, services: [] }
  const services = groupBy(rows, (row) => row.service_id)
    .map((own) => ({ name: own[0]?.service_name ?? '', rows: own, counts: countOf(own) }))
    .sort((a, b) => b.counts.total - a.counts.total || (a.name < b.name ? -1 : 1))
  const told = services.filter((one) => one.counts.total >= SMALLEST)
  const rest = services.filter((one) => one.counts.total < SMALLEST).flatMap((one) => one.rows)
  while (rest.length > 0 && countOf(rest).total < SMALLEST) rest.push(...(told.pop()?.rows ?? []))
  return {
    counts,
    services: [
      ...told.map(({ name, counts: own }) => ({ name, counts: own })),
      ...(rest.length > 0 ? [{ name: '其他事项', counts: countOf(rest) }] : [])
    ]
  }
}

/** The same for every department that has ratings. */
export const byDepartment = (rows: readonly CountRow[]) =>
  groupBy(rows, (row) => row.department).map((own) => ({ id: own[0]?.department ?? '', ...publishable(own) }))
