import type { Answers } from '@shared/contract/form'
import fc from 'fast-check'
import { carryOver, changedFields, editedAnswers, editedOnBoth, noteEdit, overlay, settle } from './edits'

const text = fc.record({ field: fc.constantFrom('a', 'b', 'c'), value: fc.string({ maxLength: 4 }) })
const texts = fc.array(text, { maxLength: 12 })
const note = (typed: { field: string; value: string }[], from = {}) =>
  typed.reduce((edits, one) => noteEdit(edits, one.field, one.value), from)

it('what was typed while a save was on its way is still to be sent afterwards, and nothing else is', () => {
  fc.assert(
    fc.property(texts, texts, (before, meanwhile) => {
      const sent = note(before)
      const left = settle(note(meanwhile, sent), sent)
      const last = Object.fromEntries(meanwhile.map((one) => [one.field, one.value]))
      expect(editedAnswers(left)).toEqual(last)
    })
  )
})

it('typing the same text again while it is being sent is an edit of its own', () => {
  const sent = noteEdit({}, 'name', '张三')
  expect(editedAnswers(settle(noteEdit(sent, 'name', '张三'), sent))).toEqual({ name: '张三' })
})

it('an emptied field stays empty over what the server still has', () => {
  expect(overlay({ name: '张三' }, noteEdit({}, 'name', ''))).toEqual({ name: '' })
})

it('carrying a form into a new draft keeps all of it, edits last', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'd'), fc.string()), texts, (answers: Answers, typed) => {
      const edits = note(typed)
      expect(editedAnswers(carryOver(answers, edits))).toEqual(overlay(answers, edits))
    })
  )
})

it('only fields whose answer differs count as changed', () => {
  expect(changedFields({ a: '1', b: ['x'], c: true }, { a: '2', b: ['x'], d: '' })).toEqual(['a', 'c', 'd'])
})

it('a field typed alike on both devices needs no check', () => {
  const edits = noteEdit(noteEdit({}, 'name', '张三'), 'phone', '1')
  expect(editedOnBoth({ phone: '0' }, { name: '张三', phone: '2' }, edits)).toEqual(['phone'])
})
