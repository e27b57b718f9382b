import http from 'node:http'
import path from 'node:path'
import Koa from 'koa'
import { readConfig } from '../../bff/src/config'
import { readContentFolder } from '../../bff/src/domains/content/content-files'
import { readContent } from '../../bff/src/domains/content/load'
import type { ServiceDefinition } from '../../bff/src/domains/content/port'
import { openReleases } from '../../bff/src/domains/content/releases'
import type { ReadContent } from '../../bff/src/domains/content/sound-content'
import { searchEntries } from '../../bff/src/domains/services/search/search-entries'
import { systemClock } from '../../bff/src/platform/clock/clock'
import { makeLog } from '../../bff/src/platform/log/log'
import { makeMetrics } from '../../bff/src/platform/metrics/metrics'
import { openStores } from '../../bff/src/stores'
import { wire } from '../../bff/src/wiring'
import { bigCatalogue } from './search/catalogue'

const COUNT = 2000

/** The shipped content with made items up to 2,000, each a guide without a form. */
const bigContent: ReadContent = (files) => {
  const { content: shipped, problems } = readContent(files)
  const pattern = shipped.services.get('social-card')
  if (!pattern) throw new Error('the shipped content has no social-card')
  const made = bigCatalogue(COUNT, searchEntries(shipped)).flatMap((entry): [string, ServiceDefinition][] => {
    if (shipped.services.has(entry.id)) return []
    const department = { id: pattern.guide.department.id, name: entry.department }
    const guide = { ...pattern.guide, id: entry.id, name: entry.name, summary: entry.summary, department }
    const found = {
      aliases: entry.aliases,
      hot: entry.hot,
      events: [],
      open: null,
      sharings: [],
      rules: null,
      examples: []
    }
    return [[entry.id, { guide, form: null, acceptance: null, ...found }]]
  })
  return { content: { ...shipped, services: new Map([...shipped.services, ...made]) }, problems }
}

/** `product`: the whole product over 2,000 items; `bare`: one Koa route that answers the JSON of BODY. */
async function listener(): Promise<http.RequestListener> {
  if (process.argv[2] === 'bare') {
    const app = new Koa()
    const body = JSON.parse(process.env.BODY ?? '{}')
    app.use((ctx) => {
      if (ctx.method === 'GET' && ctx.path === '/api/v1/services') ctx.body = body
    })
    return app.callback()
  }
  const config = readConfig(process.env)
  const log = makeLog({ level: 'info', name: 'bff' })
  const stores = await openStores(config, path.resolve('bff', 'migrations'), log)
  const clock = systemClock()
  const seed = readContentFolder(path.resolve('bff', 'content'))
  const releases = await openReleases({ db: stores.db, clock, log, seed, read: bigContent })
  const surroundings = { log, metrics: makeMetrics({ processMetrics: true }), clock, others: [] }
  const product = await wire(config, stores, { ...surroundings, releases })
  return product.app.callback()
}

async function main(): Promise<void> {
  const server = http.createServer(await listener())
  server.keepAliveTimeout = 65_000
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    process.send?.({ listening: typeof address === 'object' && address ? address.port : 0 })
  })
  process.on('SIGTERM', () => process.exit(0))
}

void main()
