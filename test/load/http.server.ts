import http from 'node:http'
import path from 'node:path'
import { identityRoutes } from '@shared/contract/identity'
import type { Route } from '@shared/contract/route'
import Koa from 'koa'
import * as z from 'zod/mini'
import { readConfig } from '../../bff/src/config'
import { presentMe } from '../../bff/src/domains/identity/present'
import { makeSessions } from '../../bff/src/domains/identity/sessions'
import { systemClock } from '../../bff/src/platform/clock/clock'
import type { SessionCaller } from '../../bff/src/platform/http/caller'
import { makeFront } from '../../bff/src/platform/http/front'
import { bind, type MountDeps, mountRoutes } from '../../bff/src/platform/http/mount'
import { makeRateLimiter } from '../../bff/src/platform/http/rate-limit'
import { makeLog, silentLog } from '../../bff/src/platform/log/log'
import { makeMetrics } from '../../bff/src/platform/metrics/metrics'
import { openStores } from '../../bff/src/stores'
import { PARTS, type Part } from './http-parts'

/**
 * `bare`: the baseline, one Koa route that answers the JSON of BODY. Every further part is the product's own piece put
 * on top of the ones before it.
 */
async function appWith(part: Part): Promise<Koa> {
  const app = new Koa()
  const has = (other: Part) => PARTS.indexOf(part) >= PARTS.indexOf(other)
  const body = JSON.parse(process.env.BODY ?? '{}')
  const route: Route = { ...identityRoutes.me, response: has('parse') ? identityRoutes.me.response : z.unknown() }
  if (has('front')) {
    const log = has('log') ? makeLog({ level: 'info', name: 'bff' }) : silentLog()
    app.use(makeFront({ log, metrics: makeMetrics({ processMetrics: true }) }))
  }
  if (!has('mount')) {
    app.use((ctx) => {
      if (ctx.method === 'GET' && ctx.path === route.path) ctx.body = body
    })
    return app
  }
  const { bySession, limiter } = await guards(has('session'), has('limit'), body)
  const mount: MountDeps = {
    log: silentLog(),
    clock: systemClock(),
    identify: { bySession, byStaff: async () => null, byDepartment: async () => null },
    limiter,
    once: async () => {
      throw new Error('nothing here is written')
    },
    audit: async () => undefined,
    transport: { publicUrl: null, secure: false, lifeMs: 1 }
  }
  const me = async (_input: unknown, call: { caller: SessionCaller }) => presentMe(call.caller, body.capacity)
  app.use(mountRoutes([bind('identity', { me: route }, { me: me as never })], mount))
  return app
}

async function guards(session: boolean, limit: boolean, me: z.output<typeof identityRoutes.me.response>) {
  const config = readConfig(process.env)
  const fixed: SessionCaller = {
    kind: 'citizen',
    citizenId: me.citizenId,
    selfIds: [me.citizenId],
    ownerId: me.citizenId,
    ownerIds: [me.citizenId],
    capacity: { kind: 'self', mandateId: null, scope: null },
    sessionId: '',
    sessionHash: '',
    checkedAt: null,
    channel: me.channel,
    level: 'session',
    signedInAt: new Date(me.signedInAt)
  }
  const stores = session ? await openStores(config, path.resolve('bff', 'migrations'), silentLog()) : null
  return {
    bySession: stores ? makeSessions(stores.db, systemClock()).bySession : async () => fixed,
    limiter: limit
      ? makeRateLimiter({ redis: stores?.redis ?? null, scale: config.RATE_SCALE })
      : { take: async () => 0 }
  }
}

async function main(): Promise<void> {
  const part = PARTS.find((known) => known === process.argv[2])
  if (!part) throw new Error(`no such part: ${process.argv[2]}`)
  const server = http.createServer((await appWith(part)).callback())
  server.keepAliveTimeout = 65_000
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    process.send?.({ listening: typeof address === 'object' && address ? address.port : 0 })
  })
  process.on('SIGTERM', () => process.exit(0))
}

void main()
