import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ALL_ROUTES } from '@shared/contract/all'
import { NAMED_SCHEMAS } from '@shared/contract/named'
import { makeOpenApi } from '../../bff/src/platform/http/openapi'
import { lostInApi, type OpenApi, openApi } from '../support/openapi-growth'

const root = path.resolve(__dirname, '..', '..')
const file = path.join(root, 'docs', 'openapi.json')
const HOW = 'UPDATE_OPENAPI=1 npx jest test/contract/openapi.test.ts'

const now = openApi.parse(JSON.parse(JSON.stringify(makeOpenApi(ALL_ROUTES, NAMED_SCHEMAS))))
const committed = (): OpenApi => openApi.parse(JSON.parse(readFileSync(file, 'utf8')))

/** What of an API concerns these paths, with every component: comparing all of it again for each change takes long. */
const only = (api: OpenApi, paths: readonly string[]): OpenApi => ({
  ...api,
  paths: Object.fromEntries(Object.entries(api.paths).filter(([path]) => paths.includes(path)))
})

/** A copy in which the thing at this place (followed through `$ref`) is another one, or gone. */
function doctored(place: string[], value?: unknown): OpenApi {
  const copy = JSON.parse(JSON.stringify(now))
  let at = copy
  for (const name of place.slice(0, -1)) {
    at = at[name]
    while (at.$ref) at = copy.components[at.$ref.split('/')[2]][at.$ref.split('/')[3]]
  }
  const last = place.at(-1) ?? ''
  if (value === undefined) delete at[last]
  else at[last] = value
  return openApi.parse(copy)
}

beforeAll(() => {
  if (process.env.UPDATE_OPENAPI !== '1') return
  const lost = existsSync(file) ? lostInApi(committed(), now) : []
  if (lost.length > 0) throw new Error(`the API may only grow:\n${lost.join('\n')}`)
  writeFileSync(file, `${JSON.stringify(now, null, 2)}\n`)
  spawnSync(path.join(root, 'node_modules', '.bin', 'biome'), ['format', '--write', file], { cwd: root })
})

it('/api/v1 only grows: nothing a client of the committed docs/openapi.json relies on is gone', () => {
  expect(lostInApi(committed(), now)).toEqual([])
})

it(`docs/openapi.json is what the contract says (after adding to the contract: ${HOW})`, () => {
  expect(committed()).toEqual(now)
})

/** Where each schema of more than `chars` characters stands, by its text. */
function bigSchemas(chars: number): Map<string, string[]> {
  const places = new Map<string, string[]>()
  const walk = (found: unknown, at: string): void => {
    if (typeof found !== 'object' || found === null) return
    const text = JSON.stringify(found)
    if (text.length <= chars) return
    if ('type' in found || 'anyOf' in found || 'oneOf' in found) places.set(text, [...(places.get(text) ?? []), at])
    for (const [name, inner] of Object.entries(found)) walk(inner, `${at}/${name}`)
  }
  walk(now.paths, 'paths')
  walk(now.components.schemas, 'components/schemas')
  return places
}

it('no big schema is written out twice: one that several routes share has a name in shared/contract/named.ts', () => {
  const big = bigSchemas(2000)
  expect(big.size).toBeGreaterThan(10)
  expect([...big.values()].filter((places) => places.length > 1)).toEqual([])
})

