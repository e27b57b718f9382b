import * as z from 'zod/mini'

/** The building blocks of connector configuration; the messages never repeat a value, which may be a secret. */
export const configField = {
  /** an http(s) address without query; a path prefix is fine */
  url: () =>
    z
      .string()
      .check(z.refine((text) => /^https?:\/\/[^\s?#]+$/.test(text) && URL.canParse(text), 'is no http address')),
  text: () => z.string().check(z.minLength(1, 'is missing')),
  hex: (digits: number) =>
    z.string().check(z.regex(new RegExp(`^[0-9a-fA-F]{${digits}}$`), `must be ${digits} hex digits`))
}

/** Throws one Error that names every mistake in a connector's configuration, as `ykb.secret is missing; …`. */
export function checkConfig<S extends z.ZodMiniType>(department: string, schema: S, config: unknown): z.output<S> {
  const parsed = schema.safeParse(config)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map((issue) => `${department}.${issue.path.join('.')} ${issue.message}`)
  throw new Error(problems.join('; '))
}
