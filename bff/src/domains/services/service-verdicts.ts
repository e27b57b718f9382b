import type { Subject } from '@shared/contract/guide'
import type { ServiceVerdict, ServiceVerdicts } from '@shared/contract/service-check'
import { askedFor } from '@shared/rules/choose'
import type { Facts } from '@shared/rules/facts'
import { type Judgement, judge, type Reason } from '@shared/rules/judge'
import type { Content, ServiceDefinition } from '../content/port'

const ORDER = ['符合', '还不知道', '不符合'] as const
const REASONS_SHOWN = 3
const QUESTIONS_SHOWN = 10

/** Whether a condition speaks for the verdict; the ones without which it would not stand are enough. */
function speaksFor({ decides, exception, outcome }: Reason, verdict: Judgement['verdict']): boolean {
  if (!decides || verdict === '还不知道') return false
  return verdict === '符合' ? !exception && outcome === '满足' : outcome === (exception ? '满足' : '不满足')
}

/** The facts worth asking next: first those that alone can settle most items, then those that matter in most. */
function mostUseful(undecided: readonly Judgement[], asked: (name: string) => string): string[] {
  const worth = new Map<string, { settles: number; matters: number }>()
  for (const { missing } of undecided) {
    const alone = missing?.facts.length === 1 ? missing.facts.map(asked) : []
    for (const name of new Set((missing?.open ?? []).map(asked))) {
      const { settles, matters } = worth.get(name) ?? { settles: 0, matters: 0 }
      worth.set(name, { settles: settles + Number(alone.includes(name)), matters: matters + 1 })
    }
  }
  return [...worth]
    .sort(([, a], [, b]) => b.settles - a.settles || b.matters - a.matters)
    .map(([name]) => name)
    .slice(0, QUESTIONS_SHOWN)
}

/**
 * What every published item that says who qualifies comes to by these facts (of parseFacts) on a day (`YYYY-MM-DD`):
 * 符合 first (with a subject only items for it), and the questions worth asking next. The verdict of each is that of its own check.
 */
export function verdictsOf(
  content: Pick<Content, 'services' | 'facts'>,
  { facts, subject }: { facts: Facts; subject: Subject | undefined },
  today: string
): ServiceVerdicts {
  const asked = (name: string) => askedFor(name, content.facts)
  const judged = [...content.services.values()].flatMap(({ guide, rules }: ServiceDefinition) =>
    rules?.eligibility && (!subject || guide.subjects.includes(subject))
      ? [{ guide, found: judge(rules.eligibility.rule, facts, content.facts, today) }]
      : []
  )
  const items = judged.map(({ guide, found }): ServiceVerdict => {
    const { verdict, reasons, missing } = found
    return {
      ...{ id: guide.id, name: guide.name, department: guide.department.name, verdict },
      why: reasons
        .filter((reason) => speaksFor(reason, verdict))
        .slice(0, REASONS_SHOWN)
        .map(({ text, value }) => ({ text, value })),
      missing: [...new Set((missing?.toQualify ?? missing?.facts ?? []).map(asked))]
    }
  })
  return {
    items: items.sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict) || (a.id < b.id ? -1 : 1)),
    ask: mostUseful(
      judged.flatMap(({ found }) => (found.verdict === '还不知道' ? [found] : [])),
      asked
    )
  }
}
