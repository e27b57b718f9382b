import type { Field, Form } from '@shared/contract/form'
import { formAskingFor, shownForm } from '@shared/contract/form-shown'
import { withoutHidden } from './shown-form'

const text = (id: string, label: string): Field => ({ id, label, kind: 'text', required: true, maxLength: 20 })
const form: Form = {
  serviceId: 'flexible-work',
  version: 'v1',
  steps: [
    { id: 'person', title: '个人信息', fields: [text('name', '姓名'), text('phone', '手机号码')] },
    { id: 'contact', title: '联系方式', fields: [text('other-phone', '备用手机')] }
  ]
}

it('somebody who acts for a relative is neither shown nor asked the phone number', () => {
  const shown = withoutHidden(form, ['phone', 'other-phone'])
  expect(shown.steps.map(({ title, fields }) => [title, fields.map(({ id }) => id)])).toEqual([['个人信息', ['name']]])
})

it('in a 情形 that does not ask for a material, its upload is no screen, and a part of nothing else goes', () => {
  const upload = {
    id: 'proof',
    label: '说明',
    kind: 'upload',
    required: true,
    maxFiles: 1,
    material: '情况说明'
  } as const
  const asking: Form = {
    ...form,
    steps: [...form.steps, { id: 'papers', title: '材料', fields: [upload] }],
    materials: ['情况说明']
  }
  const parts = (materials?: string[]) =>
    shownForm(formAskingFor(asking, materials), {}).steps.map(({ title }) => title)
  expect(parts()).toEqual(['个人信息', '联系方式', '材料'])
  expect(parts(['身份证'])).toEqual(['个人信息', '联系方式'])
  expect(formAskingFor(form, ['身份证'])).toBe(form)
})

it('a person who acts for themselves sees the whole form', () => {
  expect(withoutHidden(form, [])).toBe(form)
})
