import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { weekday } from '@shared/values/civil-date'
import { addWorkingDays, isWorkingDay } from '@shared/values/working-days'
import { parse } from 'yaml'
import { parseCalendars } from './calendar'

const folder = join(__dirname, '../../../content/calendars')
const published = readdirSync(folder).map((name) => parse(readFileSync(join(folder, name), 'utf8')))
const source = { title: '通知', document: '文号', read: true }
const year2030 = { year: 2030, source, holidays: [{ day: '2030-01-01', name: '元旦' }], workdays: ['2030-01-05'] }

describe('the published working calendars', () => {
  const calendar = parseCalendars(published)

  it('cover 2024 to 2026 with the number of days off and worked weekend days of the notices', () => {
    const count = (days: ReadonlySet<string>, year: number) =>
      [...days].filter((day) => day.startsWith(`${year}`)).length
    const counts = [2024, 2025, 2026].map((year) => [count(calendar.holidays, year), count(calendar.workdays, year)])
    expect([...calendar.coveredYears].sort()).toEqual([2024, 2025, 2026])
    expect(counts).toEqual([
      [28, 8],
      [28, 5],
      [33, 6]
    ])
  })

  it('carry a promise of five working days over the National Day week of 2025', () => {
    expect(addWorkingDays('2025-09-30', 5, calendar)).toEqual({ day: '2025-10-14', certain: true })
  })

  it('give back every borrowed weekday: worked weekend days equal the weekdays off beyond the statutory days', () => {
    // 11 statutory days off in 2024, 13 from 2025 on (the State Council's decree 795); those on a weekend are made up.
    const weekdaysOff = (year: number) =>
      [...calendar.holidays].filter((day) => day.startsWith(`${year}`) && weekday(day) <= 5).length
    const worked = (year: number) => [...calendar.workdays].filter((day) => day.startsWith(`${year}`)).length
    expect([2024, 2025, 2026].map((year) => weekdaysOff(year) - worked(year))).toEqual([11, 13, 13])
  })

  it('make the Saturday before Spring Festival 2026 a working day and the festival itself none', () => {
    expect(['2026-02-14', '2026-02-15', '2026-02-23', '2026-02-24'].map((day) => isWorkingDay(day, calendar))).toEqual([
      true,
      false,
      false,
      true
    ])
  })
})

describe('a working calendar with a mistake', () => {
  it.each([
    ['a year twice', [year2030, year2030], '2030: the year is given twice'],
    ['a day that does not exist', [{ ...year2030, workdays: ['2030-02-30'] }], 'workdays.0: is not a day YYYY-MM-DD'],
    ['a day of another year', [{ ...year2030, workdays: ['2031-01-05'] }], '2031-01-05 lies outside the year'],
    ['a day both off and worked', [{ ...year2030, workdays: ['2030-01-01'] }], '2030-01-01 is listed twice'],
    ['a worked day that is a weekday', [{ ...year2030, workdays: ['2030-01-07'] }], '2030-01-07 is no weekend day'],
    ['no source', [{ ...year2030, source: undefined }], '#1 source'],
    ['a misspelt field', [{ ...year2030, workday: [] }], 'workday'],
    ['nothing in it', [null], '#1']
  ])('%s is refused and named', (_mistake, docs, words) => {
    expect(() => parseCalendars(docs)).toThrow(words)
  })

  it('is told all its mistakes at once', () => {
    expect(() => parseCalendars([null, { ...year2030, workdays: ['2030-01-07'] }])).toThrow(/#1[\s\S]*2030-01-07/)
  })

  it('without a mistake is taken (control)', () => {
    expect(parseCalendars([{ ...year2030, workdays: ['2029-12-29'] }]).coveredYears).toEqual(new Set([2030]))
  })
})
