import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import * as z from 'zod/mini'

const root = path.resolve(__dirname, '..', '..')
const report = z.object({
  summary: z.object({
    totalCruised: z.int(),
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
    ruleSetUsed: z.object({ forbidden: z.array(z.object({ name: z.string(), comment: z.string() })) })
  })
})

/** A small house with invented rooms; what a file imports is all there is in it. */
const right: Record<string, string[]> = {
  'shared/values/day.ts': [],
  // the other half of a circle, which is reported once
  'shared/values/circle-b.ts': ['./circle-a'],
  'shared/rules/when.ts': [],
  'shared/contract/alpha.ts': ['../values/day', 'zod/mini'],
  'shared/contract/all.ts': ['./alpha'],
  'bff/src/platform/db.ts': ['koa'],
  'bff/src/domains/alpha/port.ts': [],
  'bff/src/domains/alpha/store.ts': ['../../platform/db', '@shared/contract/alpha'],
  'bff/src/domains/beta/service.ts': ['../alpha/port', '../../platform/db', './store'],
  'bff/src/domains/beta/store.ts': ['../../platform/db'],
  'bff/src/departments/gamma/client.ts': ['../../domains/alpha/port', '../../platform/db', './wire'],
  'bff/src/departments/gamma/wire.ts': [],
  'bff/src/departments/delta/wire.ts': [],
  'bff/src/wiring.ts': ['./domains/beta/service', './departments/gamma/client'],
  'bff/src/domains/beta/service.test.ts': ['../../departments/gamma/client', '../../../../test/support/ground'],
  'miniapp/src/platform/call.ts': ['@tarojs/taro'],
  'miniapp/src/kit/button.tsx': ['../platform/call'],
  'miniapp/src/session/session.ts': ['../platform/call'],
  'miniapp/src/packages/alpha/api.ts': ['../../platform/call', '../../kit/button', '@shared/contract/alpha'],
  'miniapp/src/packages/beta/api.ts': ['../../session/session'],
  'miniapp/src/pages/home/index.tsx': ['../../kit/button'],
  'test/support/ground.ts': ['../../bff/src/wiring'],
  'test/sandbox/main.ts': ['../../shared/values/day']
}

/** Each file breaks one rule, once. */
const wrong: Record<string, [string, string]> = {
  'shared/values/circle-a.ts': ['./circle-b', 'no-cycles'],
  'shared/values/knows-contract.ts': ['../rules/when', 'values-import-nothing'],
  'shared/values/knows-node.ts': ['node:fs', 'values-import-nothing'],
  'shared/rules/knows-values.ts': ['../values/day', 'rules-import-nothing'],
  'shared/contract/knows-server.ts': ['koa', 'contract-is-pure'],
  'bff/src/platform/knows-domain.ts': ['../domains/alpha/port', 'platform-knows-no-domain'],
  'bff/src/platform/knows-department.ts': ['../departments/delta/wire', 'platform-knows-no-domain'],
  'bff/src/domains/beta/reads-tables.ts': ['../alpha/store', 'domains-meet-at-ports'],
  'bff/src/domains/beta/calls-department.ts': ['../../departments/delta/wire', 'domains-know-no-department'],
  'bff/src/departments/delta/reads-tables.ts': ['../../domains/alpha/store', 'departments-see-ports-only'],
  'bff/src/departments/delta/knows-another.ts': ['../gamma/wire', 'departments-see-ports-only'],
  'bff/src/server-draws.ts': ['../../miniapp/src/kit/button', 'server-knows-no-page'],
  'miniapp/src/kit/knows-package.ts': ['../packages/alpha/api', 'kit-and-platform-are-below'],
  'miniapp/src/platform/knows-session.ts': ['../session/session', 'kit-and-platform-are-below'],
  'miniapp/src/session/knows-page.ts': ['../pages/home/index', 'session-drafts-and-help-are-between'],
  'miniapp/src/drafts/knows-package.ts': ['../packages/alpha/api', 'session-drafts-and-help-are-between'],
  'miniapp/src/help/knows-package.ts': ['../packages/alpha/api', 'session-drafts-and-help-are-between'],
  'miniapp/src/packages/beta/knows-another.ts': ['../alpha/api', 'packages-are-apart'],
  'miniapp/src/packages/beta/pulls-everything.ts': ['@shared/contract/all', 'packages-are-apart'],
  'miniapp/src/packages/beta/calls-taro.ts': ['@tarojs/taro', 'phone-layer-alone-calls-taro'],
  'miniapp/src/session/knows-server.ts': ['../../../bff/src/platform/db', 'miniapp-knows-no-server'],
  'bff/src/domains/alpha/knows-tests.ts': ['../../../../test/support/ground', 'nothing-imports-tests'],
  'test/sandbox/borrows.ts': ['../../bff/src/platform/db', 'sandbox-is-independent']
}

let house: string
let found: z.output<typeof report>['summary']
const write = (name: string, text: string) => {
  mkdirSync(path.dirname(path.join(house, name)), { recursive: true })
  writeFileSync(path.join(house, name), text)
}
const importing = (places: string[]) =>
  places.map((place) => `import '${place}'\n`).join('') || 'export const nothing = 0\n'

beforeAll(() => {
  house = mkdtempSync(path.join(os.tmpdir(), 'zjb-house-'))
  for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json'])
    copyFileSync(path.join(root, name), path.join(house, name))
  for (const name of ['koa', 'zod', '@tarojs/taro']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }))
    write(`node_modules/${name}/index.js`, '')
  }
  write('node_modules/zod/mini/index.js', '')
  write('package.json', JSON.stringify({ name: 'house', dependencies: { koa: '1', zod: '1', '@tarojs/taro': '1' } }))
  for (const [name, places] of Object.entries(right)) write(name, importing(places))
  for (const [name, [place]] of Object.entries(wrong)) write(name, importing([place]))
  const run = spawnSync(
    process.execPath,
    [
      path.join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
      ...['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'shared', 'bff/src', 'miniapp/src', 'test']
    ],
    { cwd: house, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }
  )
  found = report.parse(JSON.parse(run.stdout)).summary
})
afterAll(() => rmSync(house, { recursive: true, force: true }))

const rulesBrokenBy = (name: string) => [
  ...new Set(found.violations.filter(({ from }) => from === name).map(({ rule }) => rule.name))
]

it.each(Object.entries(wrong).map(([name, [place, rule]]) => [name, place, rule]))(
  '%s must not import %s: %s',
  (name, _place, rule) => {
    expect(rulesBrokenBy(name ?? '')).toEqual([rule])
  }
)

it('imports along the plan break no rule, also in rooms no rule names', () => {
  expect(found.totalCruised).toBeGreaterThan(Object.keys(right).length)
  expect(found.violations.filter(({ from }) => from in right)).toEqual([])
})

it('every rule has a wrong example above and says why it is there', () => {
  const shown = new Set(Object.values(wrong).map(([, rule]) => rule))
  expect(found.ruleSetUsed.forbidden.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([])
  for (const { comment } of found.ruleSetUsed.forbidden) expect(comment.split(' ').length).toBeGreaterThan(2)
})
