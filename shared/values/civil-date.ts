/** A day of the civil calendar as `YYYY-MM-DD`, years 1000 to 9999, without any time or zone. */
export type CivilDate = string

const dayMs = 86_400_000
// Fixed on purpose: mainland China has one zone and no summer time since 1992, and phones lie about theirs.
const shanghaiOffsetMs = 8 * 3_600_000
const shape = /^[1-9]\d{3}-\d{2}-\d{2}$/

/** The day if the text is a real day written `YYYY-MM-DD`, otherwise undefined (2025-02-29 does not exist). */
export function parseCivilDate(text: string): CivilDate | undefined {
  if (!shape.test(text)) return undefined
  const ms = utcMidnight(text)
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text ? text : undefined
}

/** -1 when `a` is the earlier day, 1 when it is the later one, 0 when they are the same. */
export function compareCivilDates(a: CivilDate, b: CivilDate): -1 | 0 | 1 {
  const difference = dayNumber(a) - dayNumber(b)
  if (difference === 0) return 0
  return difference < 0 ? -1 : 1
}

/** The day `days` after (negative: before) the given one. Throws RangeError on no day, or outside years 1000 to 9999. */
export function addDays(day: CivilDate, days: number): CivilDate {
  if (!Number.isInteger(days)) throw new RangeError('days must be a whole number')
  return civilDateOfUtc((dayNumber(day) + days) * dayMs)
}

/** How many days `to` lies after `from`; negative when it lies before. Throws RangeError on what is no day. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from)
}

/** ISO 8601 weekday: 1 Monday … 7 Sunday. Throws RangeError on what is no day. */
export function weekday(day: CivilDate): number {
  // 1970-01-01 was a Thursday.
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1
}

/** The civil day it is in Asia/Shanghai (fixed +08:00) at an instant. Throws RangeError on an invalid instant. */
export function civilDateAt(instant: Date): CivilDate {
  return civilDateOfUtc(instant.getTime() + shanghaiOffsetMs)
}

/** The instant at which a civil day begins in Asia/Shanghai (fixed +08:00). Throws RangeError on what is no day. */
export function startOfCivilDate(day: CivilDate): Date {
  return new Date(dayNumber(day) * dayMs - shanghaiOffsetMs)
}

function dayNumber(day: CivilDate): number {
  if (parseCivilDate(day) === undefined) throw new RangeError(`not a civil date: ${day}`)
  return utcMidnight(day) / dayMs
}

function utcMidnight(text: string): number {
  const month = Number(text.slice(5, 7))
  return Date.UTC(Number(text.slice(0, 4)), month - 1, Number(text.slice(8, 10)))
}

function civilDateOfUtc(ms: number): CivilDate {
  const text = new Date(ms).toISOString().slice(0, 10)
  if (!shape.test(text)) throw new RangeError('the day lies outside the years 1000 to 9999')
  return text
}
