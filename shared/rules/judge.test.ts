import { checkRule } from './compile'
import type { Rule } from './condition'
import { parseFacts } from './facts'
import { judge } from './judge'
import { type FactDefinition, makeRegistry } from './registry'

const about = { ask: '？', department: null, freshDays: null } as const
const FACTS: FactDefinition[] = [
  { ...about, name: '水表口径', subject: '法人', type: 'quantity', dimension: '长度', unit: 'mm' },
  {
    ...about,
    name: '企业规模',
    subject: '法人',
    type: 'choice',
    options: ['大型', '中型', '小型', '微型']
  },
  { ...about, name: '外资工商企业', subject: '法人', type: 'boolean' },
  { ...about, name: '从业人数', subject: '法人', type: 'quantity', dimension: '人数', unit: '人' },
  { ...about, name: '营业收入', subject: '法人', type: 'quantity', dimension: '金额', unit: '万元' },
  { ...about, name: '行业代码', subject: '法人', type: 'text', pattern: '[A-T]\\d{2,4}', example: 'I6513' },
  { ...about, name: '出生日期', subject: '个人', type: 'date', fixed: true },
  {
    ...about,
    name: '年龄',
    subject: '个人',
    type: 'quantity',
    dimension: '期间',
    unit: '岁',
    whole: true,
    since: '出生日期'
  },
  { ...about, name: '参保月数', subject: '个人', type: 'quantity', dimension: '期间', unit: '月', monthly: true },
  { ...about, name: '失业日期', subject: '个人', type: 'date', none: true, fixed: true },
  { ...about, name: '性别', subject: '个人', type: 'choice', options: ['男', '女'], fixed: true },
  { ...about, name: '户籍在本区', subject: '个人', type: 'boolean' },
  { ...about, name: '证件到期日', subject: '个人', type: 'date' }
]
const { registry } = makeRegistry(FACTS)
const TODAY = '2026-11-22'

function ruleOf(raw: unknown): Rule {
  const checked = checkRule(raw, registry)
  if (!checked.ok) throw new Error(checked.problems.join('\n'))
  return checked.value
}
function given(raw: unknown, input: unknown, today = TODAY) {
  const facts = parseFacts(input, registry)
  if (!facts.ok) throw new Error(JSON.stringify(facts.fields))
  return judge(ruleOf(raw), facts.value, registry, today)
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
    expect(found.nearest?.changes).toMatchObject([{ fact: '水表口径', distance: { value: 1, unit: 'mm' } }])
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
