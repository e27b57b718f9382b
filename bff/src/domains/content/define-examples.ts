import type { LikeMe } from '@shared/contract/guide'
import { askedFor, choose } from '@shared/rules/choose'
import { type Facts, parseFacts } from '@shared/rules/facts'
import { type Judgement, judge, type Reason } from '@shared/rules/judge'
import type { FactRegistry } from '@shared/rules/registry'
import type { Note } from './citations'
import type { ServiceRules } from './port'
import type { ExampleFile } from './rules-schemas'

/** Where no date is given the verdict is the same on any day. */
const ANY_DAY = '2026-01-01'
const FEWEST = 3

interface Ground {
  rules: ServiceRules | null
  /** whether rules.yaml says who qualifies at all, rightly or wrongly */
  written: boolean
  facts: FactRegistry
  note: Note
}

const sayReason = ({ text, outcome, exception, value }: Reason): string =>
  `${text}，${outcome}${value === null || outcome === '满足' ? '' : `（是${value}）`}${exception ? '（例外）' : ''}`

/** In plain Chinese, why it is so: what decided, when it turns by itself, or what is still to be told. */
function whyOf({ verdict, reasons, missing, nearest }: Judgement, facts: FactRegistry): string[] {
  if (verdict === '还不知道')
    return [`还要知道：${(missing?.facts ?? []).map((name) => askedFor(name, facts)).join('、')}`]
  const turns = (nearest?.changes ?? []).flatMap((change) => (change.kind === 'wait' ? [change.text] : []))
  return [...reasons.filter(({ decides }) => decides).map(sayReason), ...turns]
}

/** Holds what came of an example against what its writer expected. */
function compare(at: string, { want, missing = [], nearest }: ExampleFile, found: Judgement, note: Note): void {
  if (found.verdict !== want) note(`${at}.want`, `is "${want}", but the rules say "${found.verdict}"`)
  for (const name of missing)
    if (!found.missing?.open.includes(name)) note(`${at}.missing`, `"${name}" can make no difference any more`)
  const days = (found.nearest?.changes ?? []).flatMap((change) => (change.kind === 'wait' ? [change.day] : []))
  if (nearest !== undefined && !days.includes(nearest))
    note(`${at}.nearest`, `is "${nearest}", but the rules say "${days.join('、')}"`)
}

function factsOf(at: string, { given }: ExampleFile, { facts, note }: Ground): Facts | null {
  const read = parseFacts(given, facts)
  if (read.ok) return read.value
  for (const [name, problem] of Object.entries(read.fields)) note(`${at}.given.${name}`, problem)
  return null
}

function exampleOf(one: ExampleFile, at: string, rules: ServiceRules, ground: Ground): LikeMe | null {
  const { note, facts: registry } = ground
  const facts = factsOf(at, one, ground)
  if (!facts || !rules.eligibility) return null
  const dated = Object.entries(one.given).some(([name, value]) => value !== null && registry.get(name)?.type === 'date')
  if (dated && one.day === undefined)
    note(at, 'gives a date, so it needs the day it is judged on: the verdict moves with it')
  const day = one.day ?? ANY_DAY
  const judged = judge(rules.eligibility.rule, facts, registry, day)
  compare(at, one, judged, note)
  const list = rules.situations.map(({ rule }) => rule)
  const { index } = choose(list, facts, registry, day)
  const situation = index === null ? undefined : rules.situations[index]
  if (one.situation !== undefined && one.situation !== situation?.id)
    note(`${at}.situation`, `is "${one.situation}", but the rules say "${situation?.id ?? ''}"`)
  return {
    who: one.who,
    verdict: judged.verdict,
    why: whyOf(judged, registry),
    situation: judged.verdict === '不符合' ? null : (situation?.title ?? null)
  }
}

/**
 * examples.yaml as people read it; every example is judged by the rules here, and one that comes out otherwise than
 * expected is a problem, so that nothing is published whose examples are not true.
 */
export function defineExamples(given: readonly ExampleFile[], ground: Ground): LikeMe[] {
  const { rules, written, note } = ground
  if (!rules?.eligibility) {
    if (given.length > 0 && !written) note('examples', 'has no eligibility in rules.yaml to be tried on')
    return []
  }
  if (given.length < FEWEST) note('examples', `has fewer than ${FEWEST} examples`)
  return given.flatMap((one, i) => exampleOf(one, `examples.${i}`, rules, ground) ?? [])
}
