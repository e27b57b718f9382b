import type { Context } from 'koa'
import getRawBody from 'raw-body'

// Three photos of 10 MB in base64 and the form around them.
const limit = '48mb'

/** The request body as sent. Throws a 413 error above 48 MB. */
export async function readBytes(ctx: Context): Promise<Buffer> {
  return getRawBody(ctx.req, { limit, length: ctx.get('content-length') || undefined })
}

/** JSON text as a value, or undefined when it is not JSON. */
export function parseJson(text: Buffer | string): unknown {
  try {
    return JSON.parse(text.toString())
  } catch {
    return undefined
  }
}

/** Whether the body comes from a form on one of our pages rather than from a program. */
export function isForm(ctx: Context): boolean {
  return ctx.is('urlencoded') === 'urlencoded'
}

/** The fields of a form post. */
export async function readForm(ctx: Context): Promise<URLSearchParams> {
  return new URLSearchParams((await readBytes(ctx)).toString())
}

/** The body of a JSON call or of a form post as one value, for the pages whose JSON twins take the same fields. */
export async function readFields(ctx: Context): Promise<unknown> {
  return isForm(ctx) ? Object.fromEntries(await readForm(ctx)) : parseJson(await readBytes(ctx))
}

/** One query value: the first when it is repeated, '' when it is absent. */
export function queryValue(ctx: Context, name: string): string {
  const value = ctx.query[name]
  return (Array.isArray(value) ? value[0] : value) ?? ''
}
