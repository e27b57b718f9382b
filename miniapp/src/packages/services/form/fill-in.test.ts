import type { Form } from '@shared/contract/form'
import { type FillIn, type FillInAct, fillIn, startFilling, wrongAnywhere } from './fill-in'

const form: Form = {
  serviceId: 'flexible-work',
  version: 'v1',
  steps: [
    {
      id: 'who',
      title: '您是谁',
      fields: [
        { id: 'name', label: '姓名', required: true, kind: 'person-name' },
        { id: 'phone', label: '手机号', required: true, kind: 'phone' }
      ]
    },
    {
      id: 'promise',
      title: '承诺',
      fields: [{ id: 'agreed', label: '承诺书', required: true, kind: 'agreement', text: '…' }]
    }
  ]
}
const right = { name: '张三', phone: '13800000000', agreed: true }
const today = '2026-11-22'
const fresh = startFilling(form, {}, today)
const step = (state: FillIn, act: FillInAct) => fillIn(form, state, act, today)

it('下一步 stops at the first wrong field of this part, names all of them, and does not speak of later parts', () => {
  const stopped = step(fresh, { act: 'next', answers: { name: '张三', phone: '12' } })
  expect(stopped).toMatchObject({ screen: 0, listed: true, focus: { fieldId: 'phone' } })
  expect(Object.keys(stopped.wrong)).toEqual(['phone'])
  expect(step(fresh, { act: 'next', answers: { name: '张三', phone: '13800000000' } }).screen).toBe(1)
})

it('pressing 下一步 again goes to the same field again', () => {
  const once = step(fresh, { act: 'next', answers: {} })
  const twice = step(once, { act: 'next', answers: {} })
  expect(once.focus?.fieldId).toBe('name')
  expect(twice.focus?.fieldId).toBe('name')
  expect(twice.focus?.turn).not.toBe(once.focus?.turn)
})

it('nobody is told off while still typing; leaving the field checks it, and mending it takes the mark away', () => {
  const typing = step(fresh, { act: 'edited', fieldId: 'phone', answers: { phone: '138' } })
  expect(typing.wrong).toEqual({})
  const left = step(typing, { act: 'left', fieldId: 'phone', answers: { phone: '138' } })
  expect(Object.keys(left.wrong)).toEqual(['phone'])
  const mended = step(left, { act: 'edited', fieldId: 'phone', answers: { phone: '13800000000' } })
  expect(mended.wrong).toEqual({})
})

it('the list of wrong fields goes away with the last of them', () => {
  const stopped = step(fresh, { act: 'next', answers: {} })
  const half = step(stopped, { act: 'edited', fieldId: 'name', answers: { name: '张三' } })
  expect(half.listed).toBe(true)
  expect(step(half, { act: 'edited', fieldId: 'phone', answers: right }).listed).toBe(false)
})

it('a refusal from the server leads from 核对 back to the part with the first wrong field', () => {
  const review = startFilling(form, right, today)
  expect(review.screen).toBe(2)
  const refused = step(review, { act: 'refused', wrong: { agreed: '请阅读并同意《承诺书》。' } })
  expect(refused).toMatchObject({ screen: 1, listed: true, focus: { fieldId: 'agreed' } })
})

it('what the server found wrong stays marked until it is edited, although it looks right to the phone', () => {
  const refused = step(startFilling(form, right, today), { act: 'refused', wrong: { phone: '这个手机号已停用。' } })
  const left = step(refused, { act: 'left', fieldId: 'phone', answers: right })
  expect(left.wrong).toEqual({ phone: '这个手机号已停用。' })
  const edited = step(left, { act: 'edited', fieldId: 'phone', answers: { ...right, phone: '13900000000' } })
  expect(edited.wrong).toEqual({})
})

it('上一步 and 下一步 stay inside the form', () => {
  expect(step(fresh, { act: 'back' }).screen).toBe(0)
  const review = startFilling(form, right, today)
  expect(step(review, { act: 'next', answers: right }).screen).toBe(2)
})

it('before 提交 every part is checked', () => {
  expect(Object.keys(wrongAnywhere(form, { name: '张三' }, today))).toEqual(['phone', 'agreed'])
  expect(wrongAnywhere(form, right, today)).toEqual({})
})
