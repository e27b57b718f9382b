import { dayWords, greetingAt, instantWords } from './when'

const now = new Date('2026-11-22T02:00:00Z')

test('a citizen reads times of today and yesterday in Shanghai time, whatever zone the phone is set to', () => {
  expect(instantWords('2026-11-22T00:05:00+08:00', now)).toBe('今天 00:05')
  expect(instantWords('2026-11-21T15:59:00Z', now)).toBe('昨天 23:59')
  expect(instantWords('2026-11-21T16:01:00Z', now)).toBe('今天 00:01')
  expect(instantWords('2026-10-01T09:30:00+08:00', now)).toBe('10月1日 09:30')
  expect(instantWords('2025-10-01T09:30:00+08:00', now)).toBe('2025年10月1日 09:30')
})

test('what cannot be read as a time is shown as it came', () => {
  expect(instantWords('随到随办', now)).toBe('随到随办')
  expect(dayWords('2026-02-30', now)).toBe('2026-02-30')
})

test('the greeting follows the clock of Shanghai', () => {
  expect(greetingAt(new Date('2026-11-22T00:30:00Z'))).toBe('早上好')
  expect(greetingAt(new Date('2026-11-22T11:00:00Z'))).toBe('晚上好')
})
