import * as z from 'zod/mini'

/** What the bureau (人社局) answers once the envelope is open; see docs/connectors/rsj.md. */

/** data of SI_FLEX_STATUS */
export const rsjFlexStatus = z.object({
  enrolled: z.boolean(),
  personalNo: z.optional(z.string()),
  agency: z.optional(z.string()),
  insurances: z.optional(
    z.array(
      z.object({
        name: z.string(),
        since: z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/)),
        status: z.string()
      })
    )
  )
})
