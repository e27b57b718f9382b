import { addDays, type CivilDate, compareCivilDates, daysBetween, weekday } from './civil-date'

/**
 * The days of the State Council's yearly notice: `holidays` off, `workdays` weekend days that are worked (调休), and the
 * years whose notice is known.
 */
export type WorkingCalendar = {
  readonly holidays: ReadonlySet<CivilDate>
  readonly workdays: ReadonlySet<CivilDate>
  readonly coveredYears: ReadonlySet<number>
}

/** Makes a calendar from plain lists, as they travel in JSON. */
export function workingCalendar(lists: {
  holidays: readonly CivilDate[]
  workdays: readonly CivilDate[]
  coveredYears: readonly number[]
}): WorkingCalendar {
  return {
    holidays: new Set(lists.holidays),
    workdays: new Set(lists.workdays),
    coveredYears: new Set(lists.coveredYears)
  }
}

/**
 * 元旦, 劳动节 and 国庆 fall on the same days of every year (全国年节及纪念日放假办法, 国务院令第795号, art. 2); the other
 * holidays follow the moon and the sun, and only the notice names them.
 */
const OFF_EVERY_YEAR = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'])

const isCovered = (day: CivilDate, { coveredYears }: WorkingCalendar): boolean =>
  coveredYears.has(Number(day.slice(0, 4)))

const isOffByLaw = (day: CivilDate, calendar: WorkingCalendar): boolean =>
  !isCovered(day, calendar) && OFF_EVERY_YEAR.has(day.slice(5))

/** Whether a day is worked; a day without a known notice counts by the law and its weekday (ask `isCertain`). */
export function isWorkingDay(day: CivilDate, calendar: WorkingCalendar): boolean {
  if (calendar.holidays.has(day)) return false
  return calendar.workdays.has(day) || (weekday(day) <= 5 && !isOffByLaw(day, calendar))
}

/** Whether the day is known: its year's notice is there, a neighbouring notice names it, or it is off in every year. */
export function isCertain(day: CivilDate, calendar: WorkingCalendar): boolean {
  if (isCovered(day, calendar)) return true
  return calendar.holidays.has(day) || calendar.workdays.has(day) || isOffByLaw(day, calendar)
}

/**
 * The day on which `count` working days have passed; the first day is not counted (Civil Code art. 201). With 0 it is
 * the start itself or, when that is a day off, the next working day (art. 203). `certain` is false when a counted day
 * has no known notice. Throws RangeError on a negative or broken count.
 */
export function addWorkingDays(
  start: CivilDate,
  count: number,
  calendar: WorkingCalendar
): { day: CivilDate; certain: boolean } {
  if (!Number.isInteger(count) || count < 0) throw new RangeError('count must be a whole number of at least 0')
  let day = start
  // The first day is not counted, so its own notice matters only when it is also the last.
  let certain = count > 0 || isCertain(start, calendar)
  let left = count
  while (left > 0 || !isWorkingDay(day, calendar)) {
    day = addDays(day, 1)
    certain = certain && isCertain(day, calendar)
    if (isWorkingDay(day, calendar)) left = Math.max(0, left - 1)
  }
  return { day, certain }
}

/**
 * How many working days lie after `from` up to and including `to`, so that it undoes `addWorkingDays`; negative when
 * `to` is the earlier day. `certain` is false when a counted day has no known notice.
 */
export function workingDaysBetween(
  from: CivilDate,
  to: CivilDate,
  calendar: WorkingCalendar
): { days: number; certain: boolean } {
  if (compareCivilDates(from, to) > 0) {
    const { days, certain } = workingDaysBetween(to, from, calendar)
    return { days: days === 0 ? 0 : -days, certain }
  }
  let days = 0
  let certain = true
  for (let step = 1; step <= daysBetween(from, to); step += 1) {
    const day = addDays(from, step)
    if (isWorkingDay(day, calendar)) days += 1
    certain = certain && isCertain(day, calendar)
  }
  return { days, certain }
}
