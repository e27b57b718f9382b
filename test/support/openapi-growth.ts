import * as z from 'zod/mini'

/** As much of a JSON Schema as the contract uses. */
interface Schema {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  additionalProperties?: Schema | boolean
}
const schema = z.custom<Schema>((value) => typeof value === 'object' && value !== null)

const media = z.record(z.string(), z.looseObject({ schema }))
const reply = z.looseObject({ description: z.string(), content: z.optional(media) })
type Reply = z.output<typeof reply>
const reference = z.looseObject({ $ref: z.string() })

const operation = z.looseObject({
  security: z.optional(z.array(z.unknown())),
  parameters: z.optional(
    z.array(z.looseObject({ name: z.string(), in: z.string(), required: z.optional(z.boolean()), schema }))
  ),
  requestBody: z.optional(z.looseObject({ content: media })),
  responses: z.record(z.string(), z.union([reference, reply]))
})
type Operation = z.output<typeof operation>
/** An OpenAPI document as far as growth is judged by it. */
export const openApi = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({
    schemas: z.record(z.string(), schema),
    responses: z.optional(z.record(z.string(), reply))
  })
})
export type OpenApi = z.output<typeof openApi>

type Side = 'request' | 'response'
interface Pair {
  at: string
  side: Side
  docs: { before: OpenApi; now: OpenApi }
}

const nameIn = (ref: string): string => ref.split('/').at(-1) ?? ''

/** The schema itself where it stands or is referred to, its alternatives too; undefined when no component has that name. */
function resolve(doc: OpenApi, found: Schema | undefined): Schema | undefined {
  if (!found) return undefined
  if (found.$ref) return resolve(doc, doc.components.schemas[nameIn(found.$ref)])
  const each = (alternatives: Schema[] | undefined) => alternatives?.flatMap((one) => resolve(doc, one) ?? [])
  return { ...found, anyOf: each(found.anyOf), oneOf: each(found.oneOf), allOf: each(found.allOf) }
}

const replyOf = (doc: OpenApi, found: Operation['responses'][string] | undefined): Reply | undefined => {
  const named = reference.safeParse(found)
  return named.success ? doc.components.responses?.[nameIn(named.data.$ref)] : reply.safeParse(found).data
}

const shapes = (found: Schema): Schema[] => found.anyOf ?? found.oneOf ?? found.allOf ?? []
const typesOf = (found: Schema): string[] =>
  [found.type ?? [], ...shapes(found).map((shape) => shape.type ?? [])].flat().filter((type) => type !== 'null')
const mayBeNull = (found: Schema): boolean =>
  [found, ...shapes(found)].some((shape) => [shape.type].flat().includes('null'))
const valuesOf = (found: Schema): unknown[] =>
  [found, ...shapes(found)].flatMap((shape) => shape.enum ?? ('const' in shape ? [shape.const] : []))

/** What a client written against `before` would miss in `now`, a sentence each. */
function lostInSchema(before: Schema | undefined, now: Schema | undefined, pair: Pair): string[] {
  const [old, fresh] = [resolve(pair.docs.before, before), resolve(pair.docs.now, now)]
  if (!old) return []
  if (!fresh) return [`${pair.at}: is gone`]
  const gone = typesOf(old).filter((type) => !typesOf(fresh).includes(type))
  return [
    ...gone.map((type) => `${pair.at}: is no ${type} any more`),
    ...lostValues(old, fresh, pair.at),
    ...(pair.side === 'response' && mayBeNull(fresh) && !mayBeNull(old) ? [`${pair.at}: may be null now`] : []),
    ...lostFields(old, fresh, pair),
    ...lostInSchema(old.items, fresh.items, { ...pair, at: `${pair.at}[]` }),
    ...lostShapes(old, fresh, pair)
  ]
}

const lostValues = (old: Schema, fresh: Schema, at: string): string[] =>
  valuesOf(old)
    .filter((value) => valuesOf(fresh).length > 0 && !valuesOf(fresh).includes(value))
    .map((value) => `${at}: the value ${JSON.stringify(value)} is gone`)

