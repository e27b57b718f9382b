import { type RatingLevel, ratingLevel } from '@shared/contract/feedback'
import fc from 'fast-check'
import { byDepartment, publishable, SMALLEST } from './figures'
import type { CountRow } from './store'

const row = (service: string, level: RatingLevel, count: number): CountRow => ({
  department: 'human-resources',
  service_id: service,
  service_name: service,
  level,
  count
})

it('few ratings are neither counted nor broken down', () => {
  expect(publishable([row('a', 'bad', 3), row('b', 'good', 1)])).toEqual({ counts: null, services: [] })
})

it('small items come together, and take the smallest big one along when they are too few to be told', () => {
  const told = publishable([row('a', 'good', 9), row('b', 'bad', 6), row('c', 'very-bad', 2)])
  expect(told.counts?.total).toBe(17)
  expect(told.services.map(({ name, counts }) => [name, counts?.total])).toEqual([
    ['a', 9],
    ['其他事项', 8]
  ])
})

it('departments are told apart', () => {
  const other = { ...row('x', 'fair', 5), department: 'education' }
  expect(byDepartment([row('a', 'good', 5), other]).map(({ id, counts }) => [id, counts?.total])).toEqual([
    ['human-resources', 5],
    ['education', 5]
  ])
})

it('whatever was rated: nothing told is below five, also not the difference of two of them, and nothing is lost', () => {
  const rows = fc.array(
    fc.record({ service: fc.constantFrom('a', 'b', 'c', 'd', 'e'), level: fc.constantFrom(...ratingLevel.options) }),
    { maxLength: 60 }
  )
  fc.assert(
    fc.property(rows, (ratings) => {
      const { counts, services } = publishable(ratings.map(({ service, level }) => row(service, level, 1)))
      if (ratings.length < SMALLEST) return counts === null && services.length === 0
      const totals = services.map((one) => one.counts?.total ?? 0)
      expect(totals.every((total) => total >= SMALLEST)).toBe(true)
      expect(totals.reduce((sum, total) => sum + total, 0)).toBe(ratings.length)
      expect(counts?.total).toBe(ratings.length)
      return true
    }),
    { numRuns: 2000 }
  )
})
