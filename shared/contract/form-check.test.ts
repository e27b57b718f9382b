import fc from 'fast-check'
import { exampleForm, shopAnswers } from './example-form'
import { type Answer, type Answers, answers as answersSchema, type Field, type Form, formFields } from './form'
import { checkAnswer, checkAnswers } from './form-check'
import type { Condition } from './form-condition'
import { leftOut, shownForm } from './form-shown'

const today = '2026-11-22'
const told = (field: Field, value: Answer | undefined): string => {
  const checked = checkAnswer(field, value, today)
  return checked.ok ? '' : checked.reason
}
const kept = (field: Field, value: Answer): Answer | undefined => {
  const checked = checkAnswer(field, value, today)
  if (!checked.ok) throw new Error(checked.reason)
  return checked.value
}
const basis = { id: 'f', label: '项目', required: true }
const field = (id: string): Field => {
  const found = formFields(exampleForm).find((one) => one.id === id)
  if (!found) throw new Error(`no field ${id}`)
  return found
}

/** Anything a draft may hold, often something a field would take. */
const anything: fc.Arbitrary<Answer> = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom(...Object.values(shopAnswers)),
  fc.constantFrom('shop', 'online', '500103003', '12.30', '-0', '1e9', '2026-12-01', '渝A12345'),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -5, max: 700 }),
  fc.boolean(),
  fc.array(fc.constantFrom('car', 'post', 'file-photo-01', 'x'), { maxLength: 3 }),
  fc.array(fc.dictionary(fc.constantFrom('what', 'count', 'name', 'relation'), fc.oneof(fc.string(), fc.integer())), {
    maxLength: 4
  })
)
const ids = formFields(exampleForm).map(({ id }) => id)
const anyAnswers: fc.Arbitrary<Answers> = fc
  .dictionary(fc.constantFrom(...ids), anything)
  .chain((odd) => fc.constantFrom({ ...shopAnswers, ...odd }, odd))

describe('The example form with every kind of field', () => {
  it('takes what a shopkeeper types and keeps it tidy: numbers as numbers, amounts in 分, empty rows dropped', () => {
    const checked = checkAnswers(exampleForm, shopAnswers, today)
    expect(checked).toMatchObject({
      ok: true,
      value: {
        citizenId: '669999198803120021',
        card: '4111111111111111',
        staff: 3,
        area: 42.5,
        loan: 12_000_050,
        goods: [
          { what: '货架', count: 4, price: 19_900 },
          { what: '灯', count: 12 }
        ],
        relatives: [{ relation: 'child', name: '张小小', citizenId: '11010519491231002X' }]
      }
    })
    if (checked.ok) expect(Object.keys(checked.value)).not.toContain('own')
  })

  it('what was kept is right again and stays as it is, however it was typed', () => {
    fc.assert(
      fc.property(anyAnswers, (given) => {
        const first = checkAnswers(exampleForm, given, today)
        if (!first.ok) return
        const read = answersSchema.parse(JSON.parse(JSON.stringify(first.value)))
        expect(checkAnswers(exampleForm, read, today)).toEqual({ ok: true, value: read })
      })
    )
    for (const one of formFields(exampleForm))
      fc.assert(
        fc.property(anything, (value) => {
          const first = checkAnswer(one, value, today)
          if (first.ok && first.value !== undefined)
            expect(checkAnswer(one, first.value, today)).toEqual({ ok: true, value: first.value })
        })
      )
  })
})

