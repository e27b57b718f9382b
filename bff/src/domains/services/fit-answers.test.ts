import { exampleSteps } from '@shared/contract/example-form'
import type { Answers, Field, Form } from '@shared/contract/form'
import { formFields } from '@shared/contract/form'
import { isBlank } from '@shared/contract/form-shown'
import fc from 'fast-check'
import { editsOfEarlierForms, fitAnswers } from './fit-answers'

const formOf = (fields: Field[], version = 'v2'): Form => ({
  serviceId: 'trial',
  version,
  steps: [{ id: 'one', title: '一', fields }]
})
const text = (id: string, label: string): Field => ({ id, label, required: false, kind: 'text', maxLength: 20 })
const choice = (values: string[]): Field => ({
  ...{ id: 'level', label: '学历', required: true, kind: 'choice' },
  options: values.map((value) => ({ value, label: `${value}学历` }))
})

const exampleForm: Form = { serviceId: 'trial', version: 'v1', steps: exampleSteps }

it('what a changed form still asks for stays, half typed or not; what it has no place for is told in the old words', () => {
  const before = formOf([text('name', '姓名'), text('nick', '曾用名'), choice(['a', 'b'])], 'v1')
  const now = formOf([text('name', '姓名'), choice(['b', 'c'])])
  const { answers, dropped, lost } = fitAnswers(now, { name: '张', nick: '小张', level: 'a' }, [before])
  expect(answers).toEqual({ name: '张' })
  expect(dropped).toEqual([
    { label: '曾用名', value: '小张' },
    { label: '学历', value: 'a学历' }
  ])
  expect(lost).toEqual(['nick', 'level'])
})

it('of several choices those that are still offered stay', () => {
  const kinds = (values: string[]): Field => ({
    ...{ id: 'kinds', label: '险种', required: true, kind: 'choices' },
    options: values.map((value) => ({ value, label: value }))
  })
  const fitted = fitAnswers(formOf([kinds(['a', 'c'])]), { kinds: ['a', 'b'] }, [formOf([kinds(['a', 'b'])], 'v1')])
  expect(fitted).toMatchObject({ answers: { kinds: ['a'] }, dropped: [{ label: '险种', value: 'a、b' }] })
})

it('an answer of another kind than the field has now is told, not put into it', () => {
  const now = formOf([{ id: 'name', label: '姓名', required: true, kind: 'agreement', text: '同意' }])
  expect(fitAnswers(now, { name: '张敏' }, [formOf([text('name', '姓名')], 'v1')])).toMatchObject({
    answers: {},
    dropped: [{ label: '姓名', value: '张敏' }]
  })
})

it('nothing vanishes unsaid: every answer is kept as it was, or told', () => {
  const value = fc.oneof(
    fc.string(),
    fc.boolean(),
    fc.integer(),
    fc.array(fc.string(), { maxLength: 3 }),
    fc.array(fc.dictionary(fc.constantFrom('name', 'relation'), fc.string()), { maxLength: 2 })
  )
  const ids = [...formFields(exampleForm).map(({ id }) => id), 'gone']
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...ids), value), (answers: Answers) => {
      const fitted = fitAnswers({ ...exampleForm, version: 'v2' }, answers, [exampleForm])
      for (const [id, given] of Object.entries(answers)) {
        const kept = JSON.stringify(fitted.answers[id]) === JSON.stringify(given)
        if (!isBlank(given) && !kept) expect(fitted.lost).toContain(id)
      }
      expect(fitted.dropped).toHaveLength(fitted.lost.length)
    })
  )
})

it('an edit typed into a field of an earlier form is told; a field no form ever had is nobody’s answer', () => {
  const before = formOf([text('nick', '曾用名')], 'v1')
  expect(editsOfEarlierForms(formOf([text('name', '姓名')]), { nick: '小张', salary: '1' }, [before])).toEqual([
    { label: '曾用名', value: '小张' }
  ])
})
