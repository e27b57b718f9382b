import { randomBytes } from 'node:crypto'
import { ERRORS, type ErrorCode } from '@shared/contract/errors'
import type { Context, Middleware } from 'koa'
import type { Log } from '../log/log'
import { safeError } from '../log/safe-error'
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
  '53300',
  // two transactions in each other's way: PostgreSQL has undone one of them
  '40P01',
  '40001'
])

export function codeOf(error: unknown): ErrorCode {
  if (!(error instanceof Error)) return 'internal'
  if (error.name === 'DepartmentUnavailable') return 'department_unavailable'
  const code = 'code' in error ? String(error.code) : ''
  if (STORE_AWAY.has(code)) return 'unavailable'
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
export function makeFront({ log, metrics }: { log: Log; metrics: Metrics }): Middleware {
  const nextId = makeRequestIds()
  const account = makeAccount(log, metrics)
  // every request passes here: plain header access of Node, Koa's own costs three times as much
  return async (ctx, next) => {
    const started = performance.now()
    const given = ctx.req.headers['x-request-id']
    const requestId = typeof given === 'string' && REQUEST_ID.test(given) ? given : nextId()
    ctx.requestId = requestId
    try {
      await next()
    } catch (error) {
      maskFailure(ctx, error, log)
    }
    if (!ctx.res.headersSent) ctx.res.setHeader('X-Request-Id', requestId)
    const route = ctx.routeName ?? 'other'
    const ms = performance.now() - started
    const line: RequestLine = { event: 'request', requestId, route, status: ctx.res.statusCode, ms }
    if (ctx.errorCode) line.code = ctx.errorCode
    account(line)
  }
}

interface RequestLine {
  event: 'request'
  requestId: string
  route: string
  status: number
  ms: number
  code?: ErrorCode
}

/** Writes the requests of one turn of the event loop together, after their replies: half the cost of one at a time. */
function makeAccount(log: Log, metrics: Metrics): (line: RequestLine) => void {
  let waiting: RequestLine[] = []
  const write = () => {
    const lines = waiting
    waiting = []
    for (const line of lines) {
      metrics.requests.observe({ route: line.route, status: line.status }, line.ms / 1000)
      line.ms = Math.round(line.ms * 10) / 10
      log.info(line)
    }
  }
  return (line) => {
    if (waiting.length === 0) setImmediate(write)
    waiting.push(line)
  }
}

function maskFailure(ctx: Context, error: unknown, log: Log): void {
  const code = codeOf(error)
  const known = code !== 'internal' && error instanceof Error ? { message: error.message } : {}
  log[code === 'internal' ? 'error' : 'warn']({
    event: 'failure',
    requestId: ctx.requestId,
    route: ctx.routeName,
    code,
    err: { ...safeError(error), ...known }
  })
  sendError(ctx, code)
}