it('every $ref leads to a component, and every named schema is used', () => {
  const refs = new Set(JSON.stringify(now).match(/#\/components\/[^"]+/g))
  const there = Object.entries({ schemas: now.components.schemas, responses: now.components.responses ?? {} }).flatMap(
    ([kind, named]) => Object.keys(named).map((name) => `#/components/${kind}/${name}`)
  )
  expect([...refs].toSorted()).toEqual(there.toSorted())
})

describe('a doctored copy is noticed, so the test above can fail', () => {
  const reply = (path: string, method = 'get', status = '200') =>
    ['paths', path, method, 'responses', status, 'content', 'application/json', 'schema'] as const
  const body = (path: string, method: string) =>
    ['paths', path, method, 'requestBody', 'content', 'application/json', 'schema'] as const
  const draft = '/api/v1/services/{serviceId}/draft'
  const signIn = '/api/v1/sessions/wechat'

  it.each<[string, string[], unknown, string]>([
    ['a route disappears', ['paths', '/api/v1/cases'], undefined, 'GET /api/v1/cases: is gone'],
    ['a method disappears', ['paths', draft, 'put'], undefined, `PUT ${draft}: is gone`],
    [
      'a field of a reply disappears',
      [...reply('/api/v1/me'), 'properties', 'channel'],
      undefined,
      'GET /api/v1/me 200.channel: is gone'
    ],
    [
      'a field deep in a reply disappears',
      [...reply('/api/v1/services'), 'properties', 'items', 'items', 'properties', 'hot'],
      undefined,
      'GET /api/v1/services 200.items[].hot: is gone'
    ],
    [
      'a kind of form field disappears',
      [
        ...reply('/api/v1/services/{serviceId}/form'),
        'properties',
        'steps',
        'items',
        'properties',
        'fields',
        'items',
        'oneOf'
      ],
      [{ type: 'object', properties: { kind: { const: 'text' } } }],
      'GET /api/v1/services/{serviceId}/form 200.steps[].fields[]|phone: is gone'
    ],
    [
      'one of several shapes of one type disappears',
      [...reply('/api/v1/services/{serviceId}/form'), 'properties', 'steps', 'items', 'properties', 'when', 'anyOf'],
      [{ type: 'object', properties: { field: { type: 'string' }, is: {} } }],
      'GET /api/v1/services/{serviceId}/form 200.steps[].when|object.in: is gone'
    ],
    [
      'a field becomes another type',
      [...reply('/api/v1/messages/unread'), 'properties', 'unread', 'type'],
      'string',
      'GET /api/v1/messages/unread 200.unread: is no integer any more'
    ],
    [
      'a field of a reply may be missing',
      [...reply('/api/v1/messages/unread'), 'required'],
      [],
      'GET /api/v1/messages/unread 200.unread: may be missing now'
    ],
    [
      'a field of a reply may be null',
      [...reply('/api/v1/messages/unread'), 'properties', 'unread', 'type'],
      ['integer', 'null'],
      'GET /api/v1/messages/unread 200.unread: may be null now'
    ],
    [
      'a value disappears',
      [...reply('/api/v1/me'), 'properties', 'channel', 'enum'],
      ['mini-program'],
      'GET /api/v1/me 200.channel: the value "official-account" is gone'
    ],
    [
      'an error of a route disappears',
      ['paths', draft, 'put', 'responses', '404', 'description'],
      'nothing',
      `PUT ${draft} 404: the error not_found is gone`
    ],
    [
      'a component that routes refer to disappears',
      ['components', 'schemas', 'Draft'],
      undefined,
      `PUT ${draft} 200: is gone`
    ],
    [
      'a refusal that routes refer to disappears',
      ['components', 'responses', 'not_found'],
      undefined,
      `PUT ${draft} 404: is gone`
    ],
    [
      'a reply refers to something smaller',
      [
        'paths',
        '/api/v1/services/{serviceId}/form',
        'get',
        'responses',
        '200',
        'content',
        'application/json',
        'schema'
      ],
      { $ref: '#/components/schemas/Source' },
      'GET /api/v1/services/{serviceId}/form 200.steps: is gone'
    ],
    [
      'one of the alternatives that are referred to disappears',
      ['components', 'schemas', 'FormColumn', 'oneOf'],
      [{ type: 'object', properties: { kind: { const: 'text' } } }],
      'GET /api/v1/services/{serviceId}/form 200.steps[].fields[]|table.columns[]|phone: is gone'
    ],
    [
      'an error code disappears altogether',
      ['components', 'schemas', 'Error', 'properties', 'error', 'enum'],
      ['internal'],
      'GET /api/health 400.error: the value "bad_request" is gone'
    ],
    [
      'a request must name something new',
      [...body(signIn, 'post'), 'required'],
      ['code', 'device'],
      `POST ${signIn} body.device: is required now`
    ],
    [
      'a field of a request disappears',
      [...body(draft, 'put'), 'properties', 'edits'],
      undefined,
      `PUT ${draft} body.edits: is gone`
    ],
    [
      'a query parameter becomes necessary',
      ['paths', '/api/v1/services', 'get', 'parameters', '0', 'required'],
      true,
      'GET /api/v1/services query q: is required now'
    ],
    [
      'a query parameter disappears',
      ['paths', '/api/v1/services', 'get', 'parameters', '0', 'name'],
      'words',
      'GET /api/v1/services query q: is gone'
    ],
    [
      'a public route asks for a sign-in',
      ['paths', '/api/v1/services', 'get', 'security'],
      [{ bearer: [] }],
      'GET /api/v1/services: needs a sign-in now'
    ]
  ])('%s', (_what, place, value, sentence) => {
    const paths = [sentence.match(/\/api[^\s:]*/)?.[0] ?? '']
    expect(lostInApi(only(now, paths), only(doctored(place, value), paths))).toContain(sentence)
  })

  it('what is added is no loss: a route, a field of a reply, an optional field of a request, a value, an error', () => {
    const grown: [string[], unknown][] = [
      [['paths', '/api/v1/new'], now.paths['/api/v1/me']],
      [[...reply('/api/v1/me'), 'properties', 'nickname'], { type: 'string' }],
      [[...body(signIn, 'post'), 'properties', 'device'], { type: 'string' }],
      [
        [...reply('/api/v1/me'), 'properties', 'channel', 'enum'],
        ['mini-program', 'official-account', 'browser', 'app']
      ],
      [['paths', '/api/v1/me', 'get', 'responses', '409'], { description: 'conflict: x' }]
    ]
    const paths = ['/api/v1/me', '/api/v1/new', signIn]
    for (const [place, value] of grown)
      expect(lostInApi(only(now, paths), only(doctored(place, value), paths))).toEqual([])
  })
})
