import Router from '@koa/router'
import type { COMMON_ERRORS } from '@shared/contract/errors'
import type { Incoming, Reply, Route, RouteTable } from '@shared/contract/route'
import type { Context, Middleware } from 'koa'
import type { Clock } from '../clock/clock'
import { callerOf } from './admission'
import { nameOf } from './caller'
import { compiledReply } from './compiled-reply'
import { sendError } from './front'
import { Answer } from './idempotency'
import type { RateLimiter } from './rate-limit'
import { readRaw, type UploadedBytes } from './read-body'
import { inputOf, NO_INPUT } from './read-input'
import { isRefused, type Refused, refuse } from './refused'
import { addressOf, type Call, type CallGround, RequestCall } from './request-call'
import { type FileReply, send } from './send-reply'
import { mayWrite } from './session-transport'

type ListedErrors<R extends Route> = R['errors'][number] | (typeof COMMON_ERRORS)[number]
type Body<R extends Route> = R['response'] extends 'file' ? FileReply : R['response'] extends 'text' ? string : Reply<R>

export type Input<R extends Route> = R['upload'] extends object
  ? Omit<Incoming<R>, 'body'> & { body: UploadedBytes }
  : R['rawBody'] extends true
    ? Omit<Incoming<R>, 'body'> & { body: string }
    : Incoming<R>

/** A missing handler, a wrong reply shape and an unlisted error code do not compile. */
export type Handler<R extends Route> = (
  input: Input<R>,
  call: Call<R>
) => Promise<(R['idempotent'] extends true ? Answer<Reply<R>> : Body<R>) | Refused<ListedErrors<R>>>

export type Handlers<T extends RouteTable> = { [K in keyof T]: Handler<T[K]> }

export interface MountDeps extends CallGround {
  clock: Clock
  limiter: RateLimiter
  audit(row: { requestId: string; route: string; caller: string | null; outcome: string }): Promise<void>
}

/** Ties a domain's routes to its handlers. */
export const bind = <T extends RouteTable>(domain: string, table: T, handlers: Handlers<T>): Bound => ({
  domain,
  table,
  // the mapped type above has checked each pair; the walk below needs one common type
  handlers: handlers as Record<string, unknown> as Record<string, AnyHandler>
})
export interface Bound {
  domain: string
  table: RouteTable
  handlers: Record<string, AnyHandler>
}
type AnyHandler = (input: unknown, call: Call<Route>) => Promise<unknown>

type Serve = (ctx: Context) => Promise<void>

/**
 * One middleware for all routes of the contract. Paths without parameters are found in a map; the others in a small
 * router per first path segment instead of one large one: 200 routes in a single router cost half as much again.
 */
export function mountRoutes(bounds: Bound[], deps: MountDeps): Middleware {
  const exact = new Map<string, Serve>()
  const routers = new Map<string, { router: Router; walk: Middleware }>()
  for (const { domain, table, handlers } of bounds)
    for (const [name, route] of Object.entries(table)) {
      const handler = handlers[name]
      if (!handler) throw new Error(`route ${domain}.${name} has no handler`)
      const segment = segmentOf(route.path)
      const known = routers.get(segment) ?? { router: new Router(), walk: async () => undefined }
      routers.set(segment, known)
      const serve = makeServe(`${domain}.${name}`, route, handler, deps)
      known.router.register(route.path, [route.method], [serve])
      if (route.path.includes(':')) continue
      exact.set(`${route.method} ${route.path}`, serve)
      if (route.method === 'GET') exact.set(`HEAD ${route.path}`, serve)
    }
  for (const known of routers.values()) known.walk = known.router.routes() as unknown as Middleware
  return (ctx, next) => {
    // a path without query is the whole address: most need no parsing
    const serve = exact.get(`${ctx.method} ${ctx.url}`) ?? exact.get(`${ctx.method} ${ctx.path}`)
    return serve ? serve(ctx) : (routers.get(segmentOf(ctx.path))?.walk(ctx, next) ?? next())
  }
}

const segmentOf = (path: string): string => {
  const parts = path.split('/', 4)
  return (parts[2] === 'v1' ? parts[3] : parts[2]) ?? ''
}

function makeServe(name: string, declared: Route, handler: AnyHandler, deps: MountDeps): Serve {
  const { response } = declared
  const route: Route = { ...declared, response: typeof response === 'string' ? response : compiledReply(response) }
  return async (ctx) => {
    ctx.routeName = name
    const answer = await answerTo(ctx, name, route, handler, deps)
    if (!isRefused(answer)) return send(ctx, route, answer)
    if (answer.code === 'too_many_requests') ctx.set('Retry-After', answer.fields?.retryAfter ?? '60')
    sendError(ctx, answer.code, answer.code === 'too_many_requests' ? undefined : answer.fields)
  }
}

const NO_BYTES = Buffer.alloc(0)

async function answerTo(ctx: Context, name: string, route: Route, handler: AnyHandler, deps: MountDeps) {
  const raw = route.upload || route.method === 'GET' ? NO_BYTES : await readRaw(ctx.req)
  if (isRefused(raw)) return raw
  if (!mayWrite(ctx, route.method, deps.transport)) return turnedAway(ctx, name, route, refuse('forbidden'), deps)
  const caller = await callerOf(ctx, route, raw, deps)
  if (isRefused(caller)) return turnedAway(ctx, name, route, caller, deps)
  const ip = addressOf(ctx)
  const wait = await deps.limiter.take(route.rate, nameOf(caller) ?? ip, ip)
  if (wait > 0) return refuse('too_many_requests', { retryAfter: String(wait) })
  const takesNothing = !route.params && !route.query && !route.body && !route.upload && !route.rawBody
  const input = takesNothing ? NO_INPUT : await inputOf(ctx, route, raw)
  if (isRefused(input)) return input
  const key = route.idempotent ? ctx.get('Idempotency-Key') : ''
  if (route.idempotent && !/^[A-Za-z0-9_-]{16,64}$/.test(key))
    return refuse('bad_request', { 'Idempotency-Key': '缺少防重复提交的编号，请刷新页面后再试。' })
  const call = new RequestCall(ctx, name, route, caller, key, raw, deps)
  const answer = await handler(input, call)
  if (route.audit)
    await deps.audit({
      requestId: ctx.requestId,
      route: name,
      caller: nameOf(caller),
      outcome: isRefused(answer) ? answer.code : 'done'
    })
  return answer instanceof Answer ? answer.reply : answer
}

/**
 * A call refused for who sent it: counted by address, so that nobody can try tokens or signatures at will, and audited
 * where the route is.
 */
async function turnedAway(ctx: Context, name: string, route: Route, why: Refused, deps: MountDeps) {
  const wait = await deps.limiter.take('refused', addressOf(ctx), addressOf(ctx))
  if (wait > 0) return refuse('too_many_requests', { retryAfter: String(wait) })
  if (route.audit) await deps.audit({ requestId: ctx.requestId, route: name, caller: null, outcome: why.code })
  return why
}