describe('A field that is not asked', () => {
  it('never blocks, whatever stands in it, and is handed in by nobody', () => {
    fc.assert(
      fc.property(anyAnswers, fc.dictionary(fc.constantFrom(...ids), anything), (given, rubbish) => {
        const asked = new Set(formFields(shownForm(exampleForm, given)).map(({ id }) => id))
        const unseen = Object.fromEntries(Object.entries(rubbish).filter(([id]) => !asked.has(id)))
        const before = checkAnswers(exampleForm, given, today)
        expect(checkAnswers(exampleForm, { ...given, ...unseen }, today)).toEqual(before)
        const named = Object.keys(before.ok ? before.value : before.fields)
        expect(named.filter((id) => !asked.has(id))).toEqual([])
      })
    )
  })

  it('is named when it had an answer, so that nobody wonders where it went', () => {
    const online = { ...shopAnswers, place: 'online', means: ['post'], plate: ' ' }
    expect(leftOut(exampleForm, online)).toEqual(['经营面积', '门店位置', '门店街道', '门店照片'])
    const checked = checkAnswers(exampleForm, online, today)
    expect(checked.ok && Object.keys(checked.value)).not.toContain('area')
    expect(leftOut(exampleForm, shopAnswers)).toEqual([])
  })

  it('counts as unanswered for the conditions after it', () => {
    const steps = (answers: Answers) => shownForm(exampleForm, answers).steps.map(({ id }) => id)
    const atGate = { ...shopAnswers, street: '500103003' }
    expect(steps(atGate)).toContain('delivery')
    expect(steps({ ...atGate, place: '' })).not.toContain('delivery')
  })
})

describe('A condition', () => {
  const options = ['a', 'b', 'c'].map((value) => ({ value, label: value }))
  const asked = (when: Condition, answers: Answers): boolean => {
    const form: Form = {
      serviceId: 's',
      version: 'v',
      steps: [
        {
          id: 'one',
          title: '',
          fields: [
            { ...basis, id: 'one', kind: 'choice', options },
            { ...basis, id: 'many', kind: 'choices', options },
            { ...basis, id: 'tick', kind: 'agreement', text: '' },
            { ...basis, id: 'then', kind: 'text', maxLength: 9, when }
          ]
        }
      ]
    }
    return formFields(shownForm(form, answers)).some(({ id }) => id === 'then')
  }
  it.each<[Condition, Answers, boolean]>([
    [{ field: 'one', is: 'a' }, { one: 'a ' }, true],
    [{ field: 'one', is: 'a' }, {}, false],
    [{ field: 'one', in: ['a', 'b'] }, { one: 'b' }, true],
    [{ field: 'one', in: ['a', 'b'] }, { one: 'c' }, false],
    [{ field: 'many', is: 'c' }, { many: ['a', 'c'] }, true],
    [{ field: 'tick', is: true }, { tick: true }, true],
    [{ field: 'tick', is: false }, {}, true],
    [
      {
        all: [
          { field: 'one', is: 'a' },
          { field: 'many', is: 'b' }
        ]
      },
      { one: 'a', many: ['c'] },
      false
    ],
    [
      {
        any: [
          { field: 'one', is: 'a' },
          { field: 'many', is: 'b' }
        ]
      },
      { one: 'c', many: ['b'] },
      true
    ],
    [
      {
        all: [
          {
            any: [
              { field: 'one', is: 'a' },
              { field: 'one', is: 'b' }
            ]
          }
        ]
      },
      { one: 'b' },
      true
    ]
  ])('%j for %j: asked %p', (when, answers, is) => {
    expect(asked(when, answers)).toBe(is)
  })
})

