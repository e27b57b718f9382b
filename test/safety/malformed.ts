import type { Route } from '@shared/contract/route'
import fc from 'fast-check'
import * as z from 'zod/mini'
import { EVERY_ROUTE } from './id-rules'
import { anything, nasty, near, oddJson, shapeOf, text } from './nasty-values'

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
