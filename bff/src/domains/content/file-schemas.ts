import { collectWay } from '@shared/contract/collections'
import { form } from '@shared/contract/form'
import { condition, fieldId } from '@shared/contract/form-condition'
import { guide, lifeEvent, reformKind, serviceTag } from '@shared/contract/guide'
import { terms } from '@shared/contract/notices'
import { civilDay, slug } from '@shared/contract/parts'
import { DIMENSIONS, UNIT_NAMES } from '@shared/rules/units'
import { parseCivilDate } from '@shared/values/civil-date'
import * as z from 'zod/mini'
import { from, keptSource, limits, materials, sources, text, valued, windows } from './file-parts'
import { examplesFile, rulesFile } from './rules-schemas'

/** The layout of the YAML files in bff/content (told in docs/content.md). */

const shape = guide.shape

/** Every year from one day to another, both included; a season may go over the end of a year. 02-29 is no such day. */
const dayOfYear = z.string().check(z.refine((day) => parseCivilDate(`2001-${day}`) !== undefined))
const opening = z.union([
  z.strictObject({ paused: z.strictObject({ until: z.optional(civilDay), reason: text }) }),
  /** `source`: a key of `sources`; here `from` is a day */
  z.strictObject({ season: z.strictObject({ from: dayOfYear, to: dayOfYear, source: z.optional(text) }) })
])

const bundleFile = z.strictObject({
  together: z.strictObject({ text, from }),
  parts: z.array(z.strictObject({ service: slug, text, from })).check(z.minLength(2)),
  afterwards: z.optional(
    z.strictObject({ text, from, licences: z.array(z.strictObject({ service: slug, trade: text, from })) })
  )
})

const applicant = {
  ...{ certNoField: text, nameField: text, mobileField: text },
  holder: z.optional(z.strictObject({ name: fieldId, code: fieldId }))
}

export const serviceFile = z.strictObject({
  id: slug,
  name: text,
  department: slug,
  summary: text,
  subjects: shape.subjects.check(z.minLength(1)),
  kind: text,
  caseKind: shape.caseKind,
  tags: z.array(serviceTag),
  hot: z.boolean(),
  events: z._default(z.array(slug), []),
  open: z.optional(opening),
  reform: z.optional(z.strictObject({ kind: reformKind, text, from })),
  bundle: z.optional(bundleFile),
  aliases: z.array(text),
  sources,
  onlineDepth: valued(shape.onlineDepth.shape.value),
  visits: valued(shape.visits.shape.value),
  ...limits,
  conditions: z.array(z.strictObject({ text, from })),
  materials,
  steps: z.array(z.strictObject({ name: text, text, from })),
  basis: z.array(z.strictObject({ title: text, clause: z.optional(text), from })),
  result: valued(shape.result.shape.value),
  windows,
  consultPhone: valued(shape.consultPhone.shape.value),
  complaintPhone: valued(shape.complaintPhone.shape.value),
  questions: z.array(z.strictObject({ question: text, answer: text, from })),
  form: z.optional(z.strictObject({ steps: form.shape.steps.check(z.minLength(1)), rules: form.shape.rules })),
  acceptance: z.optional(
    z.union([
      z.strictObject({
        department: z.literal('ykb'),
        itemCode: text,
        itemName: text,
        ...applicant,
        resultFrom: z.optional(z.literal('rsj'))
      }),
      z.strictObject({
        local: z.literal(true),
        ...applicant,
        acceptDays: z.int().check(z.gte(1), z.lte(60)),
        mendDays: z.int().check(z.gte(1), z.lte(120)),
        filing: z.optional(z.literal(true)),
        pledged: z.optional(
          z.strictObject({
            field: text,
            checkDays: z.int().check(z.gte(1), z.lte(60)),
            mendDays: z.int().check(z.gte(1), z.lte(60)),
            lookDays: z.int().check(z.gte(1), z.lte(60)),
            basis: text
          })
        ),
        secondPerson: z.optional(z.literal(true)),
        certificate: z.optional(z.strictObject({ months: z.int().check(z.gte(1), z.lte(600)), from: text })),
        payDays: z.optional(z.int().check(z.gte(1), z.lte(60))),
        collect: z.optional(z.array(collectWay).check(z.minLength(1), z.maxLength(2))),
        coHandlers: z.optional(
          z.array(
            z.strictObject({
              ...{ department: slug, question: text, days: z.int().check(z.gte(1), z.lte(30)) },
              reads: z.optional(z.array(text).check(z.minLength(1)))
            })
          )
        )
      }),
      z.strictObject({
        ...applicant,
        parts: z
          .array(
            z.strictObject({
              service: slug,
              when: z.optional(condition),
              given: z.optional(z.record(fieldId, z.string()))
            })
          )
          .check(z.minLength(2))
      })
    ])
  ),
  sharings: z._default(z.array(slug), []),
  rules: z.optional(rulesFile),
  examples: z._default(examplesFile, [])
})
export type ServiceFile = z.output<typeof serviceFile>

export const eventsFile = z.strictObject({ events: z.array(z.strictObject({ ...lifeEvent.shape, name: text })) })

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

const factCommon = {
  name: text.check(z.regex(/^[\u4e00-\u9fff]{2,20}$/)),
  subject: z.enum(['个人', '法人']),
  ask: text,
  help: z.optional(text),
  department: z.nullable(slug),
  freshDays: z.nullable(z.int().check(z.gte(1), z.lte(3650))),
  none: z.optional(z.literal(true)),
  fixed: z.optional(z.literal(true))
}

export const factsFile = z.strictObject({
  facts: z
    .array(
      z.discriminatedUnion('type', [
        z.strictObject({ ...factCommon, type: z.enum(['number', 'boolean', 'date']) }),
        z.strictObject({
          ...factCommon,
          type: z.literal('text'),
          pattern: z.optional(text),
          example: z.optional(text)
        }),
        z.strictObject({
          ...factCommon,
          type: z.literal('choice'),
          /** streets = the streets of streets.yaml, by name */
          options: z.union([z.array(text).check(z.minLength(2)), z.literal('streets')])
        }),
        z.strictObject({
          ...factCommon,
          type: z.literal('quantity'),
          dimension: z.enum(DIMENSIONS),
          unit: z.enum(UNIT_NAMES),
          whole: z.optional(z.literal(true)),
          since: z.optional(text),
          monthly: z.optional(z.literal(true))
        })
      ])
    )
    .check(z.minLength(1))
})

export const documentsFile = z.strictObject({
  documents: z
    .array(z.strictObject({ id: slug, name: text, expires: z.boolean(), personal: z.boolean() }))
    .check(z.minLength(1))
})

const refusal = z.strictObject({ basis: text, reason: text })
export const deskTemplatesFile = z.strictObject({
  ask: z.array(text),
  pause: z.array(text),
  refuse: z.array(refusal)
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
