import fc from 'fast-check'
import { REGISTRY, rules, TODAY, tellings } from '../../test/support/rules/made-rules'
import { askedBy, choose } from './choose'
import { parseFacts } from './facts'
import { makeRegistry } from './registry'

const { registry } = makeRegistry([
  { name: '出生日期', subject: '个人', type: 'date', fixed: true, ask: '哪天？', department: null, freshDays: null },
  {
    ...{ name: '年龄', subject: '个人', type: 'quantity', dimension: '期间', unit: '岁', whole: true },
    ...{ since: '出生日期', ask: '几岁？', department: null, freshDays: null }
  },
  { name: '在职', subject: '个人', type: 'boolean', ask: '在职吗？', department: null, freshDays: null }
])
const old = { when: { fact: '年龄', ge: { value: 60, unit: '岁' as const } } }
const working = { when: { fact: '在职', is: true } }
const told = (given: Record<string, unknown>) => {
  const facts = parseFacts(given, registry)
  if (!facts.ok) throw new Error(JSON.stringify(facts.fields))
  return choose([old, working, null], facts.value, registry, '2026-11-22')
}

it('the first alternative that holds is certain only when those before it are known not to hold', () => {
  expect(told({ 在职: true })).toEqual({ index: null, open: ['年龄'] })
  expect(told({ 在职: true, 出生日期: '1980-01-01' })).toEqual({ index: 1, open: [] })
  expect(told({ 出生日期: '1980-01-01' })).toEqual({ index: null, open: ['在职'] })
  expect(told({ 出生日期: '1960-01-01' })).toEqual({ index: 0, open: [] })
  expect(told({ 出生日期: '1980-01-01', 在职: false })).toEqual({ index: 2, open: [] })
})

it('for a fact that is counted from a date a citizen is asked for the date', () => {
  expect(askedBy([old, working, old], registry).map(({ name }) => name)).toEqual(['出生日期', '在职'])
})

it('learning a fact never changes an alternative that was certain', () => {
  const three = fc.array(rules(), { minLength: 1, maxLength: 3 })
  const lists = fc.tuple(three, fc.boolean()).map(([list, otherwise]) => (otherwise ? [...list, null] : list))
  fc.assert(
    fc.property(lists, tellings, fc.func(fc.boolean()), (list, more, keep) => {
      const less = Object.fromEntries(Object.entries(more).filter(([name]) => keep(name)))
      const [before, after] = [less, more].map((sent) => {
        const facts = parseFacts(sent, REGISTRY)
        return facts.ok ? choose(list, facts.value, REGISTRY, TODAY) : null
      })
      if (before && before.index !== null) expect(after?.index).toBe(before.index)
    }),
    { numRuns: 1000 }
  )
})
