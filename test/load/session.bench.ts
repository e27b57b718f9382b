import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { freshSecrets } from '../support/sandbox-secrets'
import { BARS, brief, compare, type Found, ME, RUN, reached, type Setting, say, tell } from './compare-me'
import { finish, machineLine } from './finish'
import { keepReading, makeRelatives, type Relatives } from './ledger-reads'
import { writeRegister } from './made-people'
import { rounded } from './numbers'
import { startRedis } from './private-redis'
import { type Departments, logOf, settingsFrom } from './real-settings'
import { startSandboxProcess } from './sandbox-process'
import { madePeople, seedPeople } from './seed-people'
import { pinSelf } from './server-process'
import { BAR_P99, KNOWN_PEOPLE, RATES, signInPairs, tellPairs } from './sign-in-pairs'

// npm run bench -- session: the bars of bench -- http with real names, enterprises and a growing ledger behind the
// sessions, and what 50 sign-ins a second do to everybody else.

const SESSIONS = 1000
const NAMED = madePeople(4000, SESSIONS)

async function withBars(departments: Departments, title: string, more: Record<string, string>): Promise<Found> {
  const env = settingsFrom(departments, more)
  const { named } = await seedPeople(env, { named: NAMED, unnamed: [] })
  const setting: Setting = { env, seeded: named, log: logOf(env) }
  let relatives: Relatives | undefined
  const found = await compare(setting, {
    pathName: ME,
    bodyOf: (one) => one.me,
    beside: async (product) => {
      relatives ??= await makeRelatives(product, departments.url)
      return keepReading(product, departments.url, relatives)
    }
  })
  tell(title, found)
  rmSync(env.DATA_DIR ?? '', { recursive: true, force: true })
  return found
}

async function withRedis(departments: Departments): Promise<Found | null> {
  const redis = await startRedis()
  if (!redis) {
    say('\nwith Redis: not run; no redis-server found (apt-get install redis-server, or set REDIS_URL)')
    return null
  }
  const found = await withBars(departments, `GET ${ME}, embedded database, Redis`, { REDIS_URL: redis.url })
  await redis.stop()
  return found
}

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zjb-load-'))
  const secrets = freshSecrets()
  say(`${pinSelf()}; ${machineLine()}`)
  say(`${SESSIONS} sessions of people with phone and real name, one in 5 for an enterprise; ledger growing; limits on`)
  const sandbox = await startSandboxProcess(secrets, writeRegister(folder, KNOWN_PEOPLE))
  const departments = { secrets, url: sandbox.url }
  const embedded = await withBars(departments, `GET ${ME}, embedded default; medians of ${RUN.pairs} pairs`, {})
  const redis = await withRedis(departments)
  const pairs = tellPairs(await signInPairs(departments))
  await sandbox.stop()
  rmSync(folder, { recursive: true, force: true })
  say(`\nat the end: ${machineLine()}`)
  finish({
    name: 'session',
    bar: `≥ ${BARS.embedded} of a bare Koa route embedded, ≥ ${BARS.redis} with Redis; p99 of others ≤ ${BAR_P99} × beside ${RATES.signIns} sign-ins/s`,
    ratio: rounded(embedded.ratio, 3),
    spread: [rounded(embedded.spread[0], 3), rounded(embedded.spread[1], 3)],
    pass: reached(embedded, redis) && pairs.ratio <= BAR_P99,
    details: { embedded: brief(embedded), redis: redis ? brief(redis) : 'not run', signIns: pairs }
  })
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
  process.exit(1)
})