describe('A wrong answer is told in words', () => {
  it.each<[string, Answer, string]>([
    ['staff', '三', '从业人数只能填数字。'],
    ['staff', '2.5', '从业人数只能填整数。'],
    ['staff', '501', '从业人数不能大于 500 人。'],
    ['area', '0.5', '经营面积不能小于 1 平方米。'],
    ['area', '10.123', '经营面积小数点后最多 2 位。'],
    ['loan', '0', '贷款金额不能少于 0.01 元。'],
    ['loan', '500000.01', '贷款金额不能超过 500000.00 元。'],
    ['loan', '1.234', '贷款金额：金额最多精确到分，小数点后最多两位。'],
    ['home', '重庆市渝中区解放碑', '户籍所在地在渝中区的，请在列出的街道里选择。'],
    ['home', '成都', '请把户籍所在地写全，写到街道或乡镇，例如“四川省成都市锦江区春熙路街道”。'],
    ['home', '500103999', '请把户籍所在地写全，写到街道或乡镇，例如“四川省成都市锦江区春熙路街道”。'],
    ['card', '4111111111111112', '银行卡号有误，可能有数字填错或顺序颠倒，请对照卡片逐位核对'],
    ['plate', '渝A1234', '车牌号码应为7位，新能源车为8位，您填了6位'],
    ['signature', [], '请在申请人签名处签名。'],
    ['signature', { signedName: '张敏', confirmed: false }, '请勾选申请人签名下面的“这是我本人的签名”。'],
    ['signature', ['file-photo-01', 'file-photo-02'], '申请人签名最多 1 个文件。'],
    ['spot', '路口', '请把门店位置写全，写到门牌号或附近的标志。'],
    ['spot', { crs: 'GCJ-02', longitude: 106, latitude: 29, address: ' ' }, '请写明门店位置的地址。'],
    ['goods', [{ what: '', count: ' ' }], '请填写采购清单。'],
    ['goods', Array.from({ length: 4 }, () => ({ what: '灯', count: 1 })), '采购清单最多填 3 行，现在是 4 行。'],
    ['goods', ['灯'], '采购清单的格式不对，请重新填写。']
  ])('%s %j', (id, value, sentence) => {
    expect(told(field(id), value)).toBe(sentence)
  })

  it('of a table with its row and its column, wherever in it the mistake is', () => {
    const right = { what: '灯', count: '2', price: '9.90' }
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 }), fc.constantFrom('what', 'count', 'price'), (at, column) => {
        const rows = [0, 1, 2].map((row) =>
          row === at ? { ...right, [column]: column === 'what' ? '' : '很多' } : right
        )
        const label = { what: '品名', count: '数量', price: '单价' }[column] ?? ''
        expect(told(field('goods'), rows)).toMatch(new RegExp(`^采购清单第 ${at + 1} 行的“${label}”：`))
      })
    )
    expect(told(field('relatives'), [{ relation: 'child', name: '张', citizenId: '' }])).toBe(
      '家庭成员第 1 行的“姓名”：姓名至少两个字'
    )
  })

  it('an amount in 分 reads back exactly, with no tenth lost to binary fractions', () => {
    const money: Field = { ...basis, kind: 'money' }
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (fen) => {
        expect(kept(money, `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`)).toBe(fen)
      })
    )
  })
})

describe('A rule between answers', () => {
  const wrong = (changes: Answers) => {
    const checked = checkAnswers(exampleForm, { ...shopAnswers, ...changes }, today)
    return checked.ok ? {} : checked.fields
  }
  it.each<[Answers, Record<string, string>]>([
    [{ ends: '2026-11-30' }, { ends: '结束日期不能早于开始日期。' }],
    [{ ends: '2026-12-01' }, { ends: '开始和结束不能是同一天。' }],
    [{ ends: '' }, {}],
    [{ own: '479999.50' }, {}],
    [{ own: '479999.51' }, { own: '贷款和自有资金合计不能超过 60 万元。' }],
    [{ note: '' }, { note: '没有统一社会信用代码的，请在备注里写明原因。' }]
  ])('%j: %j', (changes, fields) => {
    expect(wrong(changes)).toEqual(fields)
  })

  it.each([
    ['2026-12-30', { ends: '至少提前三十日。' }],
    ['2026-12-31', {}]
  ])('that asks for 30 days between two days, the second on %s: %j', (ends, fields) => {
    const apart = { kind: 'not-before' as const, field: 'ends', other: 'begins', days: 30, message: '至少提前三十日。' }
    const checked = checkAnswers({ ...exampleForm, rules: [apart] }, { ...shopAnswers, ends }, today)
    expect(checked.ok ? {} : checked.fields).toEqual(fields)
  })

  it('waits while one of its answers is wrong by itself', () => {
    expect(wrong({ begins: '2026-02-30', ends: '2026-01-01' })).toEqual({ begins: '开始日期不是有效的日期。' })
  })
})
