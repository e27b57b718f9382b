import * as z from 'zod/mini'
import { condition, fieldId } from './form-condition'
import { prefill } from './form-prefill'
import { rule } from './form-rule'
import { slug } from './parts'

/** A form as data. The phone draws and checks it (form-check.ts), the server checks it again with the same function. */

const plain = { id: fieldId, label: z.string(), help: z.optional(z.string()), required: z.boolean() }
const common = {
  ...plain,
  /** what 长辈版 reads aloud instead of label and help */
  readAloud: z.optional(z.string()),
  /** asked only where this holds for the answers before it */
  when: z.optional(condition),
  /** where its value may come from by itself */
  prefill: z.optional(prefill)
}
const option = z.object({ value: z.string(), label: z.string() })
const options = z.array(option).check(z.minLength(2))
const count = z.int().check(z.nonnegative())

const text = { kind: z.literal('text'), minLength: z.optional(z.int()), maxLength: z.int() }
const personName = { kind: z.literal('person-name') }
const citizenId = { kind: z.literal('citizen-id') }
const phone = { kind: z.literal('phone') }
const choice = { kind: z.literal('choice'), options }
const date = { kind: z.literal('date'), earliest: z.optional(z.string()), latest: z.optional(z.string()) }
/** months counted from the current one: 0 and 12 = this month and the twelve after it; absent = no limit */
const month = { kind: z.literal('month'), monthsBack: z.optional(count), monthsAhead: z.optional(count) }
/** typed in figures, kept as a number; without `decimals` a whole one */
const number = {
  kind: z.literal('number'),
  min: z.optional(z.number()),
  max: z.optional(z.number()),
  decimals: z.optional(z.int().check(z.gte(0), z.lte(6))),
  unit: z.optional(z.string())
}
/** typed in 元, kept as a whole number of 分; so are its limits */
const money = { kind: z.literal('money'), min: z.optional(count), max: z.optional(count) }
const creditCode = { kind: z.literal('credit-code') }
const plate = { kind: z.literal('plate') }
const bankCard = { kind: z.literal('bank-card') }

/** A column of a table: a field of one line. */
export const column = z.discriminatedUnion('kind', [
  z.object({ ...plain, ...text }),
  z.object({ ...plain, ...personName }),
  z.object({ ...plain, ...citizenId }),
  z.object({ ...plain, ...phone }),
  z.object({ ...plain, ...choice }),
  z.object({ ...plain, ...date }),
  z.object({ ...plain, ...month }),
  z.object({ ...plain, ...number }),
  z.object({ ...plain, ...money }),
  z.object({ ...plain, ...creditCode }),
  z.object({ ...plain, ...plate }),
  z.object({ ...plain, ...bankCard })
])
export type Column = z.output<typeof column>

export const MOST_ROWS = 30
const rowLimits = {
  minRows: z.int().check(z.gte(0), z.lte(MOST_ROWS)),
  maxRows: z.int().check(z.gte(1), z.lte(MOST_ROWS))
}

