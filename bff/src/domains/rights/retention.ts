import * as z from 'zod/mini'

const text = z.string().check(z.minLength(1))

/** content/retention.yaml: how long what is kept, why, and who deletes it. */
const retentionFile = z.strictObject({
  tables: z.array(
    z.strictObject({
      table: z.string().check(z.regex(/^[a-z_]+$/)),
      what: text,
      basis: text,
      period: text,
      deletedBy: text
    })
  ),
  archive: z.array(
    z.strictObject({
      class: z.string().check(z.regex(/^[a-z][a-z-]*$/)),
      what: text,
      basis: text,
      /** false = nobody has read the original yet: the screen says 待核 */
      read: z.boolean(),
      years: z.int().check(z.gte(1), z.lte(100))
    })
  )
})

/** Judges what was read from the file; throws with every complaint when it cannot be used. */
export function readRetention(content: unknown) {
  const { tables, archive } = retentionFile.parse(content)
  return {
    tables,
    /** what the law keeps, in words for the person who closes their account */
    kept: archive.map(({ what, basis, read, years }) => ({
      what,
      basis: read ? basis : `${basis}（待核）`,
      period: `${years} 年`
    })),
    /** Throws on a class nobody has declared: nothing is kept without a reason. */
    keepUntil: (retention: string, from: Date): Date => {
      const found = archive.find((one) => one.class === retention)
      if (!found) throw new Error(`content/retention.yaml declares no class ${retention}`)
      const end = new Date(from)
      end.setUTCFullYear(end.getUTCFullYear() + found.years)
      return end
    }
  }
}
export type Retention = ReturnType<typeof readRetention>
