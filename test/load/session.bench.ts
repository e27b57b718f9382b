import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { freshSecrets } from '../support/sandbox-secrets'
import { BARS, brief, compare, type Found, ME, PRODUCT, RUN, reached, type Setting, say, tell } from './compare-me'
import { pace } from './drive'
import { finish, machineLine } from './finish'
import { keepReading, makeRelatives, type Relatives } from './ledger-reads'
import { writeRegister } from './made-people'
import { median, quantile, rounded } from './numbers'
import { startRedis } from './private-redis'
import { productEnv } from './product-env'
import { startSandboxProcess } from './sandbox-process'
import { madePeople, seedPeople } from './seed-people'
import { pinSelf, type ServerProcess, startServer } from './server-process'
import { checksOf, interleaved, mixOf, signInsOf } from './sign-in-load'

// npm run bench -- session: the bars of bench -- http with real names, enterprises and a growing ledger behind the
// sessions, and what 50 sign-ins a second do to everybody else.

const SESSIONS = 1000
const PAIRS = 5
const BAR_P99 = 1.2
const RATES = { mix: 300, signIns: 50, checks: 10 }
const SECONDS = 8
/** Of ten who sign in, one has never been here. */
const NEW_ONE_IN = 10
const CONNECTIONS = { mix: 8, signIns: 16 }

/** People of the register by what they do here. */
const perRun = RATES.signIns * SECONDS
const RETURNING = madePeople(0, 500)
const NEW = madePeople(1000, (PAIRS + 1) * Math.ceil(perRun / NEW_ONE_IN))
const CHECKED = madePeople(2000, (PAIRS + 1) * RATES.checks * SECONDS)
const NAMED = madePeople(4000, SESSIONS)

interface Departments {
  secrets: ReturnType<typeof freshSecrets>
  url: string
}

/** The limits stand as the product ships them: nothing here is beyond what one citizen may do. */
const settingsFrom = (departments: Departments, more: Record<string, string>) =>
  productEnv({ RATE_SCALE: '1', TRUST_PROXY: 'true', ...more }, departments)

const logOf = (env: Record<string, string>) => path.join(env.DATA_DIR ?? '', 'server.log')

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

interface Measured {
  p50: number
  p99: number
  signInP99: number
  /** processor time of the server, seconds */
  cpu: number
}

/** One run of the mix, with sign-ins beside it when there are any; throws when an answer was wrong. */
async function measure(product: ServerProcess, mix: ReturnType<typeof mixOf>, signIns: typeof mix): Promise<Measured> {
  const before = product.cpuSeconds()
  const [others, signedIn] = await Promise.all([
    pace(product.port, mix, CONNECTIONS.mix, RATES.mix),
    pace(product.port, signIns, CONNECTIONS.signIns, RATES.signIns + RATES.checks)
  ])
  for (const [what, { wrong, firstWrong }] of Object.entries({ others, signedIn }))
    if (wrong > 0) throw new Error(`${wrong} wrong answers (${what}), the first: ${firstWrong}`)
  return {
    p50: quantile(others.ms, 0.5),
    p99: quantile(others.ms, 0.99),
    signInP99: quantile(signedIn.ms, 0.99),
    cpu: product.cpuSeconds() - before
  }
}

/** A: the mix alone. B: the mix and the sign-ins. A B A B … */
async function signInPairs(departments: Departments) {
  const env = settingsFrom(departments, {})
  const seeded = await seedPeople(env, { named: NAMED, unnamed: CHECKED })
  const product = await startServer(PRODUCT, { env, log: logOf(env) })
  const relatives = await makeRelatives(product, departments.url)
  const mix = mixOf(product.port, seeded.named, RATES.mix * SECONDS)
  const returning = Array.from({ length: perRun }, (_, i) => RETURNING[i % RETURNING.length])
  const peopleOf = (run: number) =>
    returning.flatMap((one, i) => {
      const fresh = i % NEW_ONE_IN === 0 ? NEW[(run * perRun + i) / NEW_ONE_IN] : one
      return fresh ? [fresh] : []
    })
  const checked = CHECKED.flatMap((person, i) => {
    const signedIn = seeded.unnamed[i]
    return signedIn ? [{ person, signedIn }] : []
  })
  const signInsOfRun = async (run: number) => {
    const few = checked.slice(run * RATES.checks * SECONDS, (run + 1) * RATES.checks * SECONDS)
    const many = await signInsOf(product.port, departments.url, peopleOf(run))
    return interleaved(many, checksOf(product.port, few), RATES.signIns / RATES.checks)
  }
  const stopReading = keepReading(product, departments.url, relatives)
  for (const one of [await signInsOf(product.port, departments.url, RETURNING), await signInsOfRun(0)])
    await measure(product, mix, one)
  const pairs: { alone: Measured; beside: Measured }[] = []
  for (let run = 1; run <= PAIRS; run += 1) {
    const signIns = await signInsOfRun(run)
    const alone = await measure(product, mix, [])
    pairs.push({ alone, beside: await measure(product, mix, signIns) })
  }
  await stopReading()
  await product.stop()
  rmSync(env.DATA_DIR ?? '', { recursive: true, force: true })
  return pairs
}
type Pairs = Awaited<ReturnType<typeof signInPairs>>

function tellPairs(pairs: Pairs) {
  const ratios = pairs.map(({ alone, beside }) => beside.p99 / alone.p99)
  const middle = (of: (pair: Pairs[number]) => number) => median(pairs.map(of))
  const cpuMs = (middle(({ alone, beside }) => beside.cpu - alone.cpu) * 1000) / perRun
  say(`\n${RATES.mix} requests/s of others, alone and beside ${RATES.signIns} sign-ins/s and ${RATES.checks} checks/s`)
  say('                       p50 ms   p99 ms  (medians of the runs)')
  for (const side of ['alone', 'beside'] as const)
    say(
      `${(side === 'alone' ? 'alone' : 'beside sign-ins').padEnd(20)}${middle((pair) => pair[side].p50)
        .toFixed(2)
        .padStart(9)}${middle((pair) => pair[side].p99)
        .toFixed(2)
        .padStart(9)}`
    )
  say(`p99 of pairs: ${ratios.map((ratio) => ratio.toFixed(2)).join(' ')}; bar ${BAR_P99}`)
  say(
    `sign-ins: p99 ${middle(({ beside }) => beside.signInP99).toFixed(1)} ms, ${cpuMs.toFixed(2)} ms of processor time`
  )
  return {
    ratio: rounded(median(ratios), 3),
    spread: [rounded(Math.min(...ratios), 3), rounded(Math.max(...ratios), 3)],
    p99Ms: {
      alone: rounded(
        middle(({ alone }) => alone.p99),
        2
      ),
      beside: rounded(
        middle(({ beside }) => beside.p99),
        2
      )
    },
    p50Ms: {
      alone: rounded(
        middle(({ alone }) => alone.p50),
        2
      ),
      beside: rounded(
        middle(({ beside }) => beside.p50),
        2
      )
    },
    signInP99Ms: rounded(
      middle(({ beside }) => beside.signInP99),
      1
    ),
    signInCpuMs: rounded(cpuMs, 2)
  }
}

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zjb-load-'))
  const secrets = freshSecrets()
  say(`${pinSelf()}; ${machineLine()}`)
  say(`${SESSIONS} sessions of people with phone and real name, one in 5 for an enterprise; ledger growing; limits on`)
  const sandbox = await startSandboxProcess(secrets, writeRegister(folder, [...RETURNING, ...NEW, ...CHECKED]))
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
