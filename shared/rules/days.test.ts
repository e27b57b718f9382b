import fc from 'fast-check'
import { addMonths, monthsSince, readDay, sayDay, writeDay } from './days'

const day = (text: string) => readDay(text) ?? Number.NaN
const days = fc.integer({ min: day('1900-01-01'), max: day('2100-01-01') })

it('only real days are days', () => {
  for (const text of ['2025-02-29', '2026-13-01', '2026-1-1', '0999-01-01', '', '2026-11-05T00:00'])
    expect(readDay(text)).toBeUndefined()
  expect(sayDay(day('2026-11-05'))).toBe('2026 年 11 月 5 日')
})

it('a month without that day ends on its last day (民法典 art. 202)', () => {
  expect(writeDay(addMonths(day('2024-02-29'), 12))).toBe('2025-02-28')
  expect(writeDay(addMonths(day('2026-01-31'), 1))).toBe('2026-02-28')
  expect(writeDay(addMonths(day('2026-01-31'), -2))).toBe('2025-11-30')
})

it('the months that have passed are those after which the day is not yet over', () => {
  fc.assert(
    fc.property(days, days, (a, b) => {
      const [from, to] = a <= b ? [a, b] : [b, a]
      const months = monthsSince(from, to)
      expect(addMonths(from, months)).toBeLessThanOrEqual(to)
      expect(addMonths(from, months + 1)).toBeGreaterThan(to)
      expect(monthsSince(to, from)).toBe(0)
    })
  )
})
