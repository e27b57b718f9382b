import fc from 'fast-check'
import { addDays } from './civil-date'
import { addWorkingDays, isCertain, isWorkingDay, workingCalendar, workingDaysBetween } from './working-days'

// Spring Festival 2026 and New Year 2026 as published; the other days of 2026 do not matter here.
const daysFrom = (first: string, count: number) => Array.from({ length: count }, (_, index) => addDays(first, index))
const calendar = workingCalendar({
  holidays: [...daysFrom('2026-01-01', 3), ...daysFrom('2026-02-15', 9)],
  workdays: ['2026-01-04', '2026-02-14', '2026-02-28'],
  coveredYears: [2026]
})
const emptyCalendar = workingCalendar({ holidays: [], workdays: [], coveredYears: [] })
const anyStart = fc.nat(800).map((days) => addDays('2025-06-01', days))
const anyCount = fc.nat(120)

describe('a promise in working days', () => {
  it('given before Spring Festival ends after it, and the worked Saturday counts', () => {
    expect(addWorkingDays('2026-02-13', 2, calendar)).toEqual({ day: '2026-02-24', certain: true })
  })

  it('would end in the middle of Spring Festival without the notice (negative control)', () => {
    const { day, certain } = addWorkingDays('2026-02-13', 2, emptyCalendar)
    expect({ day, certain }).toEqual({ day: '2026-02-17', certain: false })
    expect(isWorkingDay(day, calendar)).toBe(false)
  })

  it('of zero days is due at once, or on the first working day when made on a day off', () => {
    expect(addWorkingDays('2026-02-13', 0, calendar).day).toBe('2026-02-13')
    expect(addWorkingDays('2026-02-16', 0, calendar).day).toBe('2026-02-24')
  })

  it('never ends on a day off', () => {
    fc.assert(
      fc.property(anyStart, anyCount, (start, count) => {
        expect(isWorkingDay(addWorkingDays(start, count, calendar).day, calendar)).toBe(true)
      })
    )
  })

  it('never ends earlier for being longer or for starting later', () => {
    fc.assert(
      fc.property(anyStart, anyCount, fc.nat(30), (start, count, more) => {
        const { day } = addWorkingDays(start, count, calendar)
        expect(addWorkingDays(start, count + more, calendar).day >= day).toBe(true)
        expect(addWorkingDays(addDays(start, more), count, calendar).day >= day).toBe(true)
      })
    )
  })

  it('can be counted back to the number of days it was given', () => {
    fc.assert(
      fc.property(anyStart, fc.integer({ min: 1, max: 120 }), (start, count) => {
        const { day } = addWorkingDays(start, count, calendar)
        expect(workingDaysBetween(start, day, calendar).days).toBe(count)
        expect(workingDaysBetween(day, start, calendar).days).toBe(-count)
      })
    )
  })

  it('reaching into a year without a notice is counted by weekdays and called uncertain', () => {
    expect(addWorkingDays('2026-12-31', 2, calendar)).toEqual({ day: '2027-01-05', certain: false })
    expect(workingDaysBetween('2026-12-31', '2027-01-05', calendar)).toEqual({ days: 2, certain: false })
  })

  it.each(['2027-01-01', '2028-05-01', '2028-05-02', '2027-10-01', '2029-10-02', '2028-10-03'])(
    'never ends on %s: the law gives that day off in every year, also before the notice is out',
    (day) => {
      expect([isWorkingDay(day, calendar), isCertain(day, calendar)]).toEqual([false, true])
      expect(addWorkingDays(addDays(day, -1), 1, calendar).day > day).toBe(true)
    }
  )

  it('may be worked on such a day only where a notice that is out names it', () => {
    const worked = workingCalendar({ holidays: [], workdays: ['2026-10-03'], coveredYears: [2026] })
    expect(isWorkingDay('2026-10-03', worked)).toBe(true)
  })

  it('given on the last day of an unknown year is certain, because that day itself is not counted', () => {
    expect(addWorkingDays('2025-12-31', 1, calendar)).toEqual({ day: '2026-01-04', certain: true })
    expect(workingDaysBetween('2025-12-31', '2026-01-04', calendar)).toEqual({ days: 1, certain: true })
    expect(addWorkingDays('2025-12-31', 0, calendar)).toEqual({ day: '2025-12-31', certain: false })
  })

  it('knows a day that a neighbouring notice names', () => {
    const notice = workingCalendar({ holidays: ['2022-12-31'], workdays: [], coveredYears: [2023] })
    expect([isCertain('2022-12-31', notice), isCertain('2022-12-30', notice)]).toEqual([true, false])
  })

  it('of less than nothing or of half a day is a mistake in the program', () => {
    expect(() => addWorkingDays('2026-02-13', -1, calendar)).toThrow(RangeError)
    expect(() => addWorkingDays('2026-02-13', 1.5, calendar)).toThrow(RangeError)
  })
})
