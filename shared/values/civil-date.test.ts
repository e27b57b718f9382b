import fc from 'fast-check'
import {
  addDays,
  civilDateAt,
  compareCivilDates,
  daysBetween,
  parseCivilDate,
  startOfCivilDate,
  weekday
} from './civil-date'

const anyDay = fc.integer({ min: -200_000, max: 200_000 }).map((days) => addDays('2000-01-01', days))

describe('a civil day', () => {
  it.each(['2024-02-29', '1900-02-28', '9999-12-31', '1000-01-01'])('%s exists', (text) => {
    expect(parseCivilDate(text)).toBe(text)
  })

  it.each([
    '2025-02-29',
    '1900-02-29',
    '2025-13-01',
    '2025-00-10',
    '2025-04-31',
    '2025-1-1',
    '0999-01-01',
    ' 2025-01-01'
  ])('%s does not exist', (text) => {
    expect(parseCivilDate(text)).toBeUndefined()
  })

  it('has the weekday the calendar on the wall shows', () => {
    expect(['1949-10-01', '1970-01-01', '2026-02-17', '2026-02-22'].map(weekday)).toEqual([6, 4, 2, 7])
  })

  it('counted forward and back is the same day, and the weekday follows', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (day, days) => {
        const other = addDays(day, days)
        expect(addDays(other, -days)).toBe(day)
        expect(daysBetween(day, other)).toBe(days)
        expect(Math.abs(weekday(day) - weekday(other) + days) % 7).toBe(0)
        expect(compareCivilDates(other, day)).toBe(Math.sign(days) + 0)
      })
    )
  })

  it('begins at Shanghai midnight, wherever the server stands', () => {
    expect(civilDateAt(new Date('2026-01-01T15:59:59.999Z'))).toBe('2026-01-01')
    expect(civilDateAt(new Date('2026-01-01T16:00:00Z'))).toBe('2026-01-02')
    expect(startOfCivilDate('2026-01-02').toISOString()).toBe('2026-01-01T16:00:00.000Z')
  })

  it('contains exactly the instants between its midnights', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(86_399_999), (day, ms) => {
        expect(civilDateAt(new Date(startOfCivilDate(day).getTime() + ms))).toBe(day)
      })
    )
  })

  it('that is none makes the program stop instead of counting on', () => {
    expect(() => addDays('2025-02-29', 1)).toThrow(RangeError)
    expect(() => addDays('2025-02-28', 0.5)).toThrow(RangeError)
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError)
    expect(() => weekday('')).toThrow(RangeError)
    expect(() => civilDateAt(new Date(Number.NaN))).toThrow(RangeError)
  })
})
