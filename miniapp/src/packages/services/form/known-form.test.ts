import { exampleForm } from '@shared/contract/example-form'
import { anyForm, knownForm } from './known-form'

it('a form this program knows wholly is shown as it is', () => {
  expect(knownForm(anyForm.parse(exampleForm))).toEqual(exampleForm)
})

it('a form with a kind of field from the future is refused with a plain sentence, not drawn by half', () => {
  const [step] = exampleForm.steps
  const fields = [...(step?.fields ?? []), { id: 'iris', kind: 'iris-scan', label: '虹膜', required: true }]
  const newer = anyForm.parse({ ...exampleForm, steps: [{ ...step, fields }] })
  expect(() => knownForm(newer)).toThrow(/^这份申请表有新的填写方式/)
})
