import * as z from 'zod/mini'

export const fieldId = z.string().check(z.regex(/^[a-z][a-zA-Z0-9]{0,39}$/))

/** `is`: the answer is this one, or this one is among the choices (false: not ticked); `in`: one of these. */
const is = z.strictObject({ field: fieldId, is: z.union([z.string(), z.boolean()]) })
const oneOf = z.strictObject({ field: fieldId, in: z.array(z.string()).check(z.minLength(1)) })
const inner = z.union([
  is,
  oneOf,
  z.strictObject({ all: z.array(z.union([is, oneOf])).check(z.minLength(1)) }),
  z.strictObject({ any: z.array(z.union([is, oneOf])).check(z.minLength(1)) })
])

/** When a step or field is asked, by earlier answers of the same form. Groups go two deep: deeper nobody can follow. */
export const condition = z.union([
  is,
  oneOf,
  z.strictObject({ all: z.array(inner).check(z.minLength(1)) }),
  z.strictObject({ any: z.array(inner).check(z.minLength(1)) })
])
export type Condition = z.output<typeof condition>
