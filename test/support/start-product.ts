import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { readConfig } from '../../bff/src/config'
import { readContentFolder } from '../../bff/src/domains/content/content-files'
import { openReleases } from '../../bff/src/domains/content/releases'
import { movableClock } from '../../bff/src/platform/clock/clock'
import { makeFolderFiles } from '../../bff/src/platform/files/files'
import { serveFiles } from '../../bff/src/platform/http/web-files'
import { runTickers } from '../../bff/src/platform/jobs/ticker'
import { makeMemoryKv } from '../../bff/src/platform/kv/memory-kv'
import { openRedisKv } from '../../bff/src/platform/kv/redis-kv'
import { type Log, silentLog } from '../../bff/src/platform/log/log'
import { makeMetrics } from '../../bff/src/platform/metrics/metrics'
import { runOutbox } from '../../bff/src/platform/outbox/worker'
import type { Sealer } from '../../bff/src/platform/seal/sealer'
import type { Stores } from '../../bff/src/stores'
import { wire } from '../../bff/src/wiring'
import type { System } from '../sandbox/faults'
import { startSandbox } from '../sandbox/start-sandbox'
import { type Citizen, makeCitizen } from './citizen'
import { removeFolder } from './remove-folder'
import { freshSecrets, sandboxKeys, settingsFor } from './sandbox-secrets'
import { smsCodeOn } from './sms-inbox'
import { openTestDb, root } from './test-stores'
import { until } from './until'

/** No pauses between attempts, and no breaker that would stay open for seconds. */
const impatient = {
  retry: { again: 1, firstPauseMs: 1, longestPauseMs: 2 },
  breaker: { failures: 1000, halfOpenAfterMs: 10 }
}

interface Options {
  log?: Log
  settings?: Record<string, string>
  /** folder of the built H5, served at / */
  h5?: string
  /** true: the worker runs by itself, as in the real process */
  work?: boolean
  /** the first wraps, the others only open */
  masterKeys?: Stores['masterKeys']
  /** register of other fictitious persons than people.yaml */
  peopleFile?: string
  /** another content folder than bff/content */
  contentFolder?: string
  /** seals instead of the product's own (negative control of the canary sweep) */
  sealer?: Sealer
}

const webOf = ({ h5 }: Options) => (h5 ? [serveFiles(h5, { prefix: '/', name: 'h5' })] : [])

async function testStores(log: Log, folder: string): Promise<Stores & { close(): Promise<void> }> {
  const db = await openTestDb()
  const url = process.env.TEST_REDIS_URL
  const redisKv = url ? await openRedisKv(url, log, `t${randomBytes(4).toString('hex')}:`) : null
  const kv = redisKv ?? makeMemoryKv()
  return {
    db,
    kv,
    redis: redisKv,
    files: makeFolderFiles(path.join(folder, 'files')),
    masterKeys: [{ id: 'k1', key: randomBytes(32) }],
    indexKey: randomBytes(32),
    close: async () => {
      await kv.close()
      await db.close()
    }
  }
}

/** The whole product in this process, on a real port, with a real sandbox beside it. The worker runs when asked: `drain`. */
export async function startProduct(options: Options = {}) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zjb-'))
  const log = options.log ?? silentLog()
  const server = http.createServer((request, response) => handle(request, response))
  // as in main.ts: on a busy machine a connection that ends after 5 s ends while it is being used again
  server.keepAliveTimeout = 65_000
  let handle: http.RequestListener = (_request, response) => response.writeHead(503).end()
  const url = await new Promise<string>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`)
    })
  })
  const secrets = freshSecrets()
  const sandbox = await startSandbox({
    port: 0,
    host: '127.0.0.1',
    bffUrl: url,
    photosByThemselves: options.work ?? false,
    ...(options.peopleFile ? { peopleFile: options.peopleFile } : {}),
    ...sandboxKeys(secrets)
  })
  const sandboxUrl = sandbox.url.replace('localhost', '127.0.0.1')
  const config = readConfig({
    NODE_ENV: 'test',
    DATA_DIR: folder,
    RATE_SCALE: '1000',
    ...settingsFor(secrets, sandboxUrl, url),
    ...options.settings
  })
  const stores = await testStores(log, folder)
  if (options.masterKeys) stores.masterKeys = options.masterKeys
  const clock = movableClock()
  const metrics = makeMetrics({ processMetrics: false })
  const seed = readContentFolder(options.contentFolder ?? path.join(root, 'bff', 'content'))
  const releases = await openReleases({ db: stores.db, clock, log, seed })
  const product = await wire(config, stores, {
    log,
    metrics,
    clock,
    releases,
    others: webOf(options),
    numbers: impatient,
    ...(options.sealer ? { sealer: options.sealer } : {})
  })
  handle = product.app.callback()
  const worker = options.work ? runOutbox(product.worker, product.outbox, log) : null
  const tickers = options.work ? runTickers(log, [...product.tickers, ...product.followers]) : null

  const control = async (route: string, body: unknown): Promise<unknown> => {
    const reply = await fetch(`${sandboxUrl}${route}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body)
    })
    if (!reply.ok) throw new Error(`sandbox ${route}: ${reply.status} ${await reply.text()}`)
    return reply.json()
  }

  const drain = async (): Promise<void> => {
    await product.worker.drain()
    if ((await sandbox.tellOfPhotos()) > 0) await product.worker.drain()
  }

  return {
    url,
    sandboxUrl,
    folder,
    stores,
    clock,
    metrics,
    releases,
    product,
    sandbox,
    secrets,
    control,
    /** Works off everything due: what a moment later would have happened by itself. */
    drain,
    /** One more try of everything that waits for its next time. */
    drainLater: async (ms: number) => {
      await control('/control/clock', { moveMs: ms })
      clock.moveBy(ms)
      await drain()
    },
    fault: (system: System, fault: string, count?: number) =>
      control('/control/faults', { system, fault, ...(count ? { count } : {}) }),
    /** The digits of the last SMS code sent to this number; throws when there is none. */
    smsCode: (phone: string): Promise<string> => smsCodeOn(sandboxUrl, phone),
    /** The clerk's desk: moves a case and waits until the callback has been answered. */
    advance: async (outerId: string, to: string, more: Record<string, unknown> = {}) => {
      await control(`/ykb/desk/api/cases/${outerId}/advance`, { to, ...more })
      await sandbox.settled()
    },
    /** With `work: true`: resolves when the department has the case. */
    untilDelivered: async (caseId: string) => {
      const delivered = 'select 1 from services_cases where id = $1 and receipt_no is not null'
      await until('the case is delivered', async () => (await stores.db.query(delivered, [caseId])).length > 0)
    },
    citizen: (person: string): Citizen => makeCitizen(url, sandboxUrl, person, options.peopleFile),
    close: async () => {
      await new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      })
      await worker?.stop()
      await tickers?.stop()
      await sandbox.close()
      await stores.close()
      removeFolder(folder)
    }
  }
}
export type TestProduct = Awaited<ReturnType<typeof startProduct>>
