import { rmSync } from 'node:fs'
import path from 'node:path'
import {
  asksOf,
  BARS,
  brief,
  CHAIN,
  compare,
  type Found,
  ME,
  RUN,
  reached,
  row,
  type Setting,
  say,
  startBare,
  tell
} from './compare-me'
import { finish, machineLine } from './finish'
import { PART_NAMES, PARTS } from './http-parts'
import { rounded } from './numbers'
import { inPairs } from './pairs'
import { startRedis } from './private-redis'
import { productEnv } from './product-env'
import { seedSessions } from './seed-sessions'
import { pinSelf, startServer } from './server-process'

const SESSIONS = 1000
const PART_RUN = { pairs: 3, ms: 1500, warmUpMs: 2500 }

const UNREAD = '/api/v1/messages/unread'

async function settingOf(more: Record<string, string>): Promise<Setting> {
  const env = productEnv(more)
  return { env, seeded: await seedSessions(env, SESSIONS), log: path.join(env.DATA_DIR ?? '', 'server.log') }
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

async function withRedis(): Promise<Found | null> {
  const redis = await startRedis()
  if (!redis) {
    say('\nwith Redis: not run; no redis-server found (apt-get install redis-server, or set REDIS_URL)')
    return null
  }
  const setting = await settingOf({ REDIS_URL: redis.url })
  const found = await compare(setting, { pathName: ME, bodyOf: (one) => one.me })
  tell(`GET ${ME}, embedded database, Redis`, found)
  await redis.stop()
  rmSync(setting.env.DATA_DIR ?? '', { recursive: true, force: true })
  return found
}

async function main(): Promise<void> {
  say(`${pinSelf()}; ${machineLine()}`)
  say(`${SESSIONS} sessions in turn, every body compared with its citizen; medians of ${RUN.pairs} pairs`)
  const setting = await settingOf({})
  const embedded = await compare(setting, { pathName: ME, bodyOf: (one) => one.me })
  tell(`GET ${ME}, embedded default`, embedded)
  const unread = await compare(setting, { pathName: UNREAD, bodyOf: () => ({ unread: 0 }), run: PART_RUN })
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
    pass: reached(embedded, redis),
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
