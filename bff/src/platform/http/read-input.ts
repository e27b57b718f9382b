import type { Route } from '@shared/contract/route'
import type { Context } from 'koa'
import * as z from 'zod/mini'
import { inputWords } from './input-words'
import { parseJson, readUpload } from './read-body'
import { isRefused, refuse } from './refused'

z.config({ localeError: inputWords })

/** Of a route that takes nothing. */
export const NO_INPUT = { params: undefined, query: undefined, body: undefined }

/** U+0000 cannot be kept in a text column of PostgreSQL, and nobody types it. */
const holdsNul = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.includes('\u0000')
    : typeof value === 'object' && value !== null && Object.entries(value).flat().some(holdsNul)

/** Params, query and body as the route wants them, or what is wrong with which of them. */
export async function inputOf(ctx: Context, route: Route, raw: Buffer) {
  const fields: Record<string, string> = {}
  const mayHoldNul = ctx.url.includes('%00') || raw.includes('\\u0000')
  const parse = (part: 'params' | 'query' | 'body', given: () => unknown) => {
    const schema = route[part]
    if (!schema) return undefined
    const parsed = z.safeParse(schema, given())
    if (parsed.success && mayHoldNul && holdsNul(parsed.data)) fields[part] = '内容里有无法保存的字符，请删除后再试。'
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues) fields[[part, ...issue.path].join('.')] = issue.message
    return undefined
  }
  const json = route.rawBody
    ? { value: raw.toString('utf8') }
    : route.body
      ? parseJson(raw, ctx.get('Content-Type'))
      : { value: undefined }
  if (isRefused(json)) return json
  const params = parse('params', () => ctx.params)
  const query = parse('query', () => ctx.query)
  const body = parse('body', () => json.value)
  // an id of the wrong shape belongs to nobody
  if (Object.keys(fields).some((field) => field.startsWith('params.'))) return refuse('not_found')
  if (Object.keys(fields).length > 0) return refuse('bad_request', fields)
  if (route.rawBody) return { params, query, body: json.value }
  if (!route.upload) return { params, query, body }
  const upload = await readUpload(ctx.req, route.upload)
  return isRefused(upload) ? upload : { params, query, body: upload }
}
