import { systemRoutes } from '@shared/contract/system'
import type { Middleware } from 'koa'
import { createApp } from './app'
import type { Config } from './config'
import { makeRsjConnector } from './departments/rsj/client'
import { makeWechatConnector } from './departments/wechat/client'
import { makeYkbConnector } from './departments/ykb/client'
import type { Content } from './domains/content/port'
import { bindIdentity } from './domains/identity/routes'
import { makeCitizenSeals } from './domains/identity/seals'
import { makeIdentity } from './domains/identity/service'
import { makeSessions, SESSION_LIFE_MS } from './domains/identity/sessions'
import { bindMessages } from './domains/messages/routes'
import { makeInbox, makeNotify } from './domains/messages/service'
import { makeCases } from './domains/services/cases'
import { makeCatalogue } from './domains/services/catalogue'
import { makeDrafts } from './domains/services/drafts'
import { makeCitizenFiles } from './domains/services/files'
import { makeHandOver } from './domains/services/hand-over'
import { makeRecordStep } from './domains/services/record-step'
import { bindDepartments, bindServices } from './domains/services/routes'
import { makeSubmit } from './domains/services/submit'
import { parseCalendars } from './platform/clock/calendar'
import type { Clock } from './platform/clock/clock'
import type { Db } from './platform/db/db'
import type { DepartmentNumbers } from './platform/department-client/numbers'
import { makeCallAudit } from './platform/department-client/store'
import type { Files } from './platform/files/files'
import { makeAudit } from './platform/http/audit'
import { makeOnce } from './platform/http/idempotency'
import { bind } from './platform/http/mount'
import { makeRateLimiter } from './platform/http/rate-limit'
import { makeStoreCheck } from './platform/http/readiness'
import { makeUpkeep } from './platform/jobs/upkeep'
import type { Kv } from './platform/kv/kv'
import type { RedisClient } from './platform/kv/redis-kv'
import type { Log } from './platform/log/log'
import type { Metrics } from './platform/metrics/metrics'
import { makeOutbox } from './platform/outbox/outbox'
import { makeOutboxWorker } from './platform/outbox/worker'
import { makeSealer } from './platform/seal/sealer'
import { openSystemKey } from './platform/seal/system-key'

export interface Stores {
  db: Db
  kv: Kv
  redis: RedisClient | null
  files: Files
  sealKey: Buffer
  indexKey: Buffer
}

export interface Surroundings {
  log: Log
  metrics: Metrics
  clock: Clock
  content: Content
  /** H5, API page, routes of a development start */
  others: Middleware[]
  /** other patience with departments than departmentNumbers (tests that cannot wait for a breaker to close) */
  numbers?: Partial<DepartmentNumbers>
}

/** Puts the product together for one deployment: which provider stands behind each port. Nothing else knows. */
export async function wire(
  config: Config,
  stores: Stores,
  { log, metrics, clock, content, others, numbers }: Surroundings
) {
  const { db, kv, files } = stores
  const sealer = makeSealer({
    masterKeys: [{ id: config.SEAL_KEY_ID, key: stores.sealKey }],
    indexKey: stores.indexKey,
    algorithm: config.SEAL_ALGORITHM
  })
  const seals = makeCitizenSeals(sealer)
  const systemKey = await openSystemKey(db, sealer, 'idempotency')
  const sessions = makeSessions(db, clock)
  const outbox = makeOutbox(clock)
  const departmentDeps = { log, metrics, clock, kv, audit: makeCallAudit(db, log), numbers }
  const wechat = makeWechatConnector(config.wechat, departmentDeps)
  const ykb = makeYkbConnector(config.ykb, departmentDeps)
  const rsj = makeRsjConnector(config.rsj, departmentDeps)

  const calendar = parseCalendars(content.calendars)
  const catalogue = makeCatalogue(content)
  const notify = makeNotify(clock)
  const recordStep = makeRecordStep({ db, clock, seals, calendar, outbox, notify })
  const citizenFiles = makeCitizenFiles({ db, clock, seals, files })
  const identity = makeIdentity({ db, kv, clock, sealer, seals, sessions, wechat })
  const topics = makeHandOver({ db, clock, seals, files, platform: ykb, register: rsj, recordStep, notify })
  const worker = makeOutboxWorker({ db, clock, log, metrics, topics })
  const jobs = [citizenFiles.cleanUp, sessions.cleanUp, ...makeUpkeep(db, clock, metrics)]

  const checks = [
    makeStoreCheck(db.kind, () => db.query('select 1')),
    makeStoreCheck(kv.kind === 'redis' ? 'redis' : 'memory', () => kv.ping()),
    makeStoreCheck('files', () => files.ping())
  ]
  const started = Date.now()
  const system = bind('system', systemRoutes, {
    health: async () => ({
      alive: true as const,
      commit: config.GIT_COMMIT,
      uptimeSeconds: Math.round((Date.now() - started) / 1000)
    }),
    ready: async () => {
      const found = await Promise.all(checks.map((check) => check()))
      const departments = [wechat.health(), ykb.health(), rsj.health()]
      return { ready: found.every((check) => check.state === 'up'), stores: found, departments }
    }
  })

  const app = createApp({
    log,
    metrics,
    others,
    trustProxy: config.TRUST_PROXY === 'true',
    metricsToken: config.METRICS_TOKEN ?? null,
    bounds: [
      system,
      bindIdentity(identity),
      bindServices({
        catalogue,
        drafts: makeDrafts({ db, clock, seals, catalogue, files }),
        files: citizenFiles,
        submit: makeSubmit({ clock, seals, catalogue, calendar, outbox, notify }),
        cases: makeCases({ db, seals })
      }),
      bindMessages(makeInbox({ db, clock })),
      bindDepartments(recordStep, ykb.toCaseStep)
    ],
    mount: {
      log,
      clock,
      identify: {
        bySession: sessions.bySession,
        byStaff: async () => null,
        byDepartment: async (department, request) => {
          const check = department === 'ykb' ? await ykb.verifyCallback(request) : { ok: false, reason: 'unknown' }
          if (!check.ok)
            log.warn({ event: 'callback-refused', department, reason: 'reason' in check ? check.reason : '' })
          return check.ok ? department : null
        }
      },
      limiter: makeRateLimiter({ redis: stores.redis, scale: config.RATE_SCALE }),
      once: makeOnce(db, clock, systemKey),
      audit: makeAudit(db, clock),
      transport: {
        publicUrl: config.PUBLIC_URL ? new URL(config.PUBLIC_URL).origin : null,
        secure: config.PUBLIC_URL?.startsWith('https://') ?? false,
        lifeMs: SESSION_LIFE_MS
      }
    }
  })
  return { app, outbox, worker, jobs }
}
