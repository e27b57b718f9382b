import { parseCivilDate, weekday } from '@shared/values/civil-date'
import { type WorkingCalendar, workingCalendar } from '@shared/values/working-days'
import * as z from 'zod/mini'

const day = z.string().check(z.refine((text) => parseCivilDate(text) !== undefined, 'is not a day YYYY-MM-DD'))
const calendarYear = z.strictObject({
  year: z.int().check(z.gte(2000), z.lte(2999)),
  source: z.strictObject({
    title: z.string().check(z.minLength(1)),
    document: z.string().check(z.minLength(1)),
    /** Whether somebody held the list against the notice itself. */
    read: z.boolean(),
    crossChecked: z.optional(z.string())
  }),
  holidays: z.array(z.strictObject({ day, name: z.string().check(z.minLength(1)) })).check(z.minLength(1)),
  workdays: z.array(day)
})
type CalendarYear = z.infer<typeof calendarYear>

/** The calendar of all notices read, and what it was when those after a year were not yet out. */
export interface PublishedCalendar extends WorkingCalendar {
  /** the last year whose notice is known; 0 = none is */
  readonly lastYear: number
  knownTo(year: number): WorkingCalendar
}

/**
 * Joins the yearly notices of `content/calendars/*.yaml` into one calendar. Throws one Error that names every mistake:
 * wrong shape, a year given twice, a day outside its year, a day off that is also worked, a 调休 day on a weekday.
 */
export function parseCalendars(docs: unknown[]): PublishedCalendar {
  const problems: string[] = []
  const years: CalendarYear[] = []
  // zod/mini says only "Invalid input" unless it is given words.
  const words = { error: z.locales.en().localeError }
  docs.forEach((doc, index) => {
    const parsed = calendarYear.safeParse(doc, words)
    if (parsed.success) years.push(parsed.data)
    else problems.push(...parsed.error.issues.map((issue) => `#${index + 1} ${issue.path.join('.')}: ${issue.message}`))
  })
  problems.push(...repeated(years.map(({ year }) => String(year))).map((year) => `${year}: the year is given twice`))
  problems.push(...years.flatMap(contradictions))
  if (problems.length > 0) throw new Error(`the working calendars are wrong:\n${problems.join('\n')}`)
  return {
    ...joined(years),
    lastYear: Math.max(0, ...years.map(({ year }) => year)),
    knownTo: (last) => joined(years.filter(({ year }) => year <= last))
  }
}

const joined = (years: CalendarYear[]): WorkingCalendar =>
  workingCalendar({
    holidays: years.flatMap(({ holidays }) => holidays.map((holiday) => holiday.day)),
    workdays: years.flatMap(({ workdays }) => workdays),
    coveredYears: years.map(({ year }) => year)
  })

function contradictions({ year, holidays, workdays }: CalendarYear): string[] {
  const days = [...holidays.map((holiday) => holiday.day), ...workdays]
  return [
    ...repeated(days).map((text) => `${year}: ${text} is listed twice`),
    ...days.filter((text) => !belongs(text, year)).map((text) => `${year}: ${text} lies outside the year`),
    ...workdays.filter((text) => weekday(text) <= 5).map((text) => `${year}: ${text} is no weekend day to be worked`)
  ]
}

/** A notice may reach back into December (2023's began on 2022-12-31). */
function belongs(text: string, year: number): boolean {
  return text.startsWith(`${year}-`) || text.startsWith(`${year - 1}-12-`)
}

function repeated(items: string[]): string[] {
  return [...new Set(items.filter((item, index) => items.indexOf(item) !== index))]
}
