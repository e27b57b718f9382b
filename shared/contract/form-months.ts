import type { CivilDate } from '../values/civil-date'
import type { Field } from './form'

type MonthField = Extract<Field, { kind: 'month' }>

export interface DayLimits {
  earliest?: string
  latest?: string
}

function monthAfter(today: CivilDate, months: number): string {
  const count = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 + months
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`
}

/** First and last month (YYYY-MM, included) that may be answered on `today`; absent = no limit on that side. */
export const monthLimits = (
  { monthsBack, monthsAhead }: Pick<MonthField, 'monthsBack' | 'monthsAhead'>,
  today: CivilDate
): DayLimits => ({
  ...(monthsBack === undefined ? {} : { earliest: monthAfter(today, -monthsBack) }),
  ...(monthsAhead === undefined ? {} : { latest: monthAfter(today, monthsAhead) })
})
