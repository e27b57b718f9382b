import type * as z from 'zod/mini'

/** A complete HTTP reply, whatever its meaning. */
export interface Reply {
  status: number
  body: Buffer
}

/** The JSON of a reply in the shape of the schema; undefined when it is no JSON or has another shape. */
export function readJson<S extends z.ZodMiniType>(reply: Reply, schema: S): z.output<S> | undefined {
  const parsed = schema.safeParse(parseJson(reply.body))
  return parsed.success ? parsed.data : undefined
}

/** JSON as it came, not looked at yet; undefined when it is none. */
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}
