import { type Form, form as formSchema } from '@shared/contract/form'
import * as z from 'zod/mini'
import type { Sql } from '../../platform/db/db'
import { type CaseRow, keptDefinition } from './case-store'

/** What a case still needs of the definition it was made with. */
const kept = z.object({
  form: formSchema,
  guide: z.object({
    promise: z.object({
      value: z.nullable(z.object({ days: z.int(), unit: z.enum(['working-days', 'calendar-days', 'at-once']) }))
    })
  }),
  acceptance: z.object({
    itemCode: z.string(),
    itemName: z.string(),
    certNoField: z.string(),
    nameField: z.string(),
    mobileField: z.string(),
    resultFrom: z.optional(z.string())
  }),
  /** absent in definitions from before consents */
  sharings: z.optional(z.array(z.string()))
})
export type KeptDefinition = z.output<typeof kept>

/** The definition a case began with, also when a newer one has been published since. */
export const keptService = async (sql: Sql, found: CaseRow): Promise<KeptDefinition> =>
  kept.parse(await keptDefinition(sql, found.service_id, found.service_version))

export const keptForm = async (sql: Sql, found: CaseRow): Promise<Form> => (await keptService(sql, found)).form
