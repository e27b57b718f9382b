import { nextStep } from './next-step'

test.each([
  ['phone', 'session', 'phone'],
  ['phone', 'phone', undefined],
  ['real-name', 'session', 'phone'],
  ['real-name', 'phone', 'real-name'],
  ['real-name', 'face', undefined],
  ['face', 'session', 'phone'],
  ['face', 'real-name', 'face'],
  ['face', 'face', undefined],
  ['fresh', 'session', 'fresh'],
  ['fresh', 'face', 'fresh']
] as const)('towards %s, somebody at %s does %s next', (needed, level, step) => {
  expect(nextStep(needed, level)).toBe(step)
})
