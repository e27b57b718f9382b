import type { Field } from '@shared/contract/form'
import { answerWords } from './answer-words'

const basis = { id: 'f', label: '项目', required: true }
const options = [
  { value: 'a', label: '个体经营' },
  { value: 'b', label: '非全日制' }
]
const cases: [string, Field, Parameters<typeof answerWords>[1], string][] = [
  ['a choice by its label', { ...basis, kind: 'choice', options }, 'b', '非全日制'],
  ['several choices in a row', { ...basis, kind: 'choices', options }, ['a', 'b'], '个体经营、非全日制'],
  ['a choice the form no longer has as it was typed', { ...basis, kind: 'choice', options }, 'x', 'x'],
  [
    'a street by its name',
    { ...basis, kind: 'street', options: [{ value: '500103004', label: '两路口街道' }] },
    '500103004',
    '两路口街道'
  ],
  ['a day in words', { ...basis, kind: 'date' }, '2026-03-05', '2026年3月5日'],
  ['a month in words', { ...basis, kind: 'month' }, '2026-11', '2026年11月'],
  ['a consent', { ...basis, kind: 'agreement', text: '…' }, true, '已同意'],
  ['a missing consent', { ...basis, kind: 'agreement', text: '…' }, undefined, '未同意'],
  ['files by their names', { ...basis, kind: 'upload', maxFiles: 2 }, ['f1', 'f9'], '身份证.jpg、已上传的文件'],
  [
    'an ID number as it will be handed in',
    { ...basis, kind: 'citizen-id' },
    ' 11010519491231002x',
    '11010519491231002X'
  ],
  ['an empty field as 未填写', { ...basis, kind: 'text', maxLength: 9 }, '  ', '未填写'],
  ['an amount as it will be kept', { ...basis, kind: 'money' }, '1200.5', '1200.50 元'],
  ['a wrong amount as it was typed', { ...basis, kind: 'money' }, '1200.555', '1200.555'],
  ['rows of empty cells as 未填写', { ...basis, kind: 'family', minRows: 0, maxRows: 3 }, [{ name: '' }], '未填写'],
  ['no files as 未填写', { ...basis, kind: 'upload', maxFiles: 2 }, [], '未填写']
]

it.each(cases)('核对 shows %s', (_, field, answer, words) => {
  expect(answerWords(field, answer, [{ id: 'f1', name: '身份证.jpg' }], '2026-11-22')).toBe(words)
})
