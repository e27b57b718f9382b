import { randomBytes } from 'node:crypto'
import { ERRORS, type ErrorCode } from '@shared/contract/errors'
import type { Context, Middleware } from 'koa'
import type { Log } from '../log/log'
import type { Metrics } from '../metrics/metrics'
import { errorBody } from './refused'

declare module 'koa' {
  interface DefaultContext {
    requestId: string
    /** name of the route in the contract, once known; label of log line and metric */
    routeName?: string
    errorCode?: ErrorCode
  }
}

const REQUEST_ID = /^[A-Za-z0-9_-]{8,64}$/

/** Ids need to be unique among recent requests, not unguessable: a random start and a counter are enough and cheap. */
const makeRequestIds = () => {
  const start = randomBytes(6).toString('base64url')
  let count = 0
  return () => `${start}-${(count++).toString(36)}`
}

/** Store and network failures are worth another try; everything unknown is our defect. */
const STORE_AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08001',
  '53300'
])

export function codeOf(error: unknown): ErrorCode {
  if (!(error instanceof Error)) return 'internal'
  if (error.name === 'DepartmentUnavailable') return 'department_unavailable'
  const code = 'code' in error ? String(error.code) : ''
  const redisAway = /^(ClientOffline|ClientClosed|CommandTimeout|SocketClosed|SocketTimeout|Timeout)Error$/
  if (STORE_AWAY.has(code) || redisAway.test(error.name) || redisAway.test(error.constructor.name)) return 'unavailable'
  return /timeout exceeded when trying to connect|Connection terminated/.test(error.message)
    ? 'unavailable'
    : 'internal'
}

export const sendError = (ctx: Context, code: ErrorCode, fields?: Record<string, string>): void => {
  ctx.errorCode = code
  ctx.status = ERRORS[code].status
  ctx.body = errorBody(code, ctx.requestId, fields)
}

/**
 * The outermost layer: request id (also on the citizen's error screen), one log line and one metric per request,
 * unknown errors masked. Lines carry ids and codes, never bodies, queries or names.
 */
export function makeFront(deps: { log: Log; metrics: Metrics }): Middleware {
  const nextId = makeRequestIds()
  return async (ctx, next) => {
    const started = process.hrtime.bigint()
    const given = ctx.get('X-Request-Id')
    ctx.requestId = REQUEST_ID.test(given) ? given : nextId()
    ctx.set('X-Request-Id', ctx.requestId)
    try {
      await next()
    } catch (error) {
      const code = codeOf(error)
      const err =
        error instanceof Error
          ? { name: error.name, message: code === 'internal' ? undefined : error.message, stack: error.stack }
          : {}
      deps.log[code === 'internal' ? 'error' : 'warn']({
        event: 'failure',
        requestId: ctx.requestId,
        route: ctx.routeName,
        code,
        err
      })
      sendError(ctx, code)
    }
    const seconds = Number(process.hrtime.bigint() - started) / 1e9
    const route = ctx.routeName ?? 'other'
    deps.metrics.requests.observe({ route, status: ctx.status }, seconds)
    deps.log.info({
      event: 'request',
      requestId: ctx.requestId,
      route,
      status: ctx.status,
      ms: Math.round(seconds * 1e4) / 10,
      ...(ctx.errorCode ? { code: ctx.errorCode } : {})
    })
  }
}
