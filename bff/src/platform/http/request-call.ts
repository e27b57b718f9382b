import type { Route } from '@shared/contract/route'
import type { Context } from 'koa'
import type { Tx } from '../db/db'
import type { Log } from '../log/log'
import { type Caller, type CallerFor, type Identify, nameOf, type SessionCaller, type StaffCaller } from './caller'
import { type Answered, fingerprintOf, type Once } from './idempotency'
import {
  clearSessionCookie,
  giveToken,
  ownOrigin,
  type SessionTransport,
  tokenOf,
  writeCookie
} from './session-transport'

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

/** What the acts of a call are made of. */
export interface CallGround {
  log: Log
  identify: Identify
  once: Once
  transport: SessionTransport
}

/** Koa's ctx.ip looks for the header of a proxy even when none is trusted. */
export const addressOf = (ctx: Context): string => (ctx.app.proxy ? ctx.ip : (ctx.req.socket.remoteAddress ?? ''))

/**
 * What a handler may do, made for every request: one small object, and each act only when it is taken out of it. As an
 * object of ten closures it cost more than everything else the chain does.
 */
export class RequestCall implements Call<Route> {
  constructor(
    private readonly ctx: Context,
    private readonly name: string,
    private readonly route: Route,
    private readonly who: Caller,
    private readonly key: string,
    private readonly raw: Buffer,
    private readonly deps: CallGround
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
