import fc from 'fast-check'
import { diffLines } from './diff-lines'

const text = fc
  .array(fc.constantFrom('甲', '乙', '丙', ''), { minLength: 1, maxLength: 12 })
  .map((lines) => `${lines.join('\n')}x\n`)
const joined = (before: string, after: string, left: 'added' | 'removed') =>
  `${diffLines(before, after)
    .filter(({ kind }) => kind !== left)
    .map((line) => line.text)
    .join('\n')}\n`

it('whoever reads the changes can tell both texts from them, line by line', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(joined(before, after, 'removed')).toBe(after)
      expect(joined(before, after, 'added')).toBe(before)
    })
  )
})

it('one changed line is one line out and one line in, the rest stands', () => {
  expect(diffLines('甲\n乙\n丙\n', '甲\n丁\n丙\n').map(({ kind, text: line }) => `${kind} ${line}`)).toEqual([
    'same 甲',
    'removed 乙',
    'added 丁',
    'same 丙'
  ])
  expect(diffLines('', '甲\n')).toEqual([{ kind: 'added', text: '甲' }])
})
