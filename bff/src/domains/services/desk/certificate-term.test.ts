import { lastDayOf } from './certificate-term'

const holding = (months: number) => ({ certificate: { months, source: null } })

it.each([
  [36, '2026-11-22', '2029-11-21'],
  [12, '2026-01-01', '2026-12-31'],
  [12, '2026-03-01', '2027-02-28'],
  [12, '2027-03-01', '2028-02-29'],
  [1, '2026-01-28', '2026-02-27'],
  // the month has no such day: its last day is the last one (民法典 art. 202)
  [1, '2026-01-29', '2026-02-28'],
  [1, '2026-01-31', '2026-02-28'],
  [1, '2028-01-31', '2028-02-29'],
  [12, '2028-02-29', '2029-02-28'],
  [48, '2028-02-29', '2032-02-28'],
  [1, '2026-03-31', '2026-04-30'],
  [2, '2026-03-31', '2026-05-30'],
  [1, '2026-04-30', '2026-05-29'],
  [12, '2026-12-31', '2027-12-30']
])('%i months granted on %s hold to %s', (months, day, last) => {
  expect(lastDayOf(holding(months), day)).toBe(last)
})

it('an item that names no term holds for good', () => {
  expect(lastDayOf({ certificate: null }, '2026-11-22')).toBeNull()
  expect(lastDayOf(null, '2026-11-22')).toBeNull()
})
