import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ALL_ROUTES } from '@shared/contract/all'
import { makeOpenApi } from '../../bff/src/platform/http/openapi'
import { lostInApi, type OpenApi, openApi } from '../support/openapi-growth'

const root = path.resolve(__dirname, '..', '..')
const file = path.join(root, 'docs', 'openapi.json')
const HOW = 'UPDATE_OPENAPI=1 npx jest test/contract/openapi.test.ts'

const now = openApi.parse(JSON.parse(JSON.stringify(makeOpenApi(ALL_ROUTES))))
const committed = (): OpenApi => openApi.parse(JSON.parse(readFileSync(file, 'utf8')))

/** A copy with one thing changed. */
function doctored(change: (api: Doctored) => void): OpenApi {
  const copy = JSON.parse(JSON.stringify(now))
  change(copy)
  return openApi.parse(copy)
}
// the doctor's tools: any part by name
type Doctored = { [name: string]: Doctored } & Doctored[]

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

describe('a doctored copy is noticed, so the test above can fail', () => {
  const draftPath = '/api/v1/services/{serviceId}/draft'
  const reply = '200'
  const json = 'application/json'
  it.each<[string, (api: Doctored) => void, string]>([
    ['a route disappears', (api) => delete api.paths?.['/api/v1/cases'], 'GET /api/v1/cases: is gone'],
    ['a method disappears', (api) => delete api.paths?.[draftPath]?.put, `PUT ${draftPath}: is gone`],
    [
      'a field of a reply disappears',
      (api) => delete api.paths?.['/api/v1/me']?.get?.responses?.[reply]?.content?.[json]?.schema?.properties?.channel,
      'GET /api/v1/me 200.channel: is gone'
    ],
    [
      'a field deep in a reply disappears',
      (api) =>
        delete api.paths?.['/api/v1/services']?.get?.responses?.[reply]?.content?.[json]?.schema?.properties?.items?.items
          ?.properties?.hot,
      'GET /api/v1/services 200.items[].hot: is gone'
    ]
  ])('%s', (_what, change, sentence) => {
    expect(lostInApi(now, doctored(change))).toEqual([sentence])
  })
})
