import { creditCodeCheckCharacter } from '@shared/values/credit-code'
import { doubtAbout } from './credit-code-doubt'

const first17 = '91669999MA5UQ0001'
const right = first17 + creditCodeCheckCharacter(first17)
const wrongCheck = first17 + (right.endsWith('1') ? '2' : '1')

it('a right code raises no doubt, however it is typed', () => {
  expect(doubtAbout(right)).toBeNull()
  expect(doubtAbout(` ${right.toLowerCase()} `)).toBeNull()
})

it('a wrong check character only warns: a few codes in real use have one', () => {
  expect(doubtAbout(wrongCheck)).toMatchObject({ certain: false, words: expect.stringContaining('核对') })
})

it.each(['', '9166', 'O'.repeat(18)])('“%s” cannot be a code', (text) => {
  expect(doubtAbout(text)).toMatchObject({ certain: true })
})
