import type { OutgoingHttpHeaders } from 'node:http'
import Router from '@koa/router'
import type { COMMON_ERRORS } from '@shared/contract/errors'
import type { Incoming, Reply, Route, RouteTable } from '@shared/contract/route'
import type { Context, Middleware } from 'koa'
import * as z from 'zod/mini'
import type { Clock } from '../clock/clock'
import type { Tx } from '../db/db'
import type { Log } from '../log/log'
import { Defect } from '../log/safe-error'
import {
  type Caller,
  type CallerFor,
  type Identify,
  lacking,
  nameOf,
  type SessionCaller,
  type StaffCaller
} from './caller'
import { compiledReply } from './compiled-reply'
import { sendError } from './front'
import { Answer, type Answered, fingerprintOf, type Once } from './idempotency'
import type { RateLimiter } from './rate-limit'
import { parseJson, readRaw, readUpload, type UploadedBytes } from './read-body'
import { isRefused, type Refused, refuse } from './refused'
import {
  clearSessionCookie,
  giveToken,
  mayWrite,
  ownOrigin,
  type SessionTransport,
  tokenOf,
  writeCookie
} from './session-transport'

z.config(z.locales.zhCN())

type ListedErrors<R extends Route> = R['errors'][number] | (typeof COMMON_ERRORS)[number]

/** What a handler may do besides computing its reply. */
export interface Call<R extends Route> {
  requestId: string
  caller: CallerFor<R['auth']>
  log: Log
  cookies: { get(name: string): string | undefined; set(name: string, value: string, maxAgeMs: number): void }
  /** origin under which the caller reached us, e.g. https://zhijianban.example */
  origin(): string
  /**
   * Hands a new session token to the caller the way the old one came: null when a cookie carries it (HttpOnly),
   * the token itself for a bearer. Staff get the desk's own cookie.
   */
  handOver(token: string): string | null
  closeSession(): void
  /** On a public route: who is signed in all the same, for what goes on from there (a step up by way of another site). */
  signedIn(): Promise<SessionCaller | null>
  /** The same at the desk: which member of staff this browser was signed in as until now. */
  signedInAtDesk(): Promise<StaffCaller | null>
  /** address the call came from, and what the browser or phone says it is */
  from: { ip: string; userAgent: string }
  /** Runs an act once per Idempotency-Key; see idempotency.ts. */
  once<T>(act: (tx: Tx) => Promise<T>): Promise<Answered<T>>
}

interface FileReply {
  name: string
  type: string
  bytes: Buffer
}
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

export interface MountDeps {
  log: Log
  clock: Clock
  identify: Identify
  limiter: RateLimiter
  once: Once
  audit(row: { requestId: string; route: string; caller: string | null; outcome: string }): Promise<void>
  transport: SessionTransport
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

/** Koa's ctx.ip looks for the header of a proxy even when none is trusted. */
const addressOf = (ctx: Context): string => (ctx.app.proxy ? ctx.ip : (ctx.req.socket.remoteAddress ?? ''))

const NO_BYTES = Buffer.alloc(0)
const NOBODY: Caller = { kind: 'nobody' }

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

/** A promise only where something has to be asked: most sessions are known, and each promise costs every request. */
function callerOf(ctx: Context, route: Route, rawBody: Buffer, deps: MountDeps) {
  if (route.auth === 'public') return NOBODY
  if (route.auth.startsWith('department:'))
    return departmentOf(ctx, route.auth.slice('department:'.length), rawBody, deps)
  const staff = route.auth.startsWith('staff:')
  const token = tokenOf(ctx, deps.transport, staff ? 'staff' : 'citizen')
  const found = token ? (staff ? deps.identify.byStaff(token) : deps.identify.bySession(token)) : null
  return found instanceof Promise
    ? found.then((caller) => admitted(caller, route, deps.clock))
    : admitted(found, route, deps.clock)
}

function admitted(caller: SessionCaller | StaffCaller | null, route: Route, clock: Clock): Caller | Refused {
  if (!caller) return refuse('sign_in_required')
  // the usual case first: this is passed by every request
  if (route.auth === 'session' && !route.fresh) return caller
  const lack = lacking(caller, route, clock.now())
  if (lack === null) return caller
  return typeof lack === 'string' ? refuse(lack) : refuse('level_required', lack)
}

async function departmentOf(
  ctx: Context,
  department: string,
  rawBody: Buffer,
  deps: MountDeps
): Promise<Caller | Refused> {
  const headers = Object.fromEntries(Object.keys(ctx.headers).map((header) => [header, ctx.get(header)]))
  const signer = await deps.identify.byDepartment(department, { method: ctx.method, path: ctx.url, headers, rawBody })
  return signer === null ? refuse('forbidden') : { kind: 'department', department: signer }
}

const NO_INPUT = { params: undefined, query: undefined, body: undefined }

/** U+0000 cannot be kept in a text column of PostgreSQL, and nobody types it. */
const holdsNul = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.includes('\u0000')
    : typeof value === 'object' && value !== null && Object.entries(value).flat().some(holdsNul)

async function inputOf(ctx: Context, route: Route, raw: Buffer) {
  const fields: Record<string, string> = {}
  const mayHoldNul = ctx.url.includes('%00') || raw.includes('\\u0000')
  const parse = (part: 'params' | 'query' | 'body', given: () => unknown) => {
    const schema = route[part]
    if (!schema) return undefined
    const parsed = z.safeParse(schema, given())
    if (parsed.success && mayHoldNul && holdsNul(parsed.data)) fields[part] = '内容里有无法保存的字符，请删除后再试。'
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues) fields[[part, ...issue.path].join('.')] = issue.message
    return undefined
  }
  const json = route.rawBody
    ? { value: raw.toString('utf8') }
    : route.body
      ? parseJson(raw, ctx.get('Content-Type'))
      : { value: undefined }
  if (isRefused(json)) return json
  const params = parse('params', () => ctx.params)
  const query = parse('query', () => ctx.query)
  const body = parse('body', () => json.value)
  // an id of the wrong shape belongs to nobody
  if (Object.keys(fields).some((field) => field.startsWith('params.'))) return refuse('not_found')
  if (Object.keys(fields).length > 0) return refuse('bad_request', fields)
  if (route.rawBody) return { params, query, body: json.value }
  if (!route.upload) return { params, query, body }
  const upload = await readUpload(ctx.req, route.upload)
  return isRefused(upload) ? upload : { params, query, body: upload }
}

