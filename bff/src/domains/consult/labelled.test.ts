import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import * as z from 'zod/mini'
import { loadContent } from '../content/load'
import { makeAnswers, partName } from './answer'
import { topicsOf } from './topics'

const labelled = z.array(
  z.object({ ask: z.string(), about: z.optional(z.array(z.string())), where: z.optional(z.string()) })
)
const file = join(__dirname, '../../../../test/support/consult-questions.yaml')
const sets = z.object({ tuned: labelled, unseen: labelled }).parse(parse(readFileSync(file, 'utf8')))
const content = loadContent(join(__dirname, '../../../content'))
const answers = makeAnswers(topicsOf(content))

/** What is wrong with the answer to one question; null = nothing. */
function fault({ ask, about, where }: z.output<typeof labelled>[number]): string | null {
  const found = answers.ask(ask)
  const ids = found.map((one) => one.about.id)
  if (!about) return found.length === 0 ? null : `${ask} → ${ids.join(' ')} instead of nothing`
  const right = found.find((one) => about.includes(one.about.id))
  if (!right) return `${ask} → ${ids.join(' ') || 'nothing'} instead of ${about.join('/')}`
  const parts = [...right.lines.map(({ part }) => part), ...right.notWritten].map(partName)
  return where && !parts.includes(where) ? `${ask} → ${parts.join(' ')} without ${where}` : null
}

const rate = (name: 'tuned' | 'unseen') => {
  const faults = sets[name].flatMap((one) => fault(one) ?? [])
  const share = 1 - faults.length / sets[name].length
  process.stdout.write(`consult ${name}: ${(100 * share).toFixed(1)} % of ${sets[name].length}\n${faults.join('\n')}\n`)
  return share
}

it('at least sixty questions are labelled, fifteen of which must find nothing', () => {
  const all = [...sets.tuned, ...sets.unseen]
  expect(all.length).toBeGreaterThanOrEqual(60)
  expect(all.filter(({ about }) => !about).length).toBeGreaterThanOrEqual(15)
})

it('somebody who asks in plain words gets the right item and the right part of it, or is told that nothing was found', () => {
  expect(rate('tuned')).toBeGreaterThanOrEqual(0.95)
})

it('the same holds for questions the retrieval was not adjusted to', () => {
  expect(rate('unseen')).toBeGreaterThanOrEqual(0.85)
})
