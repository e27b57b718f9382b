import { type FactDefinition, makeRegistry } from './registry'

const about = { subject: '个人', ask: '？', department: null, freshDays: null } as const

it('a registry names each fact that contradicts itself', () => {
  const facts: FactDefinition[] = [
    { ...about, name: '年龄', type: 'quantity', dimension: '期间', unit: '岁', since: '生日' },
    { ...about, name: '口径', type: 'quantity', dimension: '长度', unit: '人' },
    { ...about, name: '人数', type: 'quantity', dimension: '人数', unit: '人', monthly: true },
    { ...about, name: '规模', type: 'choice', options: ['大型', '大型'] },
    { ...about, name: '代码', type: 'text', pattern: '[A-T]\\d+', example: '65' },
    { ...about, name: '代码', type: 'text', pattern: '[', example: '[' }
  ]
  expect(makeRegistry(facts).problems).toEqual([
    '年龄: since: "生日" is no date among the facts',
    '口径: unit: 人 does not measure 长度',
    '人数: since, monthly: only for 期间',
    '规模: options: one is there twice',
    '代码: example: does not match the pattern',
    '代码: is there twice',
    '代码: example: does not match the pattern'
  ])
})
