// npm test: installs what is missing, builds what the end-to-end tests need, runs everything.
// npm test -- --api runs the API suite only; further arguments (paths, -t) go to the runner.
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { ensureBuilt } from './lib/build.mjs'
import { findChromium } from './lib/chromium.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { at, root } from './lib/paths.mjs'
import { say, stop } from './lib/say.mjs'

ensureInstalled()
const args = process.argv.slice(2)
const apiOnly = args.includes('--api')
const chromium = findChromium()
const compilerRuns =
  process.arch === 'x64' ? ['linux', 'darwin', 'win32'].includes(process.platform) : process.platform === 'darwin'
const ci = process.env.CI === 'true'

const skipped = []
if (!apiOnly && !chromium)
  skipped.push({
    what: 'h5',
    line: 'skipped: H5 in a browser; no Chromium found (apt-get install chromium, or set CHROMIUM to its path)'
  })
if (!apiOnly && !compilerRuns)
  skipped.push({
    what: 'weapp',
    line: "skipped: the running weapp output; WeChat's template compiler needs x86-64 Linux, macOS or Windows"
  })
for (const { line } of skipped) say(line)
if (ci && skipped.length > 0) {
  say('under CI=true nothing may be skipped')
  say(`0 passed, ${skipped.length} failed, 0 skipped`)
  process.exit(1)
}

if (!apiOnly)
  await ensureBuilt(['server', 'sandbox', 'h5', 'weapp'], say).catch((error) =>
    stop(`the build failed:\n${error.message}`)
  )

if (!apiOnly) {
  const budget = spawnSync(process.execPath, [at('miniapp', 'size-budget.mjs')], { cwd: root, encoding: 'utf8' })
  if (budget.status !== 0) stop(`a package is over its size budget:\n${budget.stdout}${budget.stderr}`)
}

const report = at('node_modules', '.cache', 'zhijianban', 'test-report.json')
mkdirSync(at('node_modules', '.cache', 'zhijianban'), { recursive: true })
rmSync(report, { force: true })
const left = skipped.map(({ what }) => `/test/e2e/${what}/`)
const run = spawn(
  process.execPath,
  [
    // the embedded database loads its engine by a dynamic import
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    at('node_modules', 'jest', 'bin', 'jest.js'),
    ...(apiOnly ? ['--selectProjects', 'api'] : []),
    '--json',
    `--outputFile=${report}`,
    ...(left.length > 0 ? [`--testPathIgnorePatterns=${['/node_modules/', ...left].join('|')}`] : []),
    ...args.filter((arg) => arg !== '--api')
  ],
  {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_ENV: 'test', CHROMIUM: chromium ?? '' }
  }
)
run.on('close', (code) => {
  const told = JSON.parse(readFileSync(report, 'utf8'))
  const brokenSuites = told.testResults.filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.length === 0
  ).length
  const failed = told.numFailedTests + brokenSuites
  const passedOver = told.numPendingTests + told.numTodoTests + skipped.length
  const bad = code !== 0 || failed > 0 || (ci && passedOver > 0)
  say(`${told.numPassedTests} passed, ${failed || (bad ? 1 : 0)} failed, ${passedOver} skipped`)
  process.exit(bad ? 1 : 0)
})
