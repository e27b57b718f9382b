import path from 'node:path'
import { checkRule } from '@shared/rules/compile'
import type { Rule } from '@shared/rules/condition'
import { parseFacts } from '@shared/rules/facts'
import { judge, verdictOf } from '@shared/rules/judge'
import type { FactRegistry } from '@shared/rules/registry'
import { Engine } from 'json-rules-engine'
import { loadContent } from '../../bff/src/domains/content/load'
import { finish, machineLine } from './finish'
import { median, quantile, rounded } from './numbers'
import { madeCitizens, madeRules, plain, type Told, theirRule, usable } from './rules-workload'

const RULES = 200
const CITIZENS = 1000
const PAIRS = 5
/** about what is known of somebody who has answered a few questions */
const SHARE_KNOWN = 0.3
const BARS = { ratio: 10, p95Ms: 20 }
const TODAY = '2026-11-22'

const say = (line: string) => process.stdout.write(`${line}\n`)

/** Numbers of the rules a citizen qualifies by, in order, and the time it took. */
interface Answered {
  answers: string[]
  ms: number
}

type Ask = typeof verdictOf
const judged: Ask = (rule, facts, registry, today) => judge(rule, facts, registry, today).verdict

function ours(rules: Rule[], citizens: Told[], registry: FactRegistry, ask: Ask): Answered {
  const start = performance.now()
  const answers = citizens.map((told) => {
    const facts = parseFacts(told, registry)
    if (!facts.ok) throw new Error(JSON.stringify(facts.fields))
    return rules.flatMap((rule, i) => (ask(rule, facts.value, registry, TODAY) === '符合' ? [i] : [])).join()
  })
  return { answers, ms: performance.now() - start }
}

function engineOf(rules: Rule[]): Engine {
  const engine = new Engine()
  engine.addOperator(
    'startsWith',
    (value: unknown, begin: string) => typeof value === 'string' && value.startsWith(begin)
  )
  for (const [i, rule] of rules.entries())
    engine.addRule({ conditions: theirRule(rule), event: { type: String(i) }, name: String(i) })
  return engine
}

async function theirs(engine: Engine, citizens: Record<string, unknown>[]): Promise<Answered> {
  const answers: string[] = []
  const start = performance.now()
  for (const facts of citizens) {
    const { results } = await engine.run(facts)
    const numbers = results.map(({ name }) => Number(name))
    answers.push(numbers.sort((a, b) => a - b).join())
  }
  return { answers, ms: performance.now() - start }
}

/** Milliseconds for all rules, for each citizen of whom only some facts are known. */
function preChecks(rules: Rule[], registry: FactRegistry): number[] {
  return madeCitizens(registry, CITIZENS, SHARE_KNOWN).map((told) => ours(rules, [told], registry, judged).ms)
}

async function main(): Promise<void> {
  say(machineLine())
  const { facts: registry } = loadContent(path.join('bff', 'content'))
  const rules = madeRules(registry, RULES)
  for (const rule of rules) {
    const checked = checkRule(rule, registry)
    if (!checked.ok) throw new Error(checked.problems.join('\n'))
  }
  const citizens = madeCitizens(registry, CITIZENS, 1)
  const plainCitizens = citizens.map((told) =>
    Object.fromEntries(Object.entries(told).map(([name, value]) => [name, plain(value)]))
  )
  const engine = engineOf(rules)
  say(`${RULES} rules over ${usable(registry).length} facts, ${CITIZENS} citizens of whom all is known, ${PAIRS} pairs`)
  say('each: the outcome of every condition and of the rule; ours parses the facts, theirs gets plain numbers')
  say('(judge, which adds reasons in Chinese and the nearest change, is told beside it; theirs has no such thing)')
  for (const ask of [verdictOf, judged]) ours(rules, citizens.slice(0, 100), registry, ask)
  await theirs(engine, plainCitizens.slice(0, 100))
  const ratios: number[] = []
  let yes = 0
  let unequal = 0
  for (let pair = 1; pair <= PAIRS; pair += 1) {
    const own = ours(rules, citizens, registry, verdictOf)
    const other = await theirs(engine, plainCitizens)
    unequal += own.answers.filter((answer, i) => answer !== other.answers[i]).length
    yes = own.answers.reduce((sum, answer) => sum + (answer === '' ? 0 : answer.split(',').length), 0)
    ratios.push(other.ms / own.ms)
    const each = (ms: number) => `${rounded((ms * 1000) / (RULES * CITIZENS), 2)} µs a rule`
    say(
      `pair ${pair}: ours ${each(own.ms)}, json-rules-engine ${each(other.ms)}, ${rounded(other.ms / own.ms, 1)} times`
    )
  }
  const explained = ours(rules, citizens, registry, judged)
  const explainedMicros = rounded((explained.ms * 1000) / (RULES * CITIZENS), 1)
  say(`judge, with reasons and nearest change: ${explainedMicros} µs a rule`)
  const times = preChecks(rules, registry)
  const [p50, p95] = [quantile(times, 0.5), quantile(times, 0.95)]
  say(
    `${RULES} rules for one citizen (${SHARE_KNOWN * 100} % of the facts known): p50 ${rounded(p50, 2)} ms, p95 ${rounded(p95, 2)} ms`
  )
  const ratio = median(ratios)
  finish({
    name: 'rules',
    bar: `≥ ${BARS.ratio} times as fast as json-rules-engine with equal answers; ${RULES} rules for one citizen p95 ≤ ${BARS.p95Ms} ms`,
    ratio: rounded(ratio, 1),
    spread: [rounded(Math.min(...ratios), 1), rounded(Math.max(...ratios), 1)],
    pass: ratio >= BARS.ratio && p95 <= BARS.p95Ms && unequal === 0 && yes > 0,
    details: {
      judged: RULES * CITIZENS * PAIRS,
      unequal,
      qualifying: `${yes} of ${RULES * CITIZENS}`,
      explainedMicros,
      preCheckMs: { p50: rounded(p50, 2), p95: rounded(p95, 2), max: rounded(Math.max(...times), 2) }
    }
  })
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
  process.exit(1)
})
