import { REGISTRY, TODAY } from '../../test/support/rules/made-rules'
import { checkRule } from './compile'
import { judge } from './judge'

const problems = (raw: unknown): string[] => {
  const checked = checkRule(raw, REGISTRY)
  return checked.ok ? [] : checked.problems
}
const when = (condition: unknown) => problems({ when: condition })

describe('a rule with a mistake is refused with a line that says where and what', () => {
  it.each<[string, unknown, string]>([
    ['a fact nobody knows', { fact: '身高', ge: 1 }, 'when: unknown fact "身高"'],
    ['a misspelt comparison', { fact: '评分', atleast: 60 }, 'when: unknown word "atleast"'],
    ['no comparison', { fact: '评分', cite: '60分' }, 'when: takes exactly one comparison'],
    ['two comparisons', { fact: '评分', ge: 60, le: 80 }, 'when: takes exactly one comparison'],
    ['a quantity without unit', { fact: '水表口径', le: 100 }, 'when.le: 100 is no value with a unit'],
    [
      'a unit of another dimension',
      { fact: '水表口径', le: '100 人' },
      'when.le: 人 measures 人数, but 水表口径 is 长度 (mm, cm, m)'
    ],
    ['days where months are counted', { fact: '参保月数', ge: '360 日' }, 'when.ge: 日 measures 天数'],
    ['half a 分', { fact: '注册资本', ge: '0.001 元' }, 'when.ge: 0.001 元 is negative or finer'],
    ['an order among texts', { fact: '企业规模', ge: '小型' }, 'when.ge: 企业规模 is choice and has no order'],
    [
      'an option that does not exist',
      { fact: '企业规模', in: ['小型', '袖珍'] },
      'when.in: "袖珍" is no value of 企业规模'
    ],
    [
      'a text where yes or no is wanted',
      { fact: '外资工商企业', is: '是' },
      'when.is: "是" is no value of 外资工商企业'
    ],
    ['a day that does not exist', { fact: '失业日期', ge: '2026-02-30' }, 'when.ge: "2026-02-30" is no day'],
    ['an empty list', { all: [] }, 'when.all: takes a list of conditions'],
    [
      'more than there are',
      { atLeast: 2, of: [{ fact: '评分', ge: 60 }] },
      'when.atLeast: is a whole number from 1 to 1'
    ],
    ['a mistake deep inside', { all: [{ not: { fact: '评分', ge: '60' } }] }, 'when.all.0.not.ge: "60" is no number'],
    [
      'ends the wrong way round',
      { fact: '评分', between: [80, 60] },
      'when.between: between: the first end lies above'
    ],
    ['whether there is what everybody has', { fact: '年龄', exists: true }, 'when.exists: 年龄 always has a value'],
    [
      'working days on the calendar',
      { fact: '失业日期', within: '5 工作日' },
      'when.within: within: 工作日 is no length'
    ],
    [
      'the age and the birthday at once',
      {
        all: [
          { fact: '年龄', ge: '18 岁' },
          { fact: '出生日期', le: '2000-01-01' }
        ]
      },
      'uses both 年龄 and 出生日期'
    ],
    ['nothing at all', 'whoever', 'when: is no condition']
  ])('%s', (_what, condition, line) => {
    expect(when(condition)).toEqual([expect.stringContaining(line)])
  })

  it('all mistakes of a rule are told at once, those of exceptions too', () => {
    const raw = {
      when: {
        all: [
          { fact: '甲', is: 1 },
          { fact: '乙', is: 1 }
        ]
      },
      unless: [{ fact: '丙', is: 1 }],
      wenn: 1
    }
    expect(problems(raw)).toEqual([
      'rule: unknown word "wenn"',
      'when.all.0: unknown fact "甲"',
      'when.all.1: unknown fact "乙"',
      'unless.0: unknown fact "丙"'
    ])
  })

  it('judge refuses such a rule as well', () => {
    expect(() => judge({ when: { fact: '身高', is: 1 } }, new Map(), REGISTRY, TODAY)).toThrow('unknown fact "身高"')
    expect(() => judge({ when: { fact: '评分', is: 1 } }, new Map(), REGISTRY, '2026-02-30')).toThrow(RangeError)
  })
})

describe('the cited words and the comparison have to agree', () => {
  it.each([
    ['使用水表口径在DN100以下', 'lt', '以下'],
    ['水表口径超过DN100', 'ge', '超过'],
    ['DN100以上', 'gt', '以上'],
    ['不超过DN100', 'lt', '不超过'],
    ['不满DN100', 'le', '不满']
  ])('%s is not %s', (cite, op, word) => {
    expect(when({ fact: '水表口径', [op]: '100 mm', cite })).toEqual([expect.stringContaining(`says ${word}`)])
  })

  it('a sentence with several such words, or the opposite put in an exception, is left to the writer', () => {
    expect(when({ fact: '水表口径', lt: '100 mm', cite: '水表口径40以上、100以下' })).toEqual([])
    expect(
      problems({ when: { fact: '评分', ge: 1 }, unless: [{ fact: '水表口径', gt: '100 mm', cite: 'DN100以下' }] })
    ).toEqual([])
  })
})

it('a rule is kept in one form, however it is written', () => {
  const checked = checkRule({ when: { fact: '水表口径', 以下: '100 mm', id: 'c1' } }, REGISTRY)
  expect(checked).toEqual({
    ok: true,
    value: { when: { fact: '水表口径', id: 'c1', le: { value: 100, unit: 'mm' } }, unless: [] }
  })
  const again = checked.ok ? checkRule(checked.value, REGISTRY) : checked
  expect(again).toEqual(checked)
})
