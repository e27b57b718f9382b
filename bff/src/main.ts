import { mkdirSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { deskUrl, makeCommands } from './commands'
import { type Config, ConfigProblems, readConfig } from './config'
import { readContentFolder } from './domains/content/content-files'
import { openReleases } from './domains/content/releases'
import { trialInvitations } from './domains/staff/invite-by-command'
import { type Clock, movableClock, systemClock } from './platform/clock/clock'
import { makeDevClock } from './platform/clock/dev-clock'
import { openControlSocket } from './platform/data-folder/control-socket'
import { lockFolder } from './platform/data-folder/lock'
import { helperThreadsStepBack } from './platform/helper-threads'
import { serveFiles } from './platform/http/web-files'
import { runRecurring } from './platform/jobs/recurring'
import { runTickers } from './platform/jobs/ticker'
import { type Log, makeLog } from './platform/log/log'
import { makeMetrics } from './platform/metrics/metrics'
import { runOutbox } from './platform/outbox/worker'
import { rootFolder } from './platform/root-folder'
import { openStores } from './stores'
import { PLATFORM_OFFICE, wire } from './wiring'

/** Requests in flight get this long when the process is asked to stop. */
const STOP_MS = 10_000

async function clockFor(config: Config): Promise<{ clock: Clock; dev: ReturnType<typeof makeDevClock> | null }> {
  if (config.production || !config.SANDBOX_URL) return { clock: systemClock(), dev: null }
  const clock = movableClock()
  const dev = makeDevClock(clock, config.SANDBOX_URL)
  await dev.catchUp()
  return { clock, dev }
}

const webFolders = (root: string) => {
  const h5 = path.join(root, 'miniapp', 'dist', 'h5')
  return [
    serveFiles(path.dirname(require.resolve('swagger-ui-dist/package.json')), {
      prefix: '/api/docs/ui/',
      name: 'api-page'
    }),
    serveFiles(path.join(root, 'bff', 'web', 'api-page'), { prefix: '/api/docs/', name: 'api-page' }),
    serveFiles(h5, { prefix: '/', name: 'h5' })
  ]
}

const listen = (server: http.Server, port: number, host: string) =>
  new Promise<number>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })

async function start(): Promise<void> {
  helperThreadsStepBack()
  const config = readConfig(process.env)
  const log = makeLog({ level: config.LOG_LEVEL, name: 'bff' })
  mkdirSync(config.DATA_DIR, { recursive: true, mode: 0o700 })
  const root = rootFolder(__dirname)
  // with a real database server any number of processes may share the folder (uploaded files)
  const lock = config.DATABASE_URL ? null : lockFolder(config.DATA_DIR)
  const stores = await openStores(config, path.join(root, 'bff', 'migrations'), log)
  const { clock, dev } = await clockFor(config)
  const seed = readContentFolder(path.join(root, 'bff', 'content'))
  const releases = await openReleases({ db: stores.db, clock, log, seed })
  const metrics = makeMetrics({ processMetrics: true })
  const others = [...(dev ? [dev.middleware] : []), ...webFolders(root)]
  const product = await wire(config, stores, { log, metrics, clock, releases, others })
  const stopWork = await startWork(config, product, stores, clock, log)
  const server = http.createServer(product.app.callback())
  server.keepAliveTimeout = 65_000
  const port = await listen(server, config.PORT, config.HOST)
  const about = { running: true, pid: process.pid, port, commit: config.GIT_COMMIT }
  const commands = makeCommands({
    db: stores.db,
    clock,
    sealer: product.sealer,
    dataDir: config.DATA_DIR,
    content: releases,
    about
  })
  const control = await openControlSocket(config.DATA_DIR, commands)
  log.info({ event: 'listening', port, store: stores.db.kind, kv: stores.kv.kind })
  // on a trial with the sandbox nobody could open the desk otherwise; never in production
  const ground = { db: stores.db, clock, url: deskUrl(about) }
  const invitations = dev && process.send ? await trialInvitations(ground, PLATFORM_OFFICE) : []
  process.send?.({ listening: port, invitations })

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    const late = setTimeout(() => server.closeAllConnections(), STOP_MS)
    await new Promise((resolve) => {
      server.close(resolve)
      server.closeIdleConnections()
    })
    clearTimeout(late)
    control.close()
    await stopWork()
    await stores.close()
    lock?.release()
    log.info({ event: 'stopped' })
    log.flush(() => process.exit(0))
  }
  process.on('SIGTERM', () => void stop())
  // started by npm start, Ctrl-C reaches both: that one stops us in order; when it is killed, we end too
  process.on('SIGINT', () => (process.send ? undefined : void stop()))
  process.on('disconnect', () => void stop())
}

async function startWork(
  config: Config,
  product: Awaited<ReturnType<typeof wire>>,
  stores: Awaited<ReturnType<typeof openStores>>,
  clock: Clock,
  log: Log
): Promise<() => Promise<void>> {
  // what is published is served by every process, whether it works off the outbox or not
  const followers = runTickers(log, product.followers)
  if (config.WORKER === 'off') return followers.stop
  if (stores.db.kind === 'pglite') await product.worker.freeLeases()
  const outbox = runOutbox(product.worker, product.outbox, log)
  const recurring = runRecurring(stores.db, clock, log, product.jobs)
  const tickers = runTickers(log, product.tickers)
  return async () => {
    await Promise.all([followers.stop(), outbox.stop(), recurring.stop(), tickers.stop()])
  }
}

/** One line a person can act on; a defect of ours keeps its stack. */
const explain = (error: unknown): string => {
  if (error instanceof ConfigProblems) return error.message
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? error.code : ''
  if (code === 'EADDRINUSE') return `port ${process.env.PORT ?? 3000} is in use; stop what listens there or set PORT`
  if (code === 'EACCES') return `port ${process.env.PORT ?? 3000} may not be opened by this user; set PORT`
  if (code === 'ECONNREFUSED') return `cannot reach a store: ${error.message}`
  return error.name === 'Error' || error.name === 'FolderInUse' ? error.message : (error.stack ?? error.message)
}

start().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`)
  process.exit(1)
})
