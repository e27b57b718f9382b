import type { Route } from '@shared/contract/route'
import fc from 'fast-check'
import * as z from 'zod/mini'
import { EVERY_ROUTE } from './matrix'

/** One malformed or nearly right request, before it is known who sends it. */
export interface Malformed {
  entry: [string, Route]
  /** whom the route is for, somebody signed in on the wrong side, or nobody */
  actor: 'right' | 'other' | 'nobody'
  /** which of several right ones */
  nth: number
  params: Record<string, string>
  query: [string, string][]
  headers: Record<string, string | string[]>
  body: Buffer
  /** true: a signature is made for it, so that it passes the door of an outside system */
  signed: boolean
}

const NASTY = [
  ...[
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\udfff\ud800',
    '\u202e反',
    '𠮷䶮👨‍👩‍👧',
    '\ufeff',
    '..%2f..%2fetc%2fpasswd'
  ],
  ...[
    "'; drop table identity_citizens; --",
    '" or 1=1',
    '$1',
    '#{process.env}',
    '{{7*7}}',
    '%00',
    '%',
    '\r\nX-Evil: 1'
  ],
  ...['__proto__', 'constructor', 'toString', '1e309', '-1', '9007199254740993', 'NaN', 'null', 'undefined', '[]'],
  ...['2026-02-30', '0000-00-00', '99999-12-31', '1970-01-01T00:00:00Z', '2026-11-22T09:30:00.000+08:00', 'infinity'],
  'x'.repeat(5000)
]
const nasty = fc.constantFrom(...NASTY)
const text = fc.oneof(
  { weight: 3, arbitrary: nasty },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('张敏', '13800001000', '669999198803120021', 'flexible-enrolment', 'privacy')
  }
)
/** JSON values JSON.stringify would not make: own __proto__ keys, deep nesting, numbers out of range. */
const oddJson = fc.constantFrom(
  '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"x":1}}}',
  `${'['.repeat(5000)}${']'.repeat(5000)}`,
  `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`,
  ...[
    '1e999',
    '-0',
    'null',
    'true',
    '"text"',
    '[]',
    '{}',
    '{"a":1,"a":2}',
    '{"a":',
    '\u0000',
    '{"a":"\\ud800"}',
    '\ufeff{}'
  ],
  `{"code":"${'x'.repeat(100_000)}"}`,
  `"${'x'.repeat(600_000)}"`
)
const anything = fc.oneof(
  { weight: 3, arbitrary: text },
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.array(text, { maxLength: 3 }),
  fc.dictionary(text, text, { maxKeys: 3 })
)

const node = z.looseObject({
  type: z.optional(z.unknown()),
  const: z.optional(z.unknown()),
  enum: z.optional(z.array(z.unknown())),
  pattern: z.optional(z.string()),
  minLength: z.optional(z.number()),
  maxLength: z.optional(z.number()),
  properties: z.optional(z.record(z.string(), z.unknown())),
  required: z.optional(z.array(z.string())),
  items: z.optional(z.unknown()),
  additionalProperties: z.optional(z.unknown()),
  anyOf: z.optional(z.array(z.unknown()))
})
const fitting = (min = 0, max = 200) =>
  fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 60 })).map((word) => word.padEnd(min, '一').slice(0, max))

/** Values that fit a schema in form, with the worst content it lets through: they reach the handlers. */
function near(schema: unknown): fc.Arbitrary<unknown> {
  const {
    type,
    const: only,
    enum: oneOf,
    pattern,
    properties,
    required = [],
    items,
    anyOf,
    ...more
  } = node.parse(schema)
  if (only !== undefined) return fc.constant(only)
  if (oneOf) return fc.constantFrom(...oneOf)
  if (anyOf) return fc.oneof(...anyOf.map(near))
  if (properties) {
    const parts = Object.entries(properties).map(([name, part]): [string, fc.Arbitrary<unknown>] => [name, near(part)])
    return fc.record(Object.fromEntries(parts), { requiredKeys: required })
  }
  if (type === 'object') return fc.dictionary(text, more.additionalProperties ? near(more.additionalProperties) : text)
  if (type === 'array') return fc.array(near(items ?? {}), { minLength: 1, maxLength: 4 })
  if (type === 'boolean') return fc.boolean()
  if (type === 'null') return fc.constant(null)
  if (type === 'integer' || type === 'number') return fc.oneof(fc.integer(), fc.constantFrom(2 ** 31, -(2 ** 53), 0.5))
  // fast-check makes no strings for a look-ahead
  if (pattern) return fc.stringMatching(new RegExp(pattern.replace(/\(\?![^)]*\)/g, '')))
  if (type === 'string') return fitting(more.minLength, more.maxLength)
  return anything
}
const shapeOf = (schema: Route['body']): unknown =>
  z.toJSONSchema(schema ?? z.unknown(), { io: 'input', unrepresentable: 'any' })

