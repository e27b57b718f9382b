import { isUnderGuard } from './child-form'

test.each([
  ['2012-11-22', '2026-11-21', true],
  ['2012-11-22', '2026-11-22', false],
  ['2012-02-29', '2026-02-28', true],
  ['2012-02-29', '2026-03-01', false],
  ['2025-01-01', '2026-11-22', true]
])('a child born %s needs a guardian on %s: %s', (birthDay, today, guarded) => {
  expect(isUnderGuard(birthDay, today)).toBe(guarded)
})
