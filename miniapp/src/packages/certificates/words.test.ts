import { checkWords, inGroups, untilWords } from './words'

it('whoever checks a certificate reads in one line how it stands', () => {
  expect(checkWords({ state: 'valid' })).toBe('这份证照有效')
  expect(checkWords({ state: 'withdrawn' })).toBe('这份证照已撤销')
  expect(checkWords({ state: 'unknown' })).toBe('没有查到这份证照')
})

it('a code stands in groups of four, and a certificate without a last day is good for long', () => {
  expect(inGroups('ABCDEFGHJKMN')).toBe('ABCD EFGH JKMN')
  expect(untilWords(null)).toBe('长期')
})
