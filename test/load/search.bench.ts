import { rmSync } from 'node:fs'
import path from 'node:path'
import { servicesRoutes } from '@shared/contract/services'
import { getRequest } from './connection'
import { type Ask, pace } from './drive'
import { finish, machineLine } from './finish'
import { median, quantile, rounded } from './numbers'
import { productEnv } from './product-env'
import { labelledQueries } from './search/labelled'
import { pinSelf, startServer } from './server-process'

// npm run bench -- search: 2,000 items behind GET /api/v1/services?q=…, the labelled queries in turn, every answer
// checked. The baseline is a bare Koa route with a body of the same size, interleaved with it.

const SERVER = 'dist/load/search.server.js'
const BAR = { p99Ms: 5, inFirstThree: 0.95 }
const RUN = { rounds: 5, perSecond: 100, connections: 4 }

const say = (line: string) => process.stdout.write(`${line}\n`)
const found = (body: Buffer): string[] =>
  servicesRoutes.listServices.response.parse(JSON.parse(body.toString())).items.map((item) => item.id)

async function run() {
  const { wanted } = labelledQueries()
  say(`${machineLine()}; ${pinSelf()}`)
  const env = productEnv()
  const log = path.join(env.DATA_DIR ?? '.', 'server.log')
  const product = await startServer(SERVER, { args: ['product'], env, log })
  const addressOf = (query: string) => `/api/v1/services?q=${encodeURIComponent(query)}&limit=10`
  const sample = await (await fetch(`http://127.0.0.1:${product.port}${addressOf('社保')}`)).text()
  const bare = await startServer(SERVER, { args: ['bare'], env: { ...env, BODY: sample }, log })
  const misses = new Set<string>()
  const askFor = (port: number, checked: boolean): Ask[] =>
    wanted.map(({ query, id }) => ({
      request: getRequest(port, addressOf(query)),
      right: ({ status, body }) => {
        if (checked && status === 200 && !found(body).slice(0, 3).includes(id)) misses.add(`${query} → ${id}`)
        return status === 200
      }
    }))
  const sides = { product: askFor(product.port, true), bare: askFor(bare.port, false) }
  const ports = { product: product.port, bare: bare.port }
  const p99 = { product: [] as number[], bare: [] as number[] }
  const p50 = { product: [] as number[], bare: [] as number[] }
  for (const side of ['product', 'bare'] as const)
    await pace(ports[side], sides[side], RUN.connections, RUN.perSecond * 2)
  for (let round = 0; round < RUN.rounds; round += 1)
    for (const side of ['product', 'bare'] as const) {
      const { ms, wrong, firstWrong } = await pace(ports[side], sides[side], RUN.connections, RUN.perSecond)
      if (wrong > 0) throw new Error(`${wrong} wrong answers of ${side}: ${firstWrong}`)
      p99[side].push(quantile(ms, 0.99))
      p50[side].push(quantile(ms, 0.5))
    }
  await Promise.all([product.stop(), bare.stop()])
  rmSync(env.DATA_DIR ?? '', { recursive: true, force: true })

  const share = (wanted.length - misses.size) / wanted.length
  const p99Ms = median(p99.product)
  say(`queries ${wanted.length}, ${RUN.rounds} rounds at ${RUN.perSecond}/s on ${RUN.connections} connections`)
  say('            p50 ms   p99 ms (median of rounds; lowest … highest)')
  for (const side of ['product', 'bare'] as const)
    say(
      `${side.padEnd(10)} ${median(p50[side]).toFixed(2).padStart(7)} ${median(p99[side]).toFixed(2).padStart(8)} (${Math.min(...p99[side]).toFixed(2)} … ${Math.max(...p99[side]).toFixed(2)})`
    )
  say(`right item in the first three: ${wanted.length - misses.size} of ${wanted.length}`)
  for (const miss of misses) say(`  missed: ${miss}`)
  finish({
    name: 'search',
    bar: `p99 ≤ ${BAR.p99Ms} ms over 2,000 items, right item in the first 3 for ≥ ${BAR.inFirstThree * 100} %`,
    ratio: rounded(p99Ms / median(p99.bare), 2),
    spread: [rounded(Math.min(...p99.product), 2), rounded(Math.max(...p99.product), 2)],
    pass: p99Ms <= BAR.p99Ms && share >= BAR.inFirstThree,
    details: {
      p99Ms: rounded(p99Ms, 2),
      p50Ms: rounded(median(p50.product), 2),
      bareP99Ms: rounded(median(p99.bare), 2),
      inFirstThree: rounded(share, 4),
      queries: wanted.length
    }
  })
}

run().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`)
  process.exit(1)
})
