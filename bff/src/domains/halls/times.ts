import { addDays, type CivilDate, startOfCivilDate } from '@shared/values/civil-date'
import { isCertain, isWorkingDay, type WorkingCalendar } from '@shared/values/working-days'
import type { HallSchedule } from '../content/port'

export const DAYS_AHEAD = 7

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** The instant of HH:MM on a day in Asia/Shanghai. */
export const instantAt = (day: CivilDate, time: string): Date =>
  new Date(startOfCivilDate(day).getTime() + minutesOf(time) * 60_000)

/** The times of a day, in order; what would reach beyond the end of its half day is no time. */
export const timesOf = ({ halfDays, minutes }: HallSchedule): { time: string; until: string }[] =>
  halfDays.flatMap(({ from, to }) => {
    const begin = minutesOf(from)
    const count = Math.max(0, Math.floor((minutesOf(to) - begin) / minutes))
    return Array.from({ length: count }, (_, nth) => ({
      time: timeOf(begin + nth * minutes),
      until: timeOf(begin + (nth + 1) * minutes)
    }))
  })

/** The next seven working days with the times that have not begun yet; today drops out with its last time. */
export function daysAhead(
  schedule: HallSchedule,
  calendar: WorkingCalendar,
  now: Date,
  today: CivilDate
): { day: CivilDate; certain: boolean; times: { time: string; until: string }[] }[] {
  const found: ReturnType<typeof daysAhead> = []
  const all = timesOf(schedule)
  for (let day = today; found.length < DAYS_AHEAD; day = addDays(day, 1)) {
    if (!isWorkingDay(day, calendar)) continue
    const times = day === today ? all.filter(({ time }) => instantAt(day, time) > now) : all
    if (times.length > 0) found.push({ day, certain: isCertain(day, calendar), times })
    else if (day !== today) break
  }
  return found
}
