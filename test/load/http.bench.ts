import { rmSync } from 'node:fs'
import path from 'node:path'
import { getRequest } from './connection'
import type { Ask } from './drive'
import { finish, machineLine } from './finish'
import { PART_NAMES, PARTS } from './http-parts'
import { rounded } from './numbers'
import { inPairs } from './pairs'
import { startRedis } from './private-redis'
import { productEnv } from './product-env'
import { type Seeded, seedSessions } from './seed-sessions'
import { pinSelf, type ServerProcess, startServer } from './server-process'

const PRODUCT = 'dist/bff/main.js'
const CHAIN = 'dist/load/http.server.js'
const BARS = { embedded: 0.6, redis: 0.4 }
const SESSIONS = 1000
const RUN = { pairs: 7, ms: 2500, warmUpMs: 4000 }
const PART_RUN = { pairs: 3, ms: 1500, warmUpMs: 2500 }

const say = (line: string) => process.stdout.write(`${line}\n`)

/** Each session in turn; the body must be that session's citizen. */
const asksOf = (port: number, seeded: readonly Seeded[], pathName: string, bodyOf: (one: Seeded) => unknown): Ask[] =>
  seeded.map((one) => {
    const wanted = Buffer.from(JSON.stringify(bodyOf(one)))
    return {
      request: getRequest(port, pathName, one.token),
      right: ({ status, body }) => status === 200 && body.equals(wanted)
    }
  })

const ME = '/api/v1/me'
const UNREAD = '/api/v1/messages/unread'

interface Setting {
  env: Record<string, string>
  seeded: Seeded[]
  log: string
}

async function settingOf(more: Record<string, string>): Promise<Setting> {
  const env = productEnv(more)
  return { env, seeded: await seedSessions(env, SESSIONS), log: path.join(env.DATA_DIR ?? '', 'server.log') }
}

/** The bare Koa route sends one and the same JSON; production settings, as its documentation advises. */
const startBare = (body: unknown, log: string): Promise<ServerProcess> =>
  startServer(CHAIN, { args: ['bare'], env: { NODE_ENV: 'production', BODY: JSON.stringify(body) }, log })

async function compare(setting: Setting, pathName: string, bodyOf: (one: Seeded) => unknown, run = RUN) {
  const [first] = setting.seeded
  if (!first) throw new Error('no session was made')
  const bare = await startBare(bodyOf(first), setting.log)
  const product = await startServer(PRODUCT, { env: setting.env, log: setting.log })
  const found = await inPairs(
    { server: bare, asks: asksOf(bare.port, setting.seeded, ME, () => bodyOf(first)) },
    { server: product, asks: asksOf(product.port, setting.seeded, pathName, bodyOf) },
    run
  )
  await Promise.all([bare.stop(), product.stop()])
  return found
}
type Found = Awaited<ReturnType<typeof compare>>

const row = (name: string, { perSecond, cpuMicros }: { perSecond: number; cpuMicros: number }, ratio: number) =>
  say(
    `${name.padEnd(42)}${perSecond.toFixed(0).padStart(8)}/s${cpuMicros.toFixed(1).padStart(8)} µs${(ratio * 100).toFixed(1).padStart(8)} %`
  )

function tell(title: string, found: Found): void {
  say(`\n${title}`)
  row('bare Koa route', found.base, 1)
  row('the product', found.other, found.ratio)
  say(
    `pairs from ${(found.spread[0] * 100).toFixed(1)} to ${(found.spread[1] * 100).toFixed(1)} %, by processor time ${(found.cpuRatio * 100).toFixed(1)} %`
  )
}

/** The chain one part after the other, each against the bare route in the same minutes. */
async function parts(setting: Setting) {
  const [first] = setting.seeded
  if (!first) throw new Error('no session was made')
  say('\nGET /api/v1/me part by part, built from the product (each line includes those above it)')
  const bare = await startBare(first.me, setting.log)
  const told: Record<string, { ratio: number; cpuMicros: number }> = {}
  for (const part of PARTS.slice(1)) {
    const env = { ...setting.env, BODY: JSON.stringify(first.me) }
    const server = await startServer(CHAIN, { args: [part], env, log: setting.log })
    const own = PARTS.indexOf(part) >= PARTS.indexOf('session')
    const found = await inPairs(
      { server: bare, asks: asksOf(bare.port, setting.seeded, ME, () => first.me) },
      { server, asks: asksOf(server.port, setting.seeded, ME, (one) => (own ? one.me : first.me)) },
      PART_RUN
    )
    if (part === PARTS[1]) row(PART_NAMES.bare, found.base, 1)
    row(PART_NAMES[part], found.other, found.ratio)
    told[part] = { ratio: rounded(found.ratio, 3), cpuMicros: rounded(found.other.cpuMicros, 1) }
    await server.stop()
  }
  await bare.stop()
  return told
}

const brief = (found: Found) => ({
  ratio: rounded(found.ratio, 3),
  spread: found.spread.map((value) => rounded(value, 3)),
  cpuRatio: rounded(found.cpuRatio, 3),
  bare: { perSecond: rounded(found.base.perSecond), cpuMicros: rounded(found.base.cpuMicros, 1) },
  product: { perSecond: rounded(found.other.perSecond), cpuMicros: rounded(found.other.cpuMicros, 1) }
})

async function withRedis(): Promise<Found | null> {
  const redis = await startRedis()
  if (!redis) {
    say('\nwith Redis: not run; no redis-server found (apt-get install redis-server, or set REDIS_URL)')
    return null
  }
  const setting = await settingOf({ REDIS_URL: redis.url })
  const found = await compare(setting, ME, (one) => one.me)
  tell(`GET ${ME}, embedded database, Redis`, found)
  await redis.stop()
  rmSync(setting.env.DATA_DIR ?? '', { recursive: true, force: true })
  return found
}

async function main(): Promise<void> {
  say(`${pinSelf()}; ${machineLine()}`)
  say(`${SESSIONS} sessions in turn, every body compared with its citizen; medians of ${RUN.pairs} pairs`)
  const setting = await settingOf({})
  const embedded = await compare(setting, ME, (one) => one.me)
  tell(`GET ${ME}, embedded default`, embedded)
  const unread = await compare(setting, UNREAD, () => ({ unread: 0 }), PART_RUN)
  tell(`GET ${UNREAD}, embedded default (reads the store each time; no bar)`, unread)
  const chain = await parts(setting)
  rmSync(setting.env.DATA_DIR ?? '', { recursive: true, force: true })
  const redis = await withRedis()
  say(`\nat the end: ${machineLine()}`)
  finish({
    name: 'http',
    bar: `≥ ${BARS.embedded} of the requests/s of a bare Koa route on the embedded default, ≥ ${BARS.redis} with Redis`,
    ratio: rounded(embedded.ratio, 3),
    spread: [rounded(embedded.spread[0], 3), rounded(embedded.spread[1], 3)],
    pass: embedded.ratio >= BARS.embedded && (redis ? redis.ratio >= BARS.redis : process.env.CI !== 'true'),
    details: {
      embedded: brief(embedded),
      redis: redis ? brief(redis) : 'not run',
      unread: brief(unread),
      chain
    }
  })
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
  process.exit(1)
})