const bytes = (value: unknown): Buffer => Buffer.from(JSON.stringify(value) ?? '')
const multipart = fc
  .record({
    boundary: fc.constantFrom('x', 'xx', ''),
    name: text,
    content: fc.oneof(text, fc.constantFrom('\u00ff\u00d8\u00ff\u00e0', '%PDF-1.7', '\u0089PNG\r\n\u001a\n')),
    end: fc.constantFrom('\r\n--x--\r\n', '\r\n--x', '', '--')
  })
  .map(({ name, content, end }) =>
    Buffer.from(
      `--x\r\nContent-Disposition: form-data; name="file"; filename="${name.slice(0, 100)}"\r\n\r\n${content}${end}`,
      'latin1'
    )
  )

function bodyFor(route: Route): fc.Arbitrary<Buffer> {
  const junk = fc.oneof(
    anything.map(bytes),
    oddJson.map((odd) => Buffer.from(odd)),
    fc.uint8Array({ maxLength: 200 }).map((raw) => Buffer.from(raw)),
    multipart
  )
  if (route.upload) return fc.oneof({ weight: 4, arbitrary: multipart }, junk)
  if (!route.body) return junk
  const fits = near(shapeOf(route.body))
  const broken = fc.tuple(fits, text, anything).map(([whole, key, value]) => {
    const object = typeof whole === 'object' && whole !== null ? whole : {}
    const [first = key] = Object.keys(object)
    return bytes({ ...object, [first]: value, [key]: value })
  })
  return fc.oneof(
    { weight: 5, arbitrary: fits.map(bytes) },
    { weight: 2, arbitrary: broken },
    { weight: 1, arbitrary: junk }
  )
}

const typeFor = (route: Route) =>
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.constant(route.upload ? 'multipart/form-data; boundary=x' : 'application/json')
    },
    fc.constantFrom(
      'text/plain',
      'application/json; charset=utf-16',
      'multipart/form-data',
      'multipart/form-data; boundary='
    ),
    fc.constantFrom('application/x-www-form-urlencoded', '', 'application/json, text/html', 'image/png', 'text/xml')
  )
const oddHeaders = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  fc.constantFrom<Record<string, string | string[]>>(
    { 'x-request-id': ['aaaaaaaa', 'bbbbbbbb'] },
    { 'x-request-id': '<script>alert(1)</script>' },
    { cookie: ['zjb_session=a; zjb_session=b', 'zjb_desk=%00; =; ;;'] },
    { authorization: `Bearer ${'x'.repeat(4000)}` },
    { origin: 'https://elsewhere.example' },
    { host: 'elsewhere.example' },
    { 'accept-encoding': 'zstd;q=nan', accept: '*/*;q=9', range: 'bytes=-1' },
    { 'content-encoding': 'gzip' },
    { te: 'trailers, gzip', upgrade: 'h2c' },
    { 'x-forwarded-for': ['1.1.1.1', '999.999.1.1, evil'] },
    { 'x-http-method-override': 'DELETE', 'if-match': '*' }
  )
)
const keys = fc.oneof(
  { weight: 6, arbitrary: fc.uuid() },
  fc.constantFrom<string | string[]>('', 'short', 'x'.repeat(65), ['a'.repeat(20), 'b'.repeat(20)])
)

/** Requests over all routes; `known` holds real ids by parameter name, so that some reach what is there. */
export function malformed(known: Record<string, string[]>): fc.Arbitrary<Malformed> {
  const param = (name: string) =>
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...(known[name] ?? ['xxxxxxxxxxxxxxxxxxxxxx'])) },
      fc.stringMatching(/^[A-Za-z0-9_-]{8,40}$/),
      nasty
    )
  const ofRoute = (entry: [string, Route]): fc.Arbitrary<Malformed> => {
    const [, route] = entry
    const names = [...route.path.matchAll(/:([A-Za-z]+)/g)].map(([, name = '']) => name)
    const queried = route.query
      ? near(shapeOf(route.query)).map((query): [string, string][] =>
          Object.entries(z.record(z.string(), z.unknown()).parse(query)).map(([name, value]) => [name, String(value)])
        )
      : fc.constant<[string, string][]>([])
    return fc.record({
      entry: fc.constant(entry),
      actor: fc.oneof(
        { weight: 8, arbitrary: fc.constant('right' as const) },
        fc.constantFrom('other' as const, 'nobody' as const)
      ),
      nth: fc.nat(20),
      params: fc.record(Object.fromEntries(names.map((name) => [name, param(name)]))),
      query: fc.oneof(
        { weight: 4, arbitrary: queried },
        fc.array(fc.tuple(fc.oneof(text, fc.constantFrom('q', 'limit', 'before')), text), { maxLength: 4 })
      ),
      headers: fc.tuple(typeFor(route), keys, oddHeaders).map(([type, key, odd]) => ({
        ...(type ? { 'content-type': type } : {}),
        'idempotency-key': key,
        ...odd
      })),
      body: bodyFor(route),
      signed: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.constant(false))
    })
  }
  return fc.oneof(...EVERY_ROUTE.map(ofRoute))
}