function lostFields(old: Schema, fresh: Schema, pair: Pair): string[] {
  const demanded = (fresh.required ?? []).filter((field) => !old.required?.includes(field))
  const promised = (old.required ?? []).filter((field) => fresh.properties?.[field] && !fresh.required?.includes(field))
  return [
    ...Object.entries(old.properties ?? {}).flatMap(([field, inner]) =>
      lostInSchema(inner, fresh.properties?.[field] ?? undefined, { ...pair, at: `${pair.at}.${field}` })
    ),
    ...(pair.side === 'request' ? demanded.map((field) => `${pair.at}.${field}: is required now`) : []),
    ...(pair.side === 'response' ? promised.map((field) => `${pair.at}.${field}: may be missing now`) : [])
  ]
}

/** Alternatives are told apart by their `kind`, `act` or type; of several of one type, one must do what the old one did. */
function lostShapes(old: Schema, fresh: Schema, pair: Pair): string[] {
  const nameOf = (shape: Schema, at: number) =>
    String(shape.properties?.kind?.const ?? shape.properties?.act?.const ?? shape.type ?? at)
  return shapes(old).flatMap((shape, at) => {
    const name = nameOf(shape, at)
    const alike = shapes(fresh).filter((one, place) => nameOf(one, place) === name)
    const lost = (one: Schema | undefined) => lostInSchema(shape, one, { ...pair, at: `${pair.at}|${name}` })
    return alike.some((one) => lost(one).length === 0) ? [] : lost(alike[0])
  })
}

const codesOf = (description: string): string[] =>
  description.split('\n').flatMap((line) => /^([a-z_]+): /.exec(line)?.[1] ?? [])

const only = (content: z.output<typeof media> | undefined): Schema | undefined =>
  Object.values(content ?? {})[0]?.schema

function lostInRoute(old: Operation, fresh: Operation, at: string, docs: Pair['docs']): string[] {
  const parameters = (from: Operation) => new Map((from.parameters ?? []).map((one) => [`${one.in} ${one.name}`, one]))
  const [before, now] = [parameters(old), parameters(fresh)]
  const pair = { side: 'request', docs } as const
  return [
    ...(fresh.security && !old.security ? [`${at}: needs a sign-in now`] : []),
    ...[...before].flatMap(([name, one]) =>
      lostInSchema(one.schema, now.get(name)?.schema, { ...pair, at: `${at} ${name}` })
    ),
    ...[...now]
      .filter(([name, one]) => one.required && !before.get(name)?.required)
      .map(([name]) => `${at} ${name}: is required now`),
    ...(fresh.requestBody && !old.requestBody ? [`${at} body: is required now`] : []),
    ...lostInSchema(only(old.requestBody?.content), only(fresh.requestBody?.content), { ...pair, at: `${at} body` }),
    ...Object.keys(old.responses).flatMap((status) =>
      lostInReply(replyOf(docs.before, old.responses[status]), replyOf(docs.now, fresh.responses[status]), {
        side: 'response',
        docs,
        at: `${at} ${status}`
      })
    )
  ]
}

function lostInReply(old: Reply | undefined, fresh: Reply | undefined, pair: Pair): string[] {
  if (!old) return []
  if (!fresh) return [`${pair.at}: is gone`]
  const codes = codesOf(fresh.description)
  return [
    ...codesOf(old.description)
      .filter((code) => !codes.includes(code))
      .map((code) => `${pair.at}: the error ${code} is gone`),
    ...lostInSchema(only(old.content), only(fresh.content), pair)
  ]
}

/** Every way in which `now` is less than `before`; empty when the API only grew. */
export function lostInApi(before: OpenApi, now: OpenApi): string[] {
  return Object.entries(before.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, old]) => {
      const at = `${method.toUpperCase()} ${path}`
      const fresh = now.paths[path]?.[method]
      return fresh ? lostInRoute(old, fresh, at, { before, now }) : [`${at}: is gone`]
    })
  )
}
