import type { TimeLimit } from '@shared/contract/guide'

/** Calendar days that n working days can take from weekday to weekday: at most, and at least. Public holidays apart. */
const mostDays = (n: number) => n + 2 * Math.ceil(n / 5)
const fewestDays = (n: number) => n + 2 * Math.floor(n / 5)

/**
 * Whether a promise can end after the legal limit. Working and calendar days are compared on the safe side: the longest
 * the promise can take against the shortest the law can mean. Public holidays are left out, because a legal limit that
 * ends in one moves on as well (民法典 203).
 */
export function isLongerThan(promise: TimeLimit, legal: TimeLimit): boolean {
  if (promise.unit === 'at-once') return false
  if (legal.unit === 'at-once') return promise.days > 0
  if (promise.unit === legal.unit) return promise.days > legal.days
  return promise.unit === 'working-days' ? mostDays(promise.days) > legal.days : promise.days > fewestDays(legal.days)
}
