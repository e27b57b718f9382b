import * as z from 'zod/mini'

/**
 * Where the value of a field may come from by itself: what the person has proved (identity), what
 * the market register says of the enterprise they act for (enterprise), what they wrote in an
 * earlier application (earlier.<what it is>; also the same field of the same item), or an e-certificate
 * (library.<kind>.<entry>; library.<kind> alone = the certificate itself, in place of a photo).
 */
const prefillName = z
  .string()
  .check(
    z.regex(
      /^(identity\.(name|idNumber|phone)|enterprise\.(name|creditCode)|earlier\.[a-z][A-Za-z]*|library\.[a-z][a-z-]*(\.[a-z][A-Za-z]*)?)$/
    )
  )

/** What the library's certificates are called here, and the entries that are used of them. */
const LIBRARY = {
  'id-card': ['name', 'idNumber'],
  household: ['name', 'idNumber', 'street'],
  disability: ['name', 'idNumber', 'grade'],
  'business-licence': ['enterpriseName', 'creditCode'],
  property: ['location']
} as const
export const LIBRARY_NAMES: ReadonlySet<string> = new Set(
  Object.entries(LIBRARY).flatMap(([kind, entries]) => [
    `library.${kind}`,
    ...entries.map((entry) => `library.${kind}.${entry}`)
  ])
)

export const prefill = z.strictObject({
  /** best source first */
  from: z.array(prefillName).check(z.minLength(1))
})
