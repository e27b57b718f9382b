import type { Subject } from '@shared/contract/guide'
import { type Eligibility, type ServiceCheck, serviceCheckRoutes } from '@shared/contract/service-check'
import { askedBy, askedFor, choose } from '@shared/rules/choose'
import { type Facts, parseFacts } from '@shared/rules/facts'
import { type Judgement, judge } from '@shared/rules/judge'
import type { Clock } from '../../platform/clock/clock'
import { bind } from '../../platform/http/mount'
import { refuse } from '../../platform/http/refused'
import type { Content, ServiceDefinition, ServiceRules } from '../content/port'
import { verdictsOf } from './service-verdicts'

const NO_RULES: ServiceRules = { eligibility: null, situations: [] }

function presentEligibility(
  { verdict, reasons, missing, nearest }: Judgement,
  sources: Eligibility['sources']
): Eligibility {
  return {
    verdict,
    reasons: reasons.map(({ fact, text, outcome, exception, decides, value, cite }) => ({
      ...{ fact, text, outcome, exception, decides, value },
      cite: cite ?? null
    })),
    missing: missing && { facts: missing.facts, toQualify: missing.toQualify },
    nearest: nearest && {
      changes: nearest.changes.map((change) => ({
        fact: change.fact,
        text: change.text,
        day: change.kind === 'wait' ? change.day : null
      })),
      alsoMissing: nearest.alsoMissing
    },
    sources
  }
}

/** 情形引导 and 能不能办 of one content version; keeps nothing of what it is told. */
export function makeServiceCheck(content: Pick<Content, 'services' | 'facts'>, clock: Pick<Clock, 'today'>) {
  const judged = ({ guide, rules }: ServiceDefinition, facts: Facts): ServiceCheck => {
    const { facts: registry } = content
    const { eligibility, situations } = rules ?? NO_RULES
    const today = clock.today()
    const found = eligibility && judge(eligibility.rule, facts, registry, today)
    const alternatives = situations.map(({ rule }) => rule)
    const { index, open } = choose(alternatives, facts, registry, today)
    const situation = index === null ? undefined : situations[index]
    // whoever does not qualify is not asked on for a variant of the guide
    const asked = found?.verdict === '不符合' ? [] : [...(found?.missing?.open ?? []), ...open]
    const { legalLimit, promise, fee, materials, windows } = guide
    return {
      version: guide.version,
      questions: askedBy([eligibility?.rule ?? null, ...alternatives], registry).map(({ name }) => name),
      open: [...new Set(asked.map((name) => askedFor(name, registry)))],
      eligibility: eligibility && found && presentEligibility(found, eligibility.sources),
      situation: situation
        ? { id: situation.id, title: situation.title, note: situation.note, source: situation.source }
        : null,
      guide: situation ? { ...{ legalLimit, promise, fee, materials, windows }, ...situation.differs } : null
    }
  }
  /** Refused: not_found (no such item, or it asks nothing), bad_request with the names of the wrong facts. */
  const check = (serviceId: string, told: Record<string, unknown>) => {
    const definition = content.services.get(serviceId)
    if (!definition?.rules) return refuse('not_found')
    const facts = parseFacts(told, content.facts)
    return facts.ok ? judged(definition, facts.value) : refuse('bad_request', facts.fields)
  }
  /** Refused: bad_request with the names of the wrong facts. */
  const verdicts = (told: Record<string, unknown>, subject: Subject | undefined) => {
    const facts = parseFacts(told, content.facts)
    return facts.ok
      ? verdictsOf(content, { facts: facts.value, subject }, clock.today())
      : refuse('bad_request', facts.fields)
  }
  return { check, verdicts }
}

export const bindServiceCheck = (checks: ReturnType<typeof makeServiceCheck>) =>
  bind('service-check', serviceCheckRoutes, {
    checkService: async ({ params, body }) => checks.check(params.serviceId, body.facts),
    judgeServices: async ({ body }) => checks.verdicts(body.facts, body.subject)
  })
