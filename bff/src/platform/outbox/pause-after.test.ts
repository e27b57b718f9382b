import fc from 'fast-check'
import { pauseAfter } from './worker'

const attempt = fc.integer({ min: 1, max: 5000 })
const random = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })

it('the pause grows from 2 s with every try and stays at 220 s, each within a quarter', () => {
  expect([1, 2, 3, 4, 7, 8, 9, 400].map((n) => pauseAfter(n, 0.5) / 1000)).toEqual([2, 4, 8, 16, 128, 220, 220, 220])
  fc.assert(
    fc.property(attempt, random, (n, chance) => {
      const middle = pauseAfter(n, 0.5)
      expect(pauseAfter(n, chance)).toBeGreaterThanOrEqual(Math.round(middle * 0.75))
      expect(pauseAfter(n, chance)).toBeLessThanOrEqual(Math.round(middle * 1.25))
      expect(pauseAfter(n + 1, chance)).toBeGreaterThanOrEqual(pauseAfter(n, chance))
    })
  )
})

it('a hundred cases waiting for one department do not come back in the same moment', () => {
  const pauses = Array.from({ length: 100 }, () => pauseAfter(10, Math.random()))
  expect(new Set(pauses).size).toBeGreaterThan(90)
})

it('however long a department was away, what waited for it is tried again within five minutes', () => {
  fc.assert(
    fc.property(attempt, random, (n, chance) => {
      expect(pauseAfter(n, chance)).toBeLessThan(5 * 60_000)
    })
  )
})