/**
 * What a handler may do, made for every request: one small object, and each act only when it is taken out of it. As an
 * object of ten closures it cost more than everything else the chain does.
 */
class RequestCall implements Call<Route> {
  constructor(
    private readonly ctx: Context,
    private readonly name: string,
    private readonly route: Route,
    private readonly who: Caller,
    private readonly key: string,
    private readonly raw: Buffer,
    private readonly deps: MountDeps
  ) {}
  get requestId(): string {
    return this.ctx.requestId
  }
  get caller() {
    // makeServe has matched the caller to the route's level
    return this.who as CallerFor<Route['auth']>
  }
  get log() {
    return this.deps.log
  }
  get origin() {
    return () => ownOrigin(this.ctx, this.deps.transport)
  }
  get cookies(): Call<Route>['cookies'] {
    const { ctx, deps } = this
    return {
      get: (cookie) => ctx.cookies.get(cookie),
      set: (name, value, maxAgeMs) => writeCookie(ctx, deps.transport, { name, value, maxAgeMs })
    }
  }
  get handOver() {
    return (token: string) => giveToken(this.ctx, this.deps.transport, sideOf(this.route), token)
  }
  get closeSession() {
    return () => clearSessionCookie(this.ctx, this.deps.transport, sideOf(this.route))
  }
  get signedIn() {
    return async () => {
      const token = tokenOf(this.ctx, this.deps.transport)
      return token ? this.deps.identify.bySession(token) : null
    }
  }
  get signedInAtDesk() {
    return async () => {
      const token = tokenOf(this.ctx, this.deps.transport, 'staff')
      return token ? this.deps.identify.byStaff(token) : null
    }
  }
  get from() {
    return { ip: addressOf(this.ctx), userAgent: this.ctx.get('User-Agent').slice(0, 400) }
  }
  get once() {
    const { ctx, name, who, key, raw, deps } = this
    const scope = onceScope(who) ?? addressOf(ctx)
    return <T>(act: (tx: Tx) => Promise<T>) =>
      deps.once({ scope, key, fingerprint: fingerprintOf(name, ctx.path, raw) }, act)
  }
}

/** Signing in to the desk is public, yet the token is for the desk's own cookie. */
const sideOf = ({ path }: Route) => (path.startsWith('/api/v1/desk/') ? 'staff' : 'citizen')

/** A first answer belongs to the capacity it was given in: whoever was dismissed as an agent does not get it again. */
const onceScope = (caller: Caller): string | null =>
  caller.kind === 'citizen' && caller.capacity.mandateId
    ? `${caller.citizenId}:${caller.capacity.mandateId}`
    : nameOf(caller)

const isFile = (reply: unknown): reply is FileReply =>
  typeof reply === 'object' && reply !== null && 'bytes' in reply && 'type' in reply && 'name' in reply

function send(ctx: Context, route: Route, reply: unknown): void {
  if (route.response === 'file') {
    ctx.status = 200
    if (!isFile(reply)) throw new Defect('a file route answered no file')
    ctx.set('Content-Disposition', `inline; filename*=UTF-8''${encodeURIComponent(reply.name)}`)
    ctx.set('Cache-Control', 'private, no-store')
    ctx.set('X-Content-Type-Options', 'nosniff')
    ctx.type = reply.type
    ctx.body = reply.bytes
    return
  }
  if (route.response === 'text') {
    ctx.status = 200
    ctx.type = 'text/plain'
    ctx.body = typeof reply === 'string' ? reply : ''
    return
  }
  const parsed = z.safeParse(route.response, reply)
  if (!parsed.success)
    throw new Defect(
      `reply of ${ctx.routeName} breaks its contract at ${parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')}`
    )
  // signing in is public, and its reply is one person's
  sendJson(ctx, JSON.stringify(parsed.data), route.auth !== 'public' || route.method !== 'GET')
}

/** Headers and body at once and past Koa, whose own way (a header at a time, after all middleware) takes twice as long. */
function sendJson(ctx: Context, text: string, isPrivate: boolean): void {
  const headers: OutgoingHttpHeaders = {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    'X-Request-Id': ctx.requestId
  }
  if (isPrivate) headers['Cache-Control'] = 'private, no-store'
  ctx.respond = false
  ctx.res.writeHead(200, headers)
  ctx.res.end(text)
}
