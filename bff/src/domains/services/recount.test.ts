import { addDays } from '@shared/values/civil-date'
import { addWorkingDays } from '@shared/values/working-days'
import * as fc from 'fast-check'
import { parseCalendars } from '../../platform/clock/calendar'
import { recountedDay } from './recount'

const source = { title: '示例', document: '示例', read: false }
const off = (day: string) => ({ day, name: '示例假日' })
const until2026 = { year: 2026, source, holidays: [off('2026-10-01')], workdays: [] }
/** 示例: New Year off to Tuesday, a worked Saturday, and a day of December before taken back */
const of2027 = {
  ...{ year: 2027, source, workdays: ['2027-01-09'] },
  holidays: ['2026-12-31', '2027-01-01', '2027-01-04', '2027-01-05'].map(off)
}
const before = parseCalendars([until2026])
const after = parseCalendars([until2026, of2027])

it.each([
  ['a promise that ends before the year is out stays', '2026-12-01', '2026-12-20', '2026-12-20'],
  ['one into January waits for the days off of the new notice', '2026-12-21', '2027-01-07', '2027-01-11'],
  ['one that is over stays as it was told', '2026-12-21', '2027-01-04', '2027-01-04']
])('%s', (_what, from, day, expected) => {
  const today = day === '2027-01-04' ? '2027-01-20' : '2026-12-22'
  expect(recountedDay({ day, from, year: 2026 }, after, today)).toBe(expected)
})

it('the new day is the one that would have been promised had the notice been known, and counting again changes nothing', () => {
  const start = fc.integer({ min: 0, max: 30 }).map((n) => addDays('2026-12-01', n))
  fc.assert(
    fc.property(start, fc.integer({ min: 1, max: 40 }), (from, days) => {
      const { day } = addWorkingDays(from, days, before)
      const known = addWorkingDays(from, days, after).day
      const counted = recountedDay({ day, from, year: 2026 }, after, from)
      if (day > '2026-12-31') expect(counted).toBe(known)
      else expect(counted).toBe(day)
      expect(recountedDay({ day: counted, from, year: 2027 }, after, from)).toBe(counted)
    })
  )
})

it('where nothing was promised, no day comes to be', () => {
  expect(recountedDay({ day: null, from: '2026-12-01', year: 2026 }, after, '2026-12-01')).toBeNull()
})
