import type { Condition, Limit, Rule } from '@shared/rules/condition'
import { type FactDefinition, type FactRegistry, makeRegistry } from '@shared/rules/registry'
import type { Quantity, Unit } from '@shared/rules/units'
import fc from 'fast-check'
import type { Sent, SentFacts } from './interpreter'

const about = { ask: '？', department: null, freshDays: null } as const
const DEFINITIONS: FactDefinition[] = [
  { ...about, name: '水表口径', subject: '法人', type: 'quantity', dimension: '长度', unit: 'mm' },
  { ...about, name: '企业规模', subject: '法人', type: 'choice', options: ['大型', '中型', '小型', '微型'] },
  { ...about, name: '外资工商企业', subject: '法人', type: 'boolean' },
  { ...about, name: '从业人数', subject: '法人', type: 'quantity', dimension: '人数', unit: '人' },
  { ...about, name: '注册资本', subject: '法人', type: 'quantity', dimension: '金额', unit: '万元' },
  { ...about, name: '行业代码', subject: '法人', type: 'text', pattern: '[A-T]\\d{2,4}', example: 'I6513' },
  { ...about, name: '评分', subject: '法人', type: 'number' },
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
  {
    ...about,
    name: '参保月数',
    subject: '个人',
    type: 'quantity',
    dimension: '期间',
    unit: '月',
    whole: true,
    monthly: true
  },
  { ...about, name: '失业日期', subject: '个人', type: 'date', none: true, fixed: true },
  { ...about, name: '证件到期日', subject: '个人', type: 'date' },
  { ...about, name: '残疾等级', subject: '个人', type: 'choice', options: ['一级', '二级', '三级'], none: true },
  { ...about, name: '户籍在本区', subject: '个人', type: 'boolean' }
]

/** A small registry with every type of fact. */
export const REGISTRY: FactRegistry = makeRegistry(DEFINITIONS).registry
export const TODAY = '2026-11-22'

const amount = (value: number, unit: Unit): Quantity => ({ value, unit })
// few and close to each other, so that values lie on, just below and just above the lines
const AMOUNTS: Record<string, Quantity[]> = {
  水表口径: [
    amount(40, 'mm'),
    amount(4.1, 'cm'),
    amount(0.1, 'm'),
    amount(100, 'mm'),
    amount(100.5, 'mm'),
    amount(39, 'mm')
  ],
  从业人数: [amount(299, '人'), amount(300, '人'), amount(301, '人'), amount(20, '人')],
  注册资本: [
    amount(200, '万元'),
    amount(2_000_000, '元'),
    amount(8.2, '万元'),
    amount(82_000, '元'),
    amount(0.02, '亿元'),
    amount(199.99, '万元')
  ],
  年龄: [amount(17, '岁'), amount(18, '岁'), amount(59, '岁'), amount(60, '岁'), amount(61, '岁')],
  参保月数: [amount(11, '月'), amount(12, '月'), amount(1, '年'), amount(13, '月'), amount(15, '年')]
}
const DAYS = [
  '2024-02-29',
  '2025-11-21',
  '2025-11-22',
  '2025-11-23',
  '2026-08-31',
  '2026-11-21',
  '2026-11-22',
  '2026-11-23',
  '2026-12-22',
  '2027-01-01'
]
const BIRTHDAYS = ['1966-11-21', '1966-11-22', '1966-11-23', '2008-11-22', '2008-11-23', '2004-02-29']
const CODES = ['I6513', 'I6599', 'C1310', 'F5110', 'A0111']
const SCORES = [59, 60, 60.5, -1]

/** The values a fact is tried with. */
export function pool(fact: FactDefinition): Sent[] {
  const none: Sent[] = fact.none ? [null] : []
  if (fact.type === 'quantity') return AMOUNTS[fact.name] ?? []
  if (fact.type === 'boolean') return [true, false]
  if (fact.type === 'choice') return [...fact.options, ...none]
  if (fact.type === 'text') return CODES
  if (fact.type === 'number') return SCORES
  return [...(fact.name === '出生日期' ? BIRTHDAYS : DAYS), ...none]
}

