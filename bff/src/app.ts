import { ALL_ROUTES } from '@shared/contract/all'
import { NAMED_SCHEMAS } from '@shared/contract/named'
import Koa, { type Middleware } from 'koa'
import { makeFront, sendError } from './platform/http/front'
import { type Bound, type MountDeps, mountRoutes } from './platform/http/mount'
import { makeOpenApi } from './platform/http/openapi'
import type { Log } from './platform/log/log'
import type { Metrics } from './platform/metrics/metrics'

export interface AppDeps {
  log: Log
  metrics: Metrics
  mount: MountDeps
  bounds: Bound[]
  trustProxy: boolean
  metricsToken: string | null
  /** H5, API page, routes of a development start: in order, after the API */
  others: Middleware[]
}

/** Builds the app; the port is opened in main.ts only, tests inject requests into `app.callback()`. */
export function createApp(deps: AppDeps): Koa {
  // one proxy of ours: only the address it added itself is true, what stands before it was written by the caller
  const app = new Koa({ proxy: deps.trustProxy, maxIpsCount: 1 })
  app.silent = true
  app.use(makeFront({ log: deps.log, metrics: deps.metrics }))
  app.use(mountRoutes(deps.bounds, deps.mount))
  app.use(serveOpenApi())
  app.use(serveMetrics(deps.metrics, deps.metricsToken))
  for (const other of deps.others) app.use(other)
  app.use((ctx) => sendError(ctx, 'not_found'))
  return app
}

function serveOpenApi(): Middleware {
  // written when somebody asks for it: it takes as long as the rest of the start
  let document: string | undefined
  return (ctx, next) => {
    if (ctx.path !== '/api/openapi.json' || ctx.method !== 'GET') return next()
    ctx.routeName = 'openapi'
    ctx.type = 'json'
    document ??= JSON.stringify(makeOpenApi(ALL_ROUTES, NAMED_SCHEMAS))
    ctx.body = document
  }
}

const isLocal = (address: string | undefined) => /^(::ffff:)?127\.|^::1$/.test(address ?? '')

/** For Prometheus: with the token when one is set, otherwise from this machine only. */
function serveMetrics(metrics: Metrics, token: string | null): Middleware {
  return async (ctx, next) => {
    if (ctx.path !== '/metrics') return next()
    ctx.routeName = 'metrics'
    const allowed = token ? ctx.get('Authorization') === `Bearer ${token}` : isLocal(ctx.ip)
    if (!allowed) return sendError(ctx, 'not_found')
    ctx.type = metrics.registry.contentType
    ctx.body = await metrics.registry.metrics()
  }
}
