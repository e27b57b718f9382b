/** Days as whole numbers (days since 1970-01-01), so that comparing is comparing numbers. */

const DAY_MS = 86_400_000

/** The day number of a real day written `YYYY-MM-DD` (years 1000 to 9999), otherwise undefined. */
export function readDay(text: string): number | undefined {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) return undefined
  const ms = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(ms) && writeDay(ms / DAY_MS) === text ? ms / DAY_MS : undefined
}

/** `YYYY-MM-DD` of a day number. */
export const writeDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

/** 2026 年 11 月 5 日 */
export function sayDay(day: number): string {
  const date = new Date(day * DAY_MS)
  return `${date.getUTCFullYear()} 年 ${date.getUTCMonth() + 1} 月 ${date.getUTCDate()} 日`
}

/**
 * The same day `months` later (negative: earlier); where that month has no such day, its last day (民法典 art. 202).
 */
export function addMonths(day: number, months: number): number {
  const from = new Date(day * DAY_MS)
  const first = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1)
  const days = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months + 1, 0)).getUTCDate()
  return first / DAY_MS + Math.min(from.getUTCDate(), days) - 1
}

/** Whole months that have passed from one day to another, never below 0. */
export function monthsSince(from: number, to: number): number {
  if (to <= from) return 0
  const a = new Date(from * DAY_MS)
  const b = new Date(to * DAY_MS)
  const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth()
  return addMonths(from, months) > to ? months - 1 : months
}
