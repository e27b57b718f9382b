import { collectWay } from '@shared/contract/collections'
import { form as formSchema } from '@shared/contract/form'
import { guide as guideSchema, timeLimit } from '@shared/contract/guide'
import { source } from '@shared/contract/parts'
import * as z from 'zod/mini'
import type { Sql } from '../../platform/db/db'
import { type CaseRow, keptDefinition } from './case-store'

const applicant = {
  ...{ certNoField: z.string(), nameField: z.string(), mobileField: z.string() },
  holder: z.optional(z.object({ name: z.string(), code: z.string() }))
}

/** What a case still needs of the definition it was made with. */
const kept = z.object({
  form: formSchema,
  guide: z.object({
    promise: z.object({ value: z.nullable(timeLimit) }),
    legalLimit: z.object({ value: z.nullable(timeLimit) }),
    department: z.object({ id: z.string() }),
    result: z.optional(z.object({ value: z.nullable(z.string()) })),
    fee: z.optional(z.object({ value: z.nullable(z.object({ amount: z.nullable(z.int()) })) })),
    materials: z.optional(z.array(z.object({ name: z.string() }))),
    /** 一件事; absent in definitions from before */
    bundle: z.optional(guideSchema.shape.bundle)
  }),
  acceptance: z.union([
    z.object({
      local: z.literal(true),
      ...applicant,
      acceptDays: z.int(),
      mendDays: z.int(),
      filing: z.optional(z.literal(true)),
      pledged: z.optional(
        z.object({
          ...{ field: z.string(), checkDays: z.int(), mendDays: z.int(), lookDays: z.int() },
          basis: z.string()
        })
      ),
      secondPerson: z.optional(z.literal(true)),
      certificate: z.optional(z.object({ months: z.int(), source: z.nullable(source) })),
      payDays: z.optional(z.int()),
      collect: z.optional(z.array(collectWay)),
      coHandlers: z.optional(
        z.array(
          z.object({
            ...{ department: z.string(), question: z.string(), days: z.int() },
            reads: z.optional(z.array(z.string()))
          })
        )
      )
    }),
    z.object({ ...applicant, parts: z.array(z.object({ service: z.string() })) }),
    z.object({
      itemCode: z.string(),
      itemName: z.string(),
      ...applicant,
      resultFrom: z.optional(z.string())
    })
  ]),
  /** the 情形 the guide reads for; absent = the guide as it is in general */
  situation: z.optional(z.object({ title: z.string(), note: z.nullable(z.string()) })),
  /** absent in definitions from before consents */
  sharings: z.optional(z.array(z.string()))
})
export type KeptDefinition = z.output<typeof kept>

/** The definition a case began with, also when a newer one has been published since. */
export const keptService = async (sql: Sql, found: CaseRow): Promise<KeptDefinition> =>
  kept.parse(await keptDefinition(sql, found.service_id, found.service_version))

/** The bureau that tells the details of a result; undefined = the result is all there is. */
export const resultFrom = (acceptance: KeptDefinition['acceptance']): string | undefined =>
  'itemCode' in acceptance ? acceptance.resultFrom : undefined

/** 备案: whoever has taken the case has ended it, in the same breath. */
export const endsWithHandOver = ({ acceptance }: Pick<KeptDefinition, 'acceptance'>): boolean =>
  'local' in acceptance && acceptance.filing === true

/** What the desk needs of an item it accepts itself; null = the item goes to a department's system. */
export function localItem({ acceptance, guide }: Pick<KeptDefinition, 'acceptance' | 'guide'>) {
  // the lint lets no local item be published without a promise
  if (!('local' in acceptance) || !guide.promise.value) return null
  return {
    promise: guide.promise.value,
    legal: guide.legalLimit.value,
    acceptDays: acceptance.acceptDays,
    mendDays: acceptance.mendDays,
    filing: acceptance.filing ?? false,
    pledged: acceptance.pledged !== undefined,
    secondPerson: acceptance.secondPerson ?? false,
    /** null = what is granted holds for good */
    certificate: acceptance.certificate ?? null,
    payDays: acceptance.payDays ?? null,
    /** 分; null = the item costs nothing */
    fee: guide.fee?.value?.amount ?? null,
    coHandlers: acceptance.coHandlers ?? []
  }
}
