import type { Form } from '@shared/contract/form'
import { firstWrong, screensOf, screenToMend, screenToResume, wrongAnywhere, wrongInOrder, wrongOn } from './form-steps'

const form: Form = {
  serviceId: 'flexible-work',
  version: 'v1',
  steps: [
    {
      id: 'who',
      title: '您是谁',
      fields: [
        { id: 'name', label: '姓名', required: true, kind: 'person-name' },
        { id: 'phone', label: '手机号', required: false, kind: 'phone' }
      ]
    },
    {
      id: 'work',
      title: '就业情况',
      fields: [{ id: 'work', label: '就业形式', required: true, kind: 'text', maxLength: 20 }]
    }
  ]
}

const asking = { form, today: '2026-11-22', oneByOne: false }

it('the citizen goes through every part and checks everything at the end', () => {
  expect(screensOf(asking, {}).map((screen) => screen.title)).toEqual(['您是谁', '就业情况', '核对'])
})

it('a short form stands on one screen and is handed in from there; in 长辈版 it is asked one by one and checked', () => {
  const short = { ...asking, form: { ...form, steps: form.steps.slice(0, 1) } }
  expect(screensOf(short, {}).map((screen) => screen.title)).toEqual(['您是谁'])
  expect(screenToResume(short, { name: '张三' })).toBe(0)
  expect(screensOf({ ...short, oneByOne: true }, {}).map((screen) => screen.title)).toEqual([
    '您是谁',
    '您是谁',
    '核对'
  ])
})

it('a screen names its own wrong fields only; an optional one may stay empty but not be wrong', () => {
  const [who, , review] = screensOf(asking, {})
  if (!who || !review) throw new Error('screens are missing')
  expect(wrongOn(who, wrongAnywhere(asking, {}))).toEqual({ name: '请填写姓名。' })
  expect(Object.keys(wrongOn(who, wrongAnywhere(asking, { name: '张三', phone: '12' })))).toEqual(['phone'])
  expect(wrongOn(review, wrongAnywhere(asking, {}))).toEqual({})
})

it('the first wrong field is the first to read, whatever order the server names them in', () => {
  const wrong = { work: '请填写就业形式。', name: '请填写姓名。', gone: '…' }
  expect(firstWrong(asking, {}, wrong)).toEqual({ screen: 0, fieldId: 'name' })
  expect(wrongInOrder(form, wrong).map((one) => one.fieldId)).toEqual(['name', 'work'])
  expect(firstWrong(asking, {}, { gone: '…' })).toBeUndefined()
})

it('a begun form goes on where it is not right yet, a finished one at 核对', () => {
  expect(screenToResume(asking, {})).toBe(0)
  expect(screenToResume(asking, { name: '张三' })).toBe(1)
  expect(screenToResume(asking, { name: '张三', work: '个体经营' })).toBe(2)
})

it('a 补正 begins at the part the department speaks of, and at the beginning when that is not clear', () => {
  expect(screenToMend(asking, {}, ['就业形式说明'])).toBe(1)
  expect(screenToMend(asking, {}, ['就业'])).toBe(1)
  expect(screenToMend(asking, {}, ['营业执照'])).toBe(0)
})
