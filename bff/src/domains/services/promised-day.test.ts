import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { parseCalendars } from '../../platform/clock/calendar'
import { promisedDay } from './submit'

const calendar = parseCalendars([
  parse(readFileSync(path.resolve(__dirname, '../../../content/calendars/2026.yaml'), 'utf8'))
])
const at = (text: string) => new Date(`${text}+08:00`)

it.each([
  ['1 working day from Friday before 国庆 week', 1, '2026-09-30T10:00:00', '2026-10-08'],
  ['3 working days: Thursday, Friday and the worked Saturday after 国庆', 3, '2026-09-30T10:00:00', '2026-10-10'],
  ['4 working days: Sunday is off again', 4, '2026-09-30T10:00:00', '2026-10-12'],
  ['1 working day from a Saturday that is worked before 春节', 1, '2026-02-14T10:00:00', '2026-02-24'],
  [
    '20 working days from 4 December: not 元旦, though nobody has published 2027 yet',
    20,
    '2026-12-04T10:00:00',
    '2027-01-04'
  ],
  ['0 working days asked for on a day off', 0, '2026-10-03T10:00:00', '2026-10-08']
])('%s', (_what, days, from, expected) => {
  expect(promisedDay({ days, unit: 'working-days' }, at(from), calendar)).toBe(expected)
})

it('calendar days count every day, over 国庆 and over the end of the year', () => {
  expect(promisedDay({ days: 10, unit: 'calendar-days' }, at('2026-09-28T10:00:00'), calendar)).toBe('2026-10-08')
  expect(promisedDay({ days: 5, unit: 'calendar-days' }, at('2026-12-30T10:00:00'), calendar)).toBe('2027-01-04')
})

it('the day is that of Chongqing: a quarter to midnight is still today', () => {
  expect(promisedDay({ days: 0, unit: 'at-once' }, at('2026-10-01T23:45:00'), calendar)).toBe('2026-10-01')
  expect(promisedDay({ days: 0, unit: 'at-once' }, new Date('2026-10-01T16:00:00Z'), calendar)).toBe('2026-10-02')
})

it('where no guide promises anything, no day is made up', () => {
  expect(promisedDay(null, at('2026-10-01T10:00:00'), calendar)).toBeNull()
})
