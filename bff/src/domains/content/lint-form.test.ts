import { exampleForm } from '@shared/contract/example-form'
import { type Form, formFields } from '@shared/contract/form'
import type { Condition } from '@shared/contract/form-condition'
import type { Rule } from '@shared/contract/form-rule'
import { lintAsked } from './lint-form'

/** The example form with one thing spoiled. */
function spoiled(spoil: (form: Form) => void): string[] {
  const form = structuredClone(exampleForm)
  spoil(form)
  return lintAsked(form)
}
const asking = (when: Condition) =>
  spoiled((form) => {
    const area = formFields(form).find(({ id }) => id === 'area')
    if (area) area.when = when
  })

it('the example form passes', () => {
  expect(lintAsked(exampleForm)).toEqual([])
})

it.each<[string, Condition, string]>([
  ['a later field', { field: 'means', is: 'car' }, 'form.area: waits for "means", which is not asked before it'],
  ['itself', { field: 'area', is: '1' }, 'form.area: waits for "area", which is not asked before it'],
  [
    'an answer nobody can give',
    { any: [{ field: 'place', in: ['shop', 'market'] }] },
    'form.area: waits for "market", which "place" does not offer'
  ],
  [
    'typed text',
    { all: [{ field: 'name', is: '张三' }] },
    'form.area: waits for "name", but only choices and ticks can be waited for'
  ]
])('a field must not wait for %s', (_, when, problem) => {
  expect(asking(when)).toEqual([problem])
})

it.each<[Rule, string]>([
  [{ kind: 'not-before', field: 'ends', other: 'gone', message: '…' }, 'form.rules.0: unknown field "gone"'],
  [
    { kind: 'not-before', field: 'ends', other: 'name', message: '…' },
    'form.rules.0: "name" is a person-name field, which not-before cannot compare'
  ],
  [
    { kind: 'not-before', field: 'since', other: 'begins', days: 30, message: '…' },
    'form.rules.0: "since" is a month field, which not-before cannot compare'
  ],
  [
    { kind: 'sum-at-most', fields: ['loan', 'staff'], most: 1, message: '…' },
    'form.rules.0: adds amounts of money to other numbers'
  ]
])('a rule is refused: %j', (rule, problem) => {
  const problems = spoiled((form) => {
    form.rules = [rule]
  })
  expect(problems).toEqual([problem])
})

it('limits that leave no answer, and two columns of one name, are refused', () => {
  const problems = spoiled((form) => {
    for (const field of formFields(form)) {
      if (field.kind === 'family') field.minRows = 7
      if (field.kind === 'table') field.columns = field.columns.map((column) => ({ ...column, id: 'what' }))
    }
  })
  expect(problems).toEqual([
    'form.relatives: its least is more than its most',
    'form.goods: two columns are called "what"',
    'form.goods: two columns are called "what"'
  ])
})
