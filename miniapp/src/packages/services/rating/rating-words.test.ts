import type { Rating } from '@shared/contract/feedback'
import { mendingHappenings, saidWords } from './rating-words'

const mending: NonNullable<Rating['mending']> = {
  state: 'mend',
  overdue: false,
  mayAnswer: false,
  steps: [
    { label: '已提交评价', at: '2026-11-22T09:00:00.000+08:00', dueDay: null, note: null },
    { label: '部门已联系', at: '2026-11-22T10:00:00.000+08:00', dueDay: null, note: '我们来改。' },
    { label: '部门整改', at: null, dueDay: '2026-11-27', note: null }
  ]
}

it('the rater sees what was done with the words said to them, and until when the next step is due', () => {
  expect(mendingHappenings(mending)).toEqual([
    { label: '已提交评价', at: '2026年11月22日 09:00', tone: 'done' },
    { label: '部门已联系', at: '2026年11月22日 10:00', note: '我们来改。', tone: 'done' },
    { label: '部门整改', note: expect.stringMatching(/11月27日 前$/), tone: 'now' }
  ])
  expect(mendingHappenings({ ...mending, overdue: true }).at(-1)?.note).toMatch(/已超期$/)
})

it('words of blanks are not sent as words', () => {
  expect(saidWords('  ')).toEqual({})
  expect(saidWords(' 很慢 ')).toEqual({ text: '很慢' })
})
