import { form } from '@shared/contract/form'
import { guide } from '@shared/contract/guide'
import { terms } from '@shared/contract/notices'
import { civilDay, slug, source } from '@shared/contract/parts'
import * as z from 'zod/mini'

/** The layout of the YAML files in bff/content (told in docs/content.md). */

const text = z.string().check(z.minLength(1))
const from = z.optional(text)

/** `{ value, from }`, or null for a value nobody has read anywhere. */
const valued = <S extends z.ZodMiniType>(value: S) => z.nullable(z.strictObject({ value, from }))

/** A source as it is kept: with the hash of the whole line the quote is taken from. */
export const keptSource = z.strictObject({
  ...source.shape,
  title: text,
  document: text,
  sha256: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/)))
})
export type KeptSource = z.output<typeof keptSource>

const sources = z.record(z.string(), keptSource)
const shape = guide.shape
const window = shape.windows.def.element.shape
const material = shape.materials.def.element.shape

export const serviceFile = z.strictObject({
  id: slug,
  name: text,
  department: slug,
  summary: text,
  subjects: shape.subjects.check(z.minLength(1)),
  kind: text,
  caseKind: shape.caseKind,
  tags: shape.tags,
  hot: z.boolean(),
  aliases: z.array(text),
  sources,
  onlineDepth: valued(shape.onlineDepth.shape.value),
  visits: valued(shape.visits.shape.value),
  legalLimit: valued(shape.legalLimit.shape.value),
  promise: valued(shape.promise.shape.value),
  fee: valued(shape.fee.shape.value),
  conditions: z.array(z.strictObject({ text, from })),
  materials: z.array(
    z.strictObject({
      name: text,
      necessity: material.necessity,
      format: material.format,
      origin: material.origin,
      note: z.optional(text),
      from
    })
  ),
  steps: z.array(z.strictObject({ name: text, text, from })),
  basis: z.array(z.strictObject({ title: text, clause: z.optional(text), from })),
  result: valued(shape.result.shape.value),
  windows: z.array(
    z.strictObject({
      name: text,
      address: valued(window.address.shape.value),
      hours: valued(window.hours.shape.value),
      phone: valued(window.phone.shape.value)
    })
  ),
  consultPhone: valued(shape.consultPhone.shape.value),
  complaintPhone: valued(shape.complaintPhone.shape.value),
  questions: z.array(z.strictObject({ question: text, answer: text, from })),
  form: z.optional(z.strictObject({ steps: form.shape.steps.check(z.minLength(1)), rules: form.shape.rules })),
  acceptance: z.optional(
    z.strictObject({
      department: z.literal('ykb'),
      itemCode: text,
      itemName: text,
      certNoField: text,
      nameField: text,
      mobileField: text,
      resultFrom: z.optional(z.literal('rsj'))
    })
  ),
  sharings: z._default(z.array(slug), [])
})
export type ServiceFile = z.output<typeof serviceFile>

export const departmentsFile = z.strictObject({
  sources,
  departments: z.array(
    z.strictObject({
      id: slug,
      name: text,
      otherNames: z.optional(z.array(text)),
      duties: z.array(z.strictObject({ text, from }))
    })
  )
})

export const sharingsFile = z.strictObject({
  sources,
  sharings: z.array(
    z.strictObject({
      id: slug,
      department: slug,
      system: slug,
      purpose: text,
      fields: z.array(text).check(z.minLength(1)),
      sensitive: z.boolean(),
      days: z.int().check(z.gte(1), z.lte(3650)),
      without: text,
      basis: z.array(z.strictObject({ title: text, clause: z.optional(text), from })).check(z.minLength(1))
    })
  )
})

export const partnersFile = z.strictObject({
  partners: z.array(
    z.strictObject({
      id: slug,
      name: text,
      department: slug,
      fields: z.array(z.enum(['name', 'id-number', 'phone'])).check(z.minLength(1)),
      sharing: slug
    })
  )
})

export const streetsFile = z.strictObject({
  source: keptSource,
  streets: z.array(z.strictObject({ code: z.string().check(z.regex(/^\d{9}$/)), name: text })).check(z.minLength(1))
})

const section = terms.shape.sections.def.element.shape

export const termsFile = z.strictObject({
  ...terms.shape,
  version: z.string().check(z.minLength(1), z.maxLength(40)),
  title: text,
  effective: civilDay,
  sections: z
    .array(z.strictObject({ heading: section.heading, paragraphs: z.array(text).check(z.minLength(1)) }))
    .check(z.minLength(1))
})
