import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { freshSecrets } from '../support/sandbox-secrets'
import { BARS, brief, compare, type Found, ME, RUN, reached, type Setting, say, tell } from './compare-me'
import { finish, machineLine } from './finish'
import { keepReading, makeRelatives, type Relatives } from './ledger-reads'
import { writeRegister } from './made-people'
import { rounded } from './numbers'
import { startPostgres } from './private-postgres'
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

/** Where 50 people a second sign in, the stores are servers: the bar is for these. */
async function withServers(departments: Departments) {
  const postgres = await startPostgres()
  const redis = await startRedis()
  if (!postgres || !redis) {
    say('\nsign-ins beside others: not run; they need PostgreSQL and Redis (apt-get install postgresql redis-server)')
    await postgres?.stop()
    await redis?.stop()
    return null
  }
  const found = await signInPairs(departments, { DATABASE_URL: postgres.url, REDIS_URL: redis.url })
  await postgres.stop()
  await redis.stop()
  return tellPairs('PostgreSQL and Redis', found)
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
  const servers = await withServers(departments)
  const alsoEmbedded = tellPairs('embedded default (no bar)', await signInPairs(departments, {}))
  await sandbox.stop()
  rmSync(folder, { recursive: true, force: true })
  say(`\nat the end: ${machineLine()}`)
  finish({
    name: 'session',
    bar: `≥ ${BARS.embedded} of a bare Koa route embedded, ≥ ${BARS.redis} with Redis; p99 of others ≤ ${BAR_P99} × beside ${RATES.signIns} sign-ins/s (PostgreSQL and Redis)`,
    ratio: rounded(embedded.ratio, 3),
    spread: [rounded(embedded.spread[0], 3), rounded(embedded.spread[1], 3)],
    pass: reached(embedded, redis) && (servers ? servers.ratio <= BAR_P99 : process.env.CI !== 'true'),
    details: {
      embedded: brief(embedded),
      redis: redis ? brief(redis) : 'not run',
      signIns: servers ?? 'not run',
      signInsEmbedded: alsoEmbedded
    }
  })
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
  process.exit(1)
})
