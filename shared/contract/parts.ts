import * as z from 'zod/mini'

/** Schemas that several domains put into their contracts. */

/** An id made by us: 20 to 40 url-safe characters. */
export const id = z.string().check(z.regex(/^[A-Za-z0-9_-]{8,40}$/))
/** Name of a piece of content (service, department): lower-case words with hyphens. */
export const slug = z.string().check(z.regex(/^[a-z][a-z0-9-]{1,60}$/))
/** ISO 8601 with offset, e.g. 2026-11-22T09:30:00.000+08:00 */
export const instant = z.string()
/** YYYY-MM-DD, a day in Asia/Shanghai */
export const civilDay = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))
/** how many lines of a list to send, 1 to 50, as it stands in a query */
export const pageLimit = z.string().check(z.regex(/^([1-9]|[1-4]\d|50)$/))
/** money in 分 */
export const fen = z.int().check(z.nonnegative())

/** Where a value comes from. `read: false` = nobody has read the original yet: shown as 待核. */
export const source = z.object({
  title: z.string(),
  /** document number, address, or file and line */
  document: z.string(),
  /** the sentence it was taken from, word for word */
  quote: z.optional(z.string()),
  read: z.boolean()
})
export type Source = z.output<typeof source>

/** A value with its source; a null value is one nobody has read anywhere: the screen says 请以窗口为准. */
export const sourced = <S extends z.ZodMiniType>(value: S) =>
  z.object({ value: z.nullable(value), source: z.nullable(source) })

/** Reply of acts that return nothing. */
export const done = z.object({ done: z.literal(true) })
