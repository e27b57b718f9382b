import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fact, factsRoutes } from '@shared/contract/facts'
import { checkRule } from '@shared/rules/compile'
import { parseFacts } from '@shared/rules/facts'
import { judge } from '@shared/rules/judge'
import { UNIT_NAMES } from '@shared/rules/units'
import { WORDS } from '@shared/rules/words'
import { parse } from 'yaml'
import * as z from 'zod/mini'
import { presentFact } from './facts-routes'
import { lintFact } from './lint'
import { loadContent } from './load'

const content = loadContent(join(__dirname, '../../../content'))
const { facts, departments } = content
const shown = [...facts.values()].map((one) => presentFact(one, departments))

it('at least forty facts are published, each with its type, unit and source', () => {
  expect(facts.size).toBeGreaterThanOrEqual(40)
  const found = z.safeParse(factsRoutes.listFacts.response, { items: shown })
  expect(found.success).toBe(true)
  for (const one of shown) {
    expect(one.unit !== null).toBe(one.type === 'quantity')
    expect(one.options.length > 1).toBe(one.type === 'choice')
  }
  expect(
    z.safeParse(
      fact,
      shown.find(({ name }) => name === '水表口径')
    ).data
  ).toMatchObject({
    type: 'quantity',
    unit: 'mm',
    units: ['mm', 'cm', 'm'],
    source: { name: '市城市管理局' }
  })
})

it('the streets somebody can live in are those of the district', () => {
  expect(shown.find(({ name }) => name === '居住街道')?.options).toEqual(content.streets.map(({ name }) => name))
})

it('a fact of a department that does not exist, or asked in vague words, is refused', () => {
  const [first] = facts.values()
  if (!first) throw new Error('no fact')
  expect(lintFact({ ...first, department: 'nowhere', ask: '有相关证明吗？' }, departments)).toEqual([
    expect.stringContaining('vague wording "相关证明"'),
    'department: unknown department "nowhere"'
  ])
})

/** The rules and the citizens of docs/rules.md, as they stand there. */
describe('docs/rules.md', () => {
  const page = readFileSync(join(__dirname, '../../../../docs/rules.md'), 'utf8')
  const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = '']) => parse(yaml))
  const examples = z.array(
    z.object({
      rule: z.unknown(),
      examples: z.array(
        z.object({
          given: z.unknown(),
          want: z.string(),
          missing: z.optional(z.array(z.string())),
          day: z.optional(z.string())
        })
      )
    })
  )

  it('its example rules load and give its example citizens the verdict that stands there', () => {
    const told = examples.parse(blocks)
    expect(told.length).toBeGreaterThan(1)
    for (const { rule: raw, examples } of told) {
      const checked = checkRule(raw, facts)
      if (!checked.ok) throw new Error(checked.problems.join('\n'))
      for (const { given, want, missing, day } of examples) {
        const read = parseFacts(given, facts)
        if (!read.ok) throw new Error(JSON.stringify(read.fields))
        const found = judge(checked.value, read.value, facts, '2026-11-22')
        expect(found.verdict).toBe(want)
        if (missing) expect(found.missing?.toQualify).toEqual(missing)
        if (day) expect(found.nearest?.changes).toEqual([expect.objectContaining({ day })])
      }
    }
  })

  it('it tells every word to compare with, every unit and every type', () => {
    const words = [
      ...Object.keys(WORDS),
      ...UNIT_NAMES,
      ...fact.shape.type.options,
      'atLeast',
      'within',
      'prefix',
      'exists'
    ]
    expect(words.filter((word) => !page.includes(word))).toEqual([])
  })
})
