import * as z from 'zod/mini'
import { fieldId } from './form-condition'

const message = z.string()
const pair = { field: fieldId, other: fieldId, message }

/** What several answers must be together. Fields that are not asked or not answered are left out of it. */
export const rule = z.discriminatedUnion('kind', [
  /** the day or month of `field` is that of `other` or later; between days, `days` calendar days later or more */
  z.object({ kind: z.literal('not-before'), ...pair, days: z.optional(z.int().check(z.positive())) }),
  z.object({ kind: z.literal('not-equal'), ...pair }),
  /** numbers, or amounts in 分; `most` may be the answer of another field */
  z.object({
    kind: z.literal('sum-at-most'),
    fields: z.array(fieldId).check(z.minLength(1)),
    most: z.union([z.number(), fieldId]),
    message
  }),
  z.object({ kind: z.literal('at-least-one-of'), fields: z.array(fieldId).check(z.minLength(2)), message })
])
export type Rule = z.output<typeof rule>
