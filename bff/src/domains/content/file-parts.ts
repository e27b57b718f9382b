import { guide } from '@shared/contract/guide'
import { source } from '@shared/contract/parts'
import * as z from 'zod/mini'

/** What several kinds of content files are written with (told in docs/content.md). */

export const text = z.string().check(z.minLength(1))
export const from = z.optional(text)

/** `{ value, from }`, or null for a value nobody has read anywhere. */
export const valued = <S extends z.ZodMiniType>(value: S) => z.nullable(z.strictObject({ value, from }))

/** A source as it is kept: with the hash of the whole line the quote is taken from. */
export const keptSource = z.strictObject({
  ...source.shape,
  title: text,
  document: text,
  sha256: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/)))
})
export type KeptSource = z.output<typeof keptSource>

export const sources = z.record(z.string(), keptSource)
const shape = guide.shape
const window = shape.windows.def.element.shape
const material = shape.materials.def.element.shape

export const windows = z.array(
  z.strictObject({
    name: text,
    address: valued(window.address.shape.value),
    hours: valued(window.hours.shape.value),
    phone: valued(window.phone.shape.value)
  })
)

export const materials = z.array(
  z.strictObject({
    name: text,
    necessity: material.necessity,
    format: material.format,
    origin: material.origin,
    note: z.optional(text),
    from
  })
)

/** What a 情形 can make different: limits and fee. */
export const limits = {
  legalLimit: valued(shape.legalLimit.shape.value),
  promise: valued(shape.promise.shape.value),
  fee: valued(shape.fee.shape.value)
}
