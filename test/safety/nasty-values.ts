import type { Route } from '@shared/contract/route'
import fc from 'fast-check'
import * as z from 'zod/mini'

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
/** Words that have broken programs. */
export const nasty = fc.constantFrom(...NASTY)
/** Any text, often a nasty one. */
export const text = fc.oneof(
  { weight: 3, arbitrary: nasty },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('张敏', '13800001000', '669999198803120021', 'flexible-enrolment', 'privacy')
  }
)
/** JSON values JSON.stringify would not make: own __proto__ keys, deep nesting, numbers out of range. */
export const oddJson = fc.constantFrom(
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
/** Any JSON value. */
export const anything = fc.oneof(
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
export function near(schema: unknown): fc.Arbitrary<unknown> {
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
/** A schema of the contract as JSON Schema. */
export const shapeOf = (schema: Route['body']): unknown =>
  z.toJSONSchema(schema ?? z.unknown(), { io: 'input', unrepresentable: 'any' })
