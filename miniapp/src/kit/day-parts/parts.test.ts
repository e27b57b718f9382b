import fc from 'fast-check'
import { joinDay, monthsBetween, splitDay, yearsBetween } from './parts'

const days = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10))

test('a kept day comes back as the same day', () => {
  fc.assert(fc.property(days, (day) => expect(joinDay(splitDay(day), true)).toBe(day)))
  fc.assert(fc.property(days, (day) => expect(joinDay(splitDay(day), false)).toBe(day.slice(0, 7))))
})

test('a citizen who chose the 31st and then February gets the last day of February', () => {
  expect(joinDay({ year: '2026', month: '02', day: '31' }, true)).toBe('2026-02-28')
  expect(joinDay({ year: '2028', month: '02', day: '31' }, true)).toBe('2028-02-29')
})

test('a half-chosen day is no day', () => {
  expect(joinDay({ year: '2026', month: '', day: '05' }, true)).toBe('')
  expect(joinDay({ year: '2026', month: '05', day: '' }, true)).toBe('')
})

test('years run from the latest allowed to the earliest, for the future the other way; without limits they reach far back', () => {
  const now = new Date('2026-11-22')
  expect(yearsBetween('2024-03-01', '2026-11-22', now)).toEqual([2026, 2025, 2024])
  expect(yearsBetween('2026-11', '2027-11', now)).toEqual([2026, 2027])
  expect(yearsBetween(undefined, undefined, now)).toContain(1920)
})

test('only months within the limits are offered, and all of them in the years between', () => {
  expect(monthsBetween('2026', '2026-11', '2028-02')).toEqual([11, 12])
  expect(monthsBetween('2027', '2026-11', '2028-02')).toHaveLength(12)
  expect(monthsBetween('2028', '2026-11', '2028-02')).toEqual([1, 2])
  expect(monthsBetween('2026', '2026-03', '2026-05')).toEqual([3, 4, 5])
  expect(monthsBetween('', '2026-11', '2028-02')).toHaveLength(12)
})
