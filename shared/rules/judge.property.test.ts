import fc from 'fast-check'
import { interpret, type SentFacts } from '../../test/support/rules/interpreter'
import { conditions, NAMES, pool, REGISTRY, rules, TODAY, tellings } from '../../test/support/rules/made-rules'
import { checkRule } from './compile'
import type { Rule } from './condition'
import { parseFacts } from './facts'
import { judge, verdictOf } from './judge'
import { WORDS } from './words'

function judged(rule: Rule, sent: SentFacts, today = TODAY) {
  const facts = parseFacts(sent, REGISTRY)
  if (!facts.ok) throw new Error(JSON.stringify(facts.fields))
  const found = judge(rule, facts.value, REGISTRY, today)
  // the short way to the verdict is held against the long one in every property
  expect(verdictOf(rule, facts.value, REGISTRY, today)).toBe(found.verdict)
  return found
}
const verdict = (rule: Rule, sent: SentFacts) => judged(rule, sent).verdict
const VERDICT = { yes: '符合', no: '不符合', unknown: '还不知道' } as const
const OPPOSITE = { 符合: '不符合', 不符合: '符合', 还不知道: '还不知道' } as const

/** What somebody told, and what is left when some of it is withheld. */
const moreAndLess = tellings.chain((more) =>
  fc.subarray(Object.keys(more)).map((names) => ({
    more,
    less: Object.fromEntries(Object.entries(more).filter(([name]) => names.includes(name)))
  }))
)

describe('for any rule and whatever a person tells', () => {
  it('the closures agree with the reference interpreter', () => {
    const seen = { 符合: 0, 不符合: 0, 还不知道: 0 }
    fc.assert(
      fc.property(rules(), tellings, (rule, sent) => {
        const found = verdict(rule, sent)
        seen[found] += 1
        expect(found).toBe(VERDICT[interpret(rule, { facts: sent, registry: REGISTRY, today: TODAY })])
      }),
      { numRuns: 3000 }
    )
    // all three are met often enough for the comparison to mean something
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(300)
  })

  it('learning a fact never turns 符合 into 不符合 or back, nor makes a verdict uncertain again', () => {
    fc.assert(
      fc.property(rules(), moreAndLess, (rule, { more, less }) => {
        const before = verdict(rule, less)
        if (before !== '还不知道') expect(verdict(rule, more)).toBe(before)
      }),
      { numRuns: 3000 }
    )
  })

  it('not turns the verdict round and leaves 还不知道', () => {
    fc.assert(
      fc.property(conditions(NAMES), tellings, (when, sent) => {
        expect(verdict({ when: { not: when } }, sent)).toBe(OPPOSITE[verdict({ when }, sent)])
      }),
      { numRuns: 1000 }
    )
  })

  it('De Morgan: not all = some are not, not any = none is; atLeast 1 = any, atLeast n = all', () => {
    const lists = fc.array(conditions(NAMES), { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(lists, tellings, (of, sent) => {
        const nots = of.map((one) => ({ not: one }))
        const same = (a: Rule['when'], b: Rule['when']) =>
          expect(verdict({ when: a }, sent)).toBe(verdict({ when: b }, sent))
        same({ not: { all: of } }, { any: nots })
        same({ not: { any: of } }, { all: nots })
        same({ atLeast: 1, of }, { any: of })
        same({ atLeast: of.length, of }, { all: of })
      }),
      { numRuns: 1000 }
    )
  })

  it('an exception counts as a condition that must not hold', () => {
    fc.assert(
      fc.property(conditions(NAMES), conditions(NAMES), tellings, (when, one, sent) => {
        expect(verdict({ when, unless: [one] }, sent)).toBe(verdict({ when: { all: [when, { not: one }] } }, sent))
      }),
      { numRuns: 1000 }
    )
  })

  it('the conditions named as deciding settle the verdict alone', () => {
    fc.assert(
      fc.property(rules(), tellings, (rule, sent) => {
        const { verdict: found, reasons } = judged(rule, sent)
        if (found === '还不知道') return
        const names = reasons.filter(({ decides }) => decides).flatMap(({ fact }) => [fact, REGISTRY.get(fact)])
        const since = names.map((one) => (typeof one === 'object' && one.type === 'quantity' ? one.since : one))
        const needed = Object.fromEntries(Object.entries(sent).filter(([name]) => since.includes(name)))
        expect(verdict(rule, needed)).toBe(found)
      }),
      { numRuns: 1000 }
    )
  })
})

describe('以上、以下、以内、届满 include the number, 不满、超过、以外 do not (民法典 art. 1259)', () => {
  const INCLUDES = { 以上: true, 以下: true, 以内: true, 届满: true, 不满: false, 超过: false, 以外: false }
  const unitsOfMoney = fc.constantFrom('元' as const, '万元' as const)

  it.each(Object.entries(INCLUDES))('%s', (word, includes) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), unitsOfMoney, (value, unit) => {
        const raw = { when: { fact: '注册资本', [word]: `${value} ${unit}` } }
        const checked = checkRule(raw, REGISTRY)
        if (!checked.ok) throw new Error(checked.problems.join())
        expect(verdict(checked.value, { 注册资本: { value, unit } })).toBe(includes ? '符合' : '不符合')
      })
    )
  })

  it('every one of these words can be used in a rule', () => {
    expect(Object.keys(WORDS)).toEqual(expect.arrayContaining(Object.keys(INCLUDES)))
  })
})

