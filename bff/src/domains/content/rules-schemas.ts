import { civilDay, slug } from '@shared/contract/parts'
import { verdict } from '@shared/contract/service-check'
import * as z from 'zod/mini'
import { from, limits, materials, text, windows } from './file-parts'

/** The layout of rules.yaml and examples.yaml of a service item (told in docs/content.md). */

/** A rule of docs/rules.md; what it says is checked by shared/rules. */
const rule = { when: z.optional(z.unknown()), unless: z.optional(z.unknown()) }

/** One 情形 and what the guide says otherwise in it; the first that holds counts, one without `when` is all others. */
const situation = z.strictObject({
  id: slug,
  title: text,
  note: z.optional(text),
  from,
  ...rule,
  legalLimit: z.optional(limits.legalLimit),
  promise: z.optional(limits.promise),
  fee: z.optional(limits.fee),
  windows: z.optional(windows),
  /** by name, from those of the guide */
  materials: z.optional(z.strictObject({ drop: z._default(z.array(text), []), add: z._default(materials, []) }))
})
export type SituationFile = z.output<typeof situation>

export const rulesFile = z.strictObject({
  eligibility: z.optional(z.strictObject({ from: z.array(text).check(z.minLength(1)), ...rule })),
  situations: z.optional(z.array(situation).check(z.minLength(1)))
})
export type RulesFile = z.output<typeof rulesFile>

/** 像我这样的人 (示例): facts as they are sent, and what has to come of them. */
const example = z.strictObject({
  who: text,
  given: z.record(z.string(), z.unknown()),
  /** the day it is judged on; needed where a date is given, for the verdict moves with the days */
  day: z.optional(civilDay),
  want: verdict,
  /** for 还不知道: what is still to be told, at least */
  missing: z.optional(z.array(text).check(z.minLength(1))),
  /** for 不符合: the day from which it is otherwise */
  nearest: z.optional(civilDay),
  situation: z.optional(slug)
})
export type ExampleFile = z.output<typeof example>
export const examplesFile = z.array(example)
