import { domainsOf, scopeWords, untilWords } from './scope-words'

const names = { 'flexible-enrolment': '灵活就业参保登记', 'residence-permit': '居住证申领' }

it('a mandate over everything in 办事 and 社保 is told in two words', () => {
  expect(scopeWords({ domains: ['services', 'social-security'], serviceIds: null }, names)).toBe('办事、社保')
})

it('a mandate for some service items names them, and counts those nobody knows a name of', () => {
  const scope = (serviceIds: string[]) => scopeWords({ domains: ['services', 'parking'], serviceIds }, names)
  expect(scope(['flexible-enrolment', 'residence-permit'])).toBe('办事（灵活就业参保登记、居住证申领）、停车')
  expect(scope(['flexible-enrolment', 'gone'])).toBe('办事（灵活就业参保登记、另有 1 项）、停车')
  expect(scope(['gone', 'gone-too'])).toBe('办事（指定的 2 项）、停车')
})

it('an end is a day, a legal representative has none', () => {
  expect(untilWords('2026-12-31')).toBe('到 2026年12月31日为止')
  expect(untilWords(null)).toBe('长期')
})

it('a relative cannot be entrusted with what only enterprises need', () => {
  expect(domainsOf('proxy', ['services', 'policy'])).toEqual(['services'])
  expect(domainsOf('agent', ['services', 'policy', 'made-up'])).toEqual(['services', 'policy'])
})