describe('what is missing', () => {
  // codes that no rule names in full: one for all others, and one under each beginning a rule may name and no longer one
  const UNNAMED = ['T9600', 'C9600', 'I7200', 'I6500', 'F5190']
  /** All ways to fill in the given facts from the pool. */
  const fillings = (names: string[]): SentFacts[] =>
    names.reduce<SentFacts[]>(
      (list, name) => {
        const fact = REGISTRY.get(name)
        if (!fact) return list
        const values = fact.type === 'text' ? [...pool(fact), ...UNNAMED] : pool(fact)
        return list.flatMap((one) => values.map((value) => ({ ...one, [name]: value })))
      },
      [{}]
    )
  const sets = (names: string[], size: number): string[][] =>
    size === 0 ? [[]] : names.flatMap((name, i) => sets(names.slice(i + 1), size - 1).map((rest) => [name, ...rest]))
  const few = ['企业规模', '外资工商企业', '残疾等级', '户籍在本区', '行业代码']
  // under a beginning but none of the codes below it: only a code that no rule names meets these (seeds 37, 39 and 65)
  const nothingTold = { more: {}, less: {} }
  const onlyByUnnamed: [Rule, typeof nothingTold][] = [
    [
      {
        when: { fact: '户籍在本区', is: true },
        unless: [{ not: { fact: '行业代码', prefix: ['C'] } }, { fact: '行业代码', in: ['C1310'] }]
      },
      nothingTold
    ],
    [
      {
        when: { not: { fact: '行业代码', prefix: ['I65', 'F51'] } },
        unless: [{ not: { fact: '行业代码', prefix: ['I'] } }, { fact: '企业规模', in: ['大型'] }]
      },
      nothingTold
    ],
    [
      {
        when: { fact: '行业代码', prefix: ['C'] },
        unless: [
          {
            all: [
              { fact: '行业代码', in: ['C1310'] },
              { fact: '外资工商企业', is: true }
            ]
          }
        ]
      },
      nothingTold
    ]
  ]

  it('is the smallest set that can decide, as trying all sets and all values shows', () => {
    fc.assert(
      fc.property(rules(few), moreAndLess, (rule, { less }) => {
        const { missing } = judged(rule, less)
        if (!missing?.exact) return
        const unknown = few.filter((name) => !(name in less))
        const canDecide = (names: string[], wanted: readonly string[]) =>
          fillings(names).some((filled) => wanted.includes(verdict(rule, { ...less, ...filled })))
        const smallest = (wanted: readonly string[]) =>
          unknown.map((_, i) => i + 1).find((size) => sets(unknown, size).some((names) => canDecide(names, wanted)))
        expect(canDecide(missing.facts, ['符合', '不符合'])).toBe(true)
        expect(missing.facts).toHaveLength(smallest(['符合', '不符合']) ?? 0)
        expect(missing.toQualify?.length).toBe(smallest(['符合']))
        expect(missing.open).toEqual(expect.arrayContaining(missing.facts))
      }),
      { numRuns: 200, examples: onlyByUnnamed }
    )
  })
})

describe('the nearest change', () => {
  it('that comes by itself has made it 符合 on the day that is told', () => {
    let met = 0
    fc.assert(
      fc.property(rules(['年龄', '失业日期', '证件到期日', '户籍在本区']), tellings, (rule, sent) => {
        const { nearest } = judged(rule, sent)
        const days =
          nearest?.changes.flatMap((one) => (one.kind === 'wait' && one.certainty === 'exact' ? one.day : [])) ?? []
        if (!nearest || days.length < nearest.changes.length || nearest.alsoMissing.length > 0) return
        met += 1
        expect(judged(rule, sent, days.sort().at(-1)).verdict).toBe('符合')
      }),
      { numRuns: 3000 }
    )
    expect(met).toBeGreaterThan(50)
  })
})
