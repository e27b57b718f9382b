/** Year, month and day as two- or four-digit texts; '' = not chosen yet. */
export interface Parts {
  year: string
  month: string
  day: string
}

/** Parts of YYYY-MM-DD or YYYY-MM. */
export function splitDay(value: string): Parts {
  const [year = '', month = '', day = ''] = value.split('-')
  return { year, month, day }
}

/** YYYY-MM-DD (or YYYY-MM without the day); '' until complete. 31 becomes 30 where the month is shorter. */
export function joinDay({ year, month, day }: Parts, withDay: boolean): string {
  if (!year || !month) return ''
  if (!withDay) return `${year}-${month}`
  if (!day) return ''
  const last = new Date(Number(year), Number(month), 0).getDate()
  return `${year}-${month}-${String(Math.min(Number(day), last)).padStart(2, '0')}`
}

const AGES_BACK = 110
const YEARS_AHEAD = 20

/** Months (1 to 12) of a year that lie between the limits, all of them while no year is chosen. */
export function monthsBetween(year: string, earliest?: string, latest?: string): number[] {
  const first = earliest?.startsWith(`${year}-`) ? Number(earliest.slice(5, 7)) : 1
  const last = latest?.startsWith(`${year}-`) ? Number(latest.slice(5, 7)) : 12
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
}

/**
 * Years to choose from: between the limits, without limits a lifetime back and 20 years ahead. What is nearer to now
 * comes first: latest first for the past, earliest first where nothing lies before this year.
 */
export function yearsBetween(earliest?: string, latest?: string, now: Date = new Date()): number[] {
  const first = earliest ? Number(earliest.slice(0, 4)) : now.getFullYear() - AGES_BACK
  const last = latest ? Number(latest.slice(0, 4)) : now.getFullYear() + YEARS_AHEAD
  const years = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => last - index)
  return first >= now.getFullYear() ? years.reverse() : years
}
