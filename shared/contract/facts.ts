import * as z from 'zod/mini'
import { DIMENSIONS, UNIT_NAMES } from '../rules/units'
import { routes } from './route'

/** One thing a rule may ask: how it is called, asked, written (rules/facts.ts parseFacts), and which department knows it. */
export const fact = z.object({
  name: z.string(),
  subject: z.enum(['个人', '法人']),
  /** a quantity is written `{ "value": 80, "unit": "mm" }`, a date `2026-11-05` */
  type: z.enum(['text', 'number', 'boolean', 'date', 'choice', 'quantity']),
  dimension: z.nullable(z.enum(DIMENSIONS)),
  /** the unit it is asked in; null for what has none */
  unit: z.nullable(z.enum(UNIT_NAMES)),
  /** all units it may be given in */
  units: z.array(z.enum(UNIT_NAMES)),
  /** true: only whole numbers of `unit` */
  whole: z.boolean(),
  /** the choices; empty for other types */
  options: z.array(z.string()),
  /** true: null is a value and means that there is none */
  none: z.boolean(),
  /** name of the date it is counted from; only one of the two is given */
  since: z.nullable(z.string()),
  /** an example of how a text is written */
  example: z.nullable(z.string()),
  ask: z.string(),
  help: z.nullable(z.string()),
  /** the department whose register knows it; null = only the person themselves */
  source: z.nullable(z.object({ id: z.string(), name: z.string() })),
  /** for how many days a fetched value may be relied on; null = it does not age */
  freshDays: z.nullable(z.int())
})

export const factsRoutes = routes({
  listFacts: {
    method: 'GET',
    path: '/api/v1/facts',
    auth: 'public',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'What can be asked about a person or an enterprise to see whether they qualify.',
    response: z.object({ items: z.array(fact) }),
    errors: []
  }
})
