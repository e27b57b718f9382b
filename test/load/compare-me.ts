import { getRequest } from './connection'
import type { Ask } from './drive'
import { rounded } from './numbers'
import { inPairs } from './pairs'
import type { Seeded } from './seed-sessions'
import { type ServerProcess, startServer } from './server-process'

/** The signed-in route of `bench -- http` and `bench -- session` against a bare Koa route: one measurement for both. */

export const PRODUCT = 'dist/bff/main.js'
export const CHAIN = 'dist/load/http.server.js'
export const ME = '/api/v1/me'
export const BARS = { embedded: 0.6, redis: 0.4 }
export const RUN = { pairs: 7, ms: 2500, warmUpMs: 4000 }

export interface Setting {
  env: Record<string, string>
  seeded: Seeded[]
  log: string
}

export const say = (line: string) => process.stdout.write(`${line}\n`)

/** Each session in turn; the body must be that session's citizen. */
export const asksOf = (
  port: number,
  seeded: readonly Seeded[],
  pathName: string,
  bodyOf: (one: Seeded) => unknown
): Ask[] =>
  seeded.map((one) => {
    const wanted = Buffer.from(JSON.stringify(bodyOf(one)))
    return {
      request: getRequest(port, pathName, one.token),
      right: ({ status, body }) => status === 200 && body.equals(wanted)
    }
  })

/** The bare Koa route sends one and the same JSON; production settings, as its documentation advises. */
export const startBare = (body: unknown, log: string): Promise<ServerProcess> =>
  startServer(CHAIN, { args: ['bare'], env: { NODE_ENV: 'production', BODY: JSON.stringify(body) }, log })

interface Asked {
  pathName: string
  bodyOf(one: Seeded): unknown
  run?: typeof RUN
  /** what else goes on in the product meanwhile; gives the way to end it */
  beside?(product: ServerProcess): Promise<() => Promise<void>>
}

export async function compare(setting: Setting, { pathName, bodyOf, run = RUN, beside }: Asked) {
  const [first] = setting.seeded
  if (!first) throw new Error('no session was made')
  const bare = await startBare(bodyOf(first), setting.log)
  const product = await startServer(PRODUCT, { env: setting.env, log: setting.log })
  const end = await beside?.(product)
  const found = await inPairs(
    { server: bare, asks: asksOf(bare.port, setting.seeded, ME, () => bodyOf(first)) },
    { server: product, asks: asksOf(product.port, setting.seeded, pathName, bodyOf) },
    run
  )
  await end?.()
  await Promise.all([bare.stop(), product.stop()])
  return found
}
export type Found = Awaited<ReturnType<typeof compare>>

export const row = (name: string, { perSecond, cpuMicros }: { perSecond: number; cpuMicros: number }, ratio: number) =>
  say(
    `${name.padEnd(42)}${perSecond.toFixed(0).padStart(8)}/s${cpuMicros.toFixed(1).padStart(8)} µs${(ratio * 100).toFixed(1).padStart(8)} %`
  )

export function tell(title: string, found: Found): void {
  say(`\n${title}`)
  row('bare Koa route', found.base, 1)
  row('the product', found.other, found.ratio)
  say(
    `pairs from ${(found.spread[0] * 100).toFixed(1)} to ${(found.spread[1] * 100).toFixed(1)} %, by processor time ${(found.cpuRatio * 100).toFixed(1)} %`
  )
}

export const brief = (found: Found) => ({
  ratio: rounded(found.ratio, 3),
  spread: found.spread.map((value) => rounded(value, 3)),
  cpuRatio: rounded(found.cpuRatio, 3),
  bare: { perSecond: rounded(found.base.perSecond), cpuMicros: rounded(found.base.cpuMicros, 1) },
  product: { perSecond: rounded(found.other.perSecond), cpuMicros: rounded(found.other.cpuMicros, 1) }
})

/** The embedded default must reach its bar, and Redis too; a machine without Redis passes, the CI machine has one. */
export const reached = (embedded: Found, redis: Found | null): boolean =>
  embedded.ratio >= BARS.embedded && (redis ? redis.ratio >= BARS.redis : process.env.CI !== 'true')