const duration = fc.constantFrom(amount(1, '年'), amount(3, '月'), amount(30, '日'), amount(1, '日'))

function comparison(fact: FactDefinition): fc.Arbitrary<Condition> {
  const name = fact.name
  const values = pool(fact).filter((value): value is Exclude<Sent, null> => value !== null)
  const scalar = fc.constantFrom(...values)
  const same: fc.Arbitrary<Condition>[] = [
    scalar.map((is): Condition => ({ fact: name, is })),
    fc.uniqueArray(scalar, { minLength: 1, maxLength: 2 }).map((list): Condition => ({ fact: name, in: list }))
  ]
  const exists = fc.boolean().map((one): Condition => ({ fact: name, exists: one }))
  const maybe = fact.none ? [exists] : []
  if (fact.type === 'boolean') return scalar.map((is): Condition => ({ fact: name, is }))
  if (fact.type === 'choice') return fc.oneof(...same, ...maybe)
  if (fact.type === 'text')
    return fc.oneof(
      ...same,
      fc
        .uniqueArray(fc.constantFrom('I', 'I65', 'C', 'F51'), { minLength: 1 })
        .map((prefix): Condition => ({ fact: name, prefix }))
    )
  const lines = values.filter((value): value is Limit => typeof value !== 'boolean')
  const limit: fc.Arbitrary<Limit> = fc.constantFrom(...lines, ...(fact.type === 'date' ? ['today'] : []))
  const orders = fc.oneof(
    limit.map((lt): Condition => ({ fact: name, lt })),
    limit.map((le): Condition => ({ fact: name, le })),
    limit.map((gt): Condition => ({ fact: name, gt })),
    limit.map((ge): Condition => ({ fact: name, ge }))
  )
  if (fact.type !== 'date') return fc.oneof(...same, orders)
  const side = fc.constantFrom('past' as const, 'ahead' as const)
  const of = fc.constantFrom('today', '2026-12-01')
  const within = fc.record({ duration, of, side }).map((one): Condition => ({ fact: name, within: one }))
  return fc.oneof(...same, orders, within, within, ...maybe)
}

/** Conditions over all types of fact, nested at most three deep; 年龄 and 出生日期 never in the same rule. */
export function conditions(names: readonly string[]): fc.Arbitrary<Condition> {
  const facts = [...REGISTRY.values()].filter(({ name }) => names.includes(name))
  const leaf = fc.oneof(...facts.map(comparison))
  const { tree } = fc.letrec<{ tree: Condition }>((tie) => {
    const many = fc.array(tie('tree'), { minLength: 1, maxLength: 3 })
    return {
      tree: fc.oneof(
        { depthSize: 'small', maxDepth: 3 },
        leaf,
        many.map((all): Condition => ({ all })),
        many.map((any): Condition => ({ any })),
        tie('tree').map((one): Condition => ({ not: one })),
        many.chain((of) => fc.integer({ min: 1, max: of.length }).map((atLeast): Condition => ({ atLeast, of })))
      )
    }
  })
  return tree
}

/** Names of facts a rule may use together. */
export const NAMES = [...REGISTRY.keys()].filter((name) => name !== '出生日期')

export const rules = (names: readonly string[] = NAMES): fc.Arbitrary<Rule> =>
  fc.record({ when: conditions(names), unless: fc.array(conditions(names), { maxLength: 2 }) })

/** What somebody tells of themselves: each fact or not; the age as a number or by the date of birth. */
export const tellings: fc.Arbitrary<SentFacts> = fc
  .record(Object.fromEntries([...REGISTRY.values()].map((fact) => [fact.name, fc.constantFrom(...pool(fact))])), {
    requiredKeys: []
  })
  .map(
    (told): SentFacts =>
      Object.fromEntries(
        Object.entries(told).filter(
          (entry): entry is [string, Sent] =>
            entry[1] !== undefined && !(entry[0] === '年龄' && told.出生日期 !== undefined)
        )
      )
  )
