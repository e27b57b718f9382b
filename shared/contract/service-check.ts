import * as z from 'zod/mini'
import { guide, subject } from './guide'
import { civilDay, slug, source } from './parts'
import { routes } from './route'

export const verdict = z.enum(['符合', '不符合', '还不知道'])
export type ShownVerdict = z.output<typeof verdict>

/** One condition of a rule and what became of it. */
const reason = z.object({
  fact: z.string(),
  /** in plain Chinese: 水表口径：100 毫米以下（含 100 毫米） */
  text: z.string(),
  outcome: z.enum(['满足', '不满足', '还不知道']),
  /** true: an exception, where 满足 speaks against */
  exception: z.boolean(),
  /** true: one of the few that settle the verdict */
  decides: z.boolean(),
  /** the value it was judged by; null = not told */
  value: z.nullable(z.string()),
  /** the sentence of the source, word for word */
  cite: z.nullable(z.string())
})
export type ShownReason = z.output<typeof reason>

/** 能不能办, from what was told. */
const eligibility = z.object({
  verdict,
  reasons: z.array(reason),
  /** for 还不知道: what would decide it; `toQualify` null = no answer leads to 符合 any more */
  missing: z.nullable(z.object({ facts: z.array(z.string()), toQualify: z.nullable(z.array(z.string())) })),
  /** for 不符合: what would have to be otherwise, or the day it comes by itself; null = nothing that can be changed */
  nearest: z.nullable(
    z.object({
      changes: z.array(z.object({ fact: z.string(), text: z.string(), day: z.nullable(civilDay) })),
      alsoMissing: z.array(z.string())
    })
  ),
  sources: z.array(source)
})
export type Eligibility = z.output<typeof eligibility>

/** The part of the guide that a 情形 can make different. */
const variable = z.pick(guide, { legalLimit: true, promise: true, fee: true, materials: true, windows: true })
export type VariableGuide = z.output<typeof variable>

export const serviceCheck = z.object({
  /** of the guide that was judged by */
  version: z.string(),
  /** what the item may ask, by name and in order (how each is asked: /api/v1/facts); a fact that is counted from a date is asked as that date */
  questions: z.array(z.string()),
  /** those that can still change the answer, in the order to ask them; empty = it is final */
  open: z.array(z.string()),
  /** null: the item says nothing about who qualifies */
  eligibility: z.nullable(eligibility),
  /** the 情形 that is certain by now; null: not certain yet, none fits, or the item has none */
  situation: z.nullable(
    z.object({ id: slug, title: z.string(), note: z.nullable(z.string()), source: z.nullable(source) })
  ),
  /** how the guide reads in that 情形; null as `situation` is */
  guide: z.nullable(variable)
})
export type ServiceCheck = z.output<typeof serviceCheck>

/** How one item stands in 我能办什么. */
const serviceVerdict = z.object({
  id: slug,
  name: z.string(),
  department: z.string(),
  verdict,
  /** the few conditions that settle it, each with the value it was judged by; empty for 还不知道 */
  why: z.array(z.object({ text: z.string(), value: z.nullable(z.string()) })),
  /** for 还不知道: the fewest facts with which it can become 符合 (or be decided at all); otherwise empty */
  missing: z.array(z.string())
})
export type ServiceVerdict = z.output<typeof serviceVerdict>

const serviceVerdicts = z.object({
  /** every item that says who qualifies: 符合 first, then 还不知道, then 不符合 */
  items: z.array(serviceVerdict),
  /** the facts worth asking next, at most ten, the one that settles most items first; empty = all are decided */
  ask: z.array(z.string())
})
export type ServiceVerdicts = z.output<typeof serviceVerdicts>

/** Facts a caller may tell at once; the registry knows fewer. */
const FACTS_AT_MOST = 300

export const serviceCheckRoutes = routes({
  judgeServices: {
    method: 'POST',
    path: '/api/v1/services/verdicts',
    auth: 'public',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary:
      '我能办什么: from the facts told (as in /api/v1/services/:serviceId/check), the verdict of every item that says who qualifies, and the facts worth asking next. Stores nothing. A wrong type or unknown name is a 400 that names it in `fields`.',
    body: z.object({
      /** only items for persons, or for enterprises */
      subject: z.optional(subject),
      facts: z
        .record(z.string().check(z.maxLength(40)), z.unknown())
        .check(z.refine((facts) => Object.keys(facts).length <= FACTS_AT_MOST))
    }),
    response: serviceVerdicts,
    errors: []
  },
  checkService: {
    method: 'POST',
    path: '/api/v1/services/:serviceId/check',
    ids: { serviceId: 'content' },
    auth: 'public',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary:
      '情形引导 and 能不能办: from the facts told (names and values as in /api/v1/facts), the exact variant of the guide and whether one qualifies. Stores nothing. A wrong type or unknown name is a 400 that names it in `fields`.',
    params: z.object({ serviceId: slug }),
    body: z.object({ facts: z.record(z.string().check(z.maxLength(40)), z.unknown()) }),
    response: serviceCheck,
    errors: ['not_found']
  }
})
