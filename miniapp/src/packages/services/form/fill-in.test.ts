import { exampleForm, shopAnswers } from '@shared/contract/example-form'
import { type Answers, type Form, formFields } from '@shared/contract/form'
import { checkAnswers } from '@shared/contract/form-check'
import { shownForm } from '@shared/contract/form-shown'
import fc from 'fast-check'
import { type FillIn, type FillInAct, fillIn, startFilling } from './fill-in'
import { screensOf, wrongAnywhere, wrongOn } from './form-steps'
import { readAloudText } from './read-aloud-text'

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
const asking = { form, today: '2026-11-22', oneByOne: false }
const fresh = startFilling(asking, {})
const step = (state: FillIn, act: FillInAct) => fillIn(asking, state, act)

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
  const review = startFilling(asking, right)
  expect(review.screen).toBe(2)
  const refused = step(review, { act: 'refused', wrong: { agreed: '请阅读并同意《承诺书》。' }, answers: right })
  expect(refused).toMatchObject({ screen: 1, listed: true, focus: { fieldId: 'agreed' } })
})

it('what the server found wrong stays marked until it is edited, although it looks right to the phone', () => {
  const refused = step(startFilling(asking, right), {
    act: 'refused',
    wrong: { phone: '这个手机号已停用。' },
    answers: right
  })
  const left = step(refused, { act: 'left', fieldId: 'phone', answers: right })
  expect(left.wrong).toEqual({ phone: '这个手机号已停用。' })
  const edited = step(left, { act: 'edited', fieldId: 'phone', answers: { ...right, phone: '13900000000' } })
  expect(edited.wrong).toEqual({})
})

it('上一步 and 下一步 stay inside the form', () => {
  expect(step(fresh, { act: 'back' }).screen).toBe(0)
  const review = startFilling(asking, right)
  expect(step(review, { act: 'next', answers: right }).screen).toBe(2)
})

it('before 提交 every part is checked', () => {
  expect(Object.keys(wrongAnywhere(asking, { name: '张三' }))).toEqual(['phone', 'agreed'])
  expect(wrongAnywhere(asking, right)).toEqual({})
})

describe('A form that asks by what was answered', () => {
  const example = { form: exampleForm, today: '2026-11-22', oneByOne: false }
  const act = (state: FillIn, what: FillInAct) => fillIn(example, state, what)
  const money = (answers: Answers) => screensOf(example, answers).findIndex(({ title }) => title === '资金和日期')

  it('has one part more for who sells online, and the same parts before it', () => {
    const titles = (answers: Answers) => screensOf(example, answers).map(({ title }) => title)
    expect(titles(shopAnswers)).toEqual(['经营者', '经营情况', '资金和日期', '材料和签名', '核对'])
    expect(titles({ ...shopAnswers, place: 'online' })[2]).toBe('送货')
  })

  it('a date that breaks a rule stops 下一步, and mending the other date takes the mark away', () => {
    const answers = { ...shopAnswers, ends: '2026-11-30' }
    const at = { ...startFilling(example, answers), screen: money(answers) }
    const stopped = act(at, { act: 'next', answers })
    expect(stopped).toMatchObject({ wrong: { ends: '结束日期不能早于开始日期。' }, focus: { fieldId: 'ends' } })
    const mended = { ...answers, begins: '2026-11-01' }
    expect(act(stopped, { act: 'edited', fieldId: 'begins', answers: mended })).toMatchObject({
      wrong: {},
      listed: false
    })
  })

  it('what the screens find wrong, in either pace, is what the server refuses', () => {
    const odd = fc.dictionary(
      fc.constantFrom(...formFields(exampleForm).map(({ id }) => id)),
      fc.constantFrom('', 'shop', 'online', '12', '2026-01-01', ['car'], [{ what: '' }], true)
    )
    fc.assert(
      fc.property(odd, fc.boolean(), (changes, oneByOne) => {
        const answers = { ...shopAnswers, ...changes }
        const asking = { ...example, oneByOne }
        const checked = checkAnswers(exampleForm, answers, example.today)
        const wrong = wrongAnywhere(asking, answers)
        const onScreens = screensOf(asking, answers).map((screen) => wrongOn(screen, wrong))
        expect(Object.assign({}, ...onScreens)).toEqual(checked.ok ? {} : checked.fields)
      })
    )
  })
})

describe('In 长辈版', () => {
  const slow = { form: exampleForm, today: '2026-11-22', oneByOne: true }

  it('every question that is asked has a screen of its own', () => {
    const screens = screensOf(slow, shopAnswers)
    const asked = formFields(shownForm(exampleForm, shopAnswers))
    expect(screens.slice(0, -1).map((screen) => screen.kind === 'part' && screen.fields)).toEqual(asked.map((f) => [f]))
  })

  it('a mistake named in the list leads to the screen of its question', () => {
    const answers = { ...shopAnswers, note: '', staff: '' }
    const refused = fillIn(slow, startFilling(slow, answers), {
      act: 'refused',
      wrong: { staff: '…', note: '…' },
      answers
    })
    const led = fillIn(slow, refused, { act: 'focus', fieldId: 'note', answers })
    expect(screensOf(slow, answers)[led.screen]).toMatchObject({ fields: [{ id: 'note' }] })
  })

  it('the question is read aloud with its number, how to answer and what may be chosen', () => {
    const at = screensOf(slow, shopAnswers).findIndex((one) => one.kind === 'part' && one.fields[0]?.id === 'place')
    const screen = screensOf(slow, shopAnswers)[at]
    if (!screen) throw new Error('no such screen')
    expect(readAloudText(screen, at + 1, 22)).toBe(
      '第 7 题，共 22 题。您打算在哪里做生意？这一项要填。请选一项。可以选：门店经营，网上经营。'
    )
  })
})
