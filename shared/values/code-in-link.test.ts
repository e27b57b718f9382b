import { codeInLink } from './code-in-link'

it.each([
  ['https://zjb.example/#/packages/services/pages/relay/index?code=ABCD2345', 'ABCD2345'],
  ['https://zjb.example/?from=wx&code=ABCD2345\n', 'ABCD2345'],
  [' abcd-2345 ', 'abcd-2345'],
  ['', '']
])('of %j only the code counts', (text, code) => {
  expect(codeInLink(text)).toBe(code)
})
