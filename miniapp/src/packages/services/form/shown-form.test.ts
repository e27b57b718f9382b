import type { Field, Form } from '@shared/contract/form'
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

it('a person who acts for themselves sees the whole form', () => {
  expect(withoutHidden(form, [])).toBe(form)
})
