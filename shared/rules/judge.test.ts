import { REGISTRY, TODAY } from '../../test/support/rules/made-rules'
import { checkRule } from './compile'
import type { Rule } from './condition'
import { parseFacts } from './facts'
import { judge } from './judge'

function ruleOf(raw: unknown): Rule {
  const checked = checkRule(raw, REGISTRY)
  if (!checked.ok) throw new Error(checked.problems.join('\n'))
  return checked.value
}
function given(raw: unknown, input: unknown, today = TODAY) {
  const facts = parseFacts(input, REGISTRY)
  if (!facts.ok) throw new Error(JSON.stringify(facts.fields))
  return judge(ruleOf(raw), facts.value, REGISTRY, today)
}

const WATER = {
  when: {
    all: [
      { id: 'c1', fact: '水表口径', le: '100 mm', cite: '使用水表口径在DN100以下' },
      {
        any: [
          { id: 'c2', fact: '企业规模', in: ['中型', '小型', '微型'], cite: '中小微企业' },
          { id: 'c3', fact: '外资工商企业', is: true, cite: '外资工商企业' }
        ]
      }
    ]
  }
}
const bore = (value: number) => ({ value, unit: 'mm' })

describe('water meter (渝府办发〔2019〕81号 §18)', () => {
  it('a small company with an 80 mm meter qualifies, and is told by which conditions', () => {
    const found = given(WATER, { 水表口径: bore(80), 企业规模: '小型' })
    expect(found.verdict).toBe('符合')
    expect(found.reasons.filter(({ decides }) => decides).map(({ id }) => id)).toEqual(['c1', 'c2'])
    expect(found.reasons[0]).toMatchObject({ cite: '使用水表口径在DN100以下', value: '80 毫米', outcome: '满足' })
  })

  it('100 mm is within 以下 (民法典 1259), 101 mm is not and is 1 mm away', () => {
    expect(given(WATER, { 水表口径: bore(100), 企业规模: '小型' }).verdict).toBe('符合')
    const found = given(WATER, { 水表口径: { value: 10.1, unit: 'cm' }, 企业规模: '小型' })
    expect(found.verdict).toBe('不符合')
    expect(found.reasons.filter(({ decides }) => decides).map(({ id }) => id)).toEqual(['c1'])
    expect(found.nearest?.changes).toMatchObject([
      { fact: '水表口径', distance: { value: 1, unit: 'mm' }, text: '水表口径：现在是 101 毫米，多了 1 毫米。' }
    ])
  })

  it('who tells only the meter is asked for one of the two facts that are left', () => {
    const found = given(WATER, { 水表口径: bore(80) })
    expect(found.verdict).toBe('还不知道')
    expect(found.missing).toEqual({
      facts: ['企业规模'],
      toQualify: ['企业规模'],
      open: ['企业规模', '外资工商企业'],
      exact: true
    })
  })
})

it('while an exception is unknown the answer is 还不知道', () => {
  const rule = { when: { fact: '年龄', 以上: '60 岁' }, unless: [{ fact: '户籍在本区', is: false }] }
  expect(given(rule, { 年龄: { value: 61, unit: '岁' } }).verdict).toBe('还不知道')
  expect(given(rule, { 年龄: { value: 61, unit: '岁' }, 户籍在本区: true }).verdict).toBe('符合')
  expect(given(rule, { 年龄: { value: 61, unit: '岁' }, 户籍在本区: false }).verdict).toBe('不符合')
})

describe('the day it comes true', () => {
  const EIGHTY = { when: { fact: '年龄', ge: '80 岁', cite: '80周岁以上' } }

  it('somebody born on 1947-03-05 is told their eightieth birthday', () => {
    const found = given(EIGHTY, { 出生日期: '1947-03-05' })
    expect(found.verdict).toBe('不符合')
    expect(found.nearest?.changes).toMatchObject([{ kind: 'wait', day: '2027-03-05', certainty: 'exact' }])
    expect(given(EIGHTY, { 出生日期: '1947-03-05' }, '2027-03-04').verdict).toBe('不符合')
    expect(given(EIGHTY, { 出生日期: '1947-03-05' }, '2027-03-05').verdict).toBe('符合')
  })

  it('somebody who only says 79 is told by when at the latest', () => {
    const found = given(EIGHTY, { 年龄: { value: 79, unit: '岁' } })
    expect(found.nearest?.changes).toMatchObject([{ kind: 'wait', day: '2027-11-22', certainty: 'latest' }])
  })

  it('months of contributions grow if they go on', () => {
    const found = given({ when: { fact: '参保月数', ge: '5 年' } }, { 参保月数: { value: 58, unit: '月' } })
    expect(found.nearest?.changes).toMatchObject([{ kind: 'wait', day: '2027-01-22', certainty: 'continued' }])
  })

  it('nobody becomes younger: over 35 there is no nearest change', () => {
    const found = given({ when: { fact: '年龄', le: '35 岁' } }, { 年龄: { value: 40, unit: '岁' } })
    expect(found).toMatchObject({ verdict: '不符合', nearest: null })
    expect(found.reasons[0]?.distance).toEqual({ value: 5, unit: '岁' })
  })

  it('a renewal may be asked for from 30 days before the end', () => {
    const rule = { when: { fact: '证件到期日', within: { duration: '30 日', side: 'ahead' } } }
    expect(given(rule, { 证件到期日: '2026-12-22' }).verdict).toBe('符合')
    const found = given(rule, { 证件到期日: '2026-12-25' })
    expect(found.verdict).toBe('不符合')
    expect(found.nearest?.changes).toMatchObject([{ kind: 'wait', day: '2026-11-25' }])
  })
})

describe('the change that is advised', () => {
  it('leaves the other conditions on the same fact as they are', () => {
    const rule = {
      when: { all: [{ fact: '企业规模', in: ['大型', '小型'] }, { not: { fact: '企业规模', is: '大型' } }] }
    }
    const found = given(rule, { 企业规模: '微型' })
    expect(found.nearest?.changes).toMatchObject([{ kind: 'value', to: ['小型'] }])
  })

  it('is the one with the fewest facts, and names what would have to be known besides', () => {
    const rule = {
      when: {
        any: [
          {
            all: [
              { fact: '从业人数', lt: '20 人' },
              { fact: '评分', ge: 60 }
            ]
          },
          {
            all: [
              { fact: '外资工商企业', is: true },
              { fact: '户籍在本区', is: true }
            ]
          }
        ]
      }
    }
    const told = { 从业人数: { value: 300, unit: '人' }, 评分: 70, 外资工商企业: false }
    expect(given(rule, told).nearest).toMatchObject({
      changes: [{ fact: '从业人数', distance: { value: 281, unit: '人' }, to: '19 人' }],
      alsoMissing: []
    })
    const { nearest } = given(rule, { ...told, 评分: 50 })
    expect(nearest).toMatchObject({ changes: [{ fact: '外资工商企业', to: ['是'] }], alsoMissing: ['户籍在本区'] })
  })

  it('with more than twelve conditions says that others were not compared', () => {
    const any = (fact: string) => ({ any: ['I', 'C', 'F'].map((prefix) => ({ fact, prefix })) })
    const rule = { when: { all: [1, 2, 3, 4, 5].map(() => any('行业代码')) } }
    expect(given(rule, { 行业代码: 'A0111' }).nearest).toMatchObject({ changes: [{ to: ['I'] }], exact: false })
    expect(given(rule, {}).missing).toMatchObject({ facts: ['行业代码'], exact: false })
  })
})