export const field = z.discriminatedUnion('kind', [
  z.object({ ...common, ...text }),
  z.object({ ...common, ...personName }),
  z.object({ ...common, ...citizenId }),
  z.object({ ...common, ...phone }),
  z.object({ ...common, ...choice }),
  z.object({ ...common, kind: z.literal('choices'), options }),
  /** one of the streets of the district (GB/T 10114 code) */
  z.object({ ...common, kind: z.literal('street'), options: z.array(option) }),
  /** 省市区街道: a street of the district by its code (GB/T 10114), any other place in words */
  z.object({ ...common, kind: z.literal('region'), options: z.array(option) }),
  z.object({ ...common, ...date }),
  z.object({ ...common, ...month }),
  z.object({ ...common, ...number }),
  z.object({ ...common, ...money }),
  z.object({ ...common, ...creditCode }),
  z.object({ ...common, ...plate }),
  z.object({ ...common, ...bankCard }),
  z.object({ ...common, kind: z.literal('table'), columns: z.array(column).check(z.minLength(1)), ...rowLimits }),
  /** family members: a table of 关系, 姓名, 身份证号码 (FAMILY_COLUMNS) */
  z.object({ ...common, kind: z.literal('family'), ...rowLimits }),
  z.object({
    ...common,
    kind: z.literal('upload'),
    maxFiles: z.int().check(z.gte(1), z.lte(9)),
    /** name of the material of the guide that is uploaded here: asked only where the 情形 asks for that material */
    material: z.optional(z.string()),
    /** kind of paper (documents.yaml): an earlier one may be used again */
    document: z.optional(slug),
    /** set from the kind of paper: the applicant is asked for its last day */
    expires: z.optional(z.boolean()),
    /** 容缺后补: may come this many working days after the application */
    later: z.optional(z.object({ days: z.int().check(z.gte(1), z.lte(60)) })),
    /** 告知承诺: the sentence that may be agreed to in place of the paper */
    promise: z.optional(z.string())
  }),
  /** drawn by hand (one uploaded picture), or the name typed and ticked where nobody can draw */
  z.object({ ...common, kind: z.literal('signature') }),
  /** a place on the map, or its address in words where there is no map */
  z.object({ ...common, kind: z.literal('map-point') }),
  /** a promise or consent the citizen must tick; `text` is what is agreed to */
  z.object({ ...common, kind: z.literal('agreement'), text: z.string() })
])
export type Field = z.output<typeof field>

export const form = z.object({
  serviceId: z.string(),
  /** hash of the published definition; a case keeps the version it began with */
  version: z.string(),
  steps: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      when: z.optional(condition),
      fields: z.array(field).check(z.minLength(1))
    })
  ),
  /** what several answers must be together */
  rules: z.optional(z.array(rule)),
  /** names of the materials that are asked for, in the 情形 of the case; absent = all */
  materials: z.optional(z.array(z.string()))
})
export type Form = z.output<typeof form>

const cell = z.union([z.string().check(z.maxLength(400)), z.number()])
/** One row of a table, by column id. */
const row = z.record(fieldId, cell)
export type Row = z.output<typeof row>

/** What WeChat's map gives (GCJ-02, degrees); `address` in words, for people. */
const point = z.strictObject({
  crs: z.literal('GCJ-02'),
  longitude: z.number().check(z.gte(-180), z.lte(180)),
  latitude: z.number().check(z.gte(-90), z.lte(90)),
  address: z.string().check(z.maxLength(200))
})
/** A signature of somebody who cannot draw: the name, and the tick that says it is meant as one. */
const typedSignature = z.strictObject({ signedName: z.string().check(z.maxLength(60)), confirmed: z.boolean() })

/** In place of a file: it comes later (容缺后补), or a promise stands for it (告知承诺), which must be agreed to. */
const withoutFile = z.strictObject({ instead: z.enum(['later', 'promise']), agreed: z.boolean() })

/**
 * A single answer: text, several choices or file ids, a tick, a number (of `money`: 分), rows, a place, a typed signature.
 * Drafts may hold wrong or half answers; a number or an amount stands in them as typed.
 */
export const answer = z.union([
  z.string().check(z.maxLength(2000)),
  z.array(z.string().check(z.maxLength(80))).check(z.maxLength(30)),
  z.boolean(),
  z.number(),
  z.array(row).check(z.maxLength(MOST_ROWS)),
  point,
  typedSignature,
  withoutFile
])
export type Answer = z.output<typeof answer>
export const answers = z.record(fieldId, answer)
export type Answers = z.output<typeof answers>

export const formFields = (definition: Pick<Form, 'steps'>): Field[] => definition.steps.flatMap((step) => step.fields)

/** Choices or file ids of an answer; none for any other. */
export const textsOf = (value: Answer | undefined): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []

/** Rows of an answer; none for any other. */
export const rowsOf = (value: Answer | undefined): Row[] =>
  Array.isArray(value) ? value.filter((one) => typeof one !== 'string') : []

/** Whether the answer of a field is the ids of uploaded files (or may be: a signature). */
export const holdsFiles = ({ kind }: Pick<Field, 'kind'>): boolean => kind === 'upload' || kind === 'signature'
