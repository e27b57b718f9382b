import type { Outgoing, Reply, Route } from '@shared/contract/route'
import Taro from '@tarojs/taro'
import * as z from 'zod/mini'
import { asCallError, CallError, malformedError, offlineError, replyError } from './call-error'
import { freshKey } from './fresh-key'

const TIMEOUT_MS = 15_000
/** Long enough for a phone to change from WiFi to mobile data. */
const RETRY_AFTER_MS = 400

export interface CallOptions {
  /** Sent as Idempotency-Key; keep the same key while the person repeats the same act. */
  idempotencyKey?: string
  /** false: a 401 is only reported and nobody is asked to sign in. */
  signInAgain?: boolean
  /**
   * Owner name (session/owner) of what is written. Whoever is signed in when the call goes out, or goes out again after a
   * sign-in, must be that one: otherwise nothing is sent and it rejects with `forbidden`.
   */
  onlyFor?: string
}

interface Credentials {
  /** the bearer token (weapp); undefined where a cookie does it (H5) or nobody is signed in */
  bearer: () => string | undefined
  /** the session has ended: signs in again; true = repeat the call; rejects with the CallError that says why not */
  renew: () => Promise<boolean>
  /** the owner name of whoever is signed in; null while nobody is */
  owner: () => string | null
}

let credentials: Credentials = { bearer: () => undefined, renew: async () => false, owner: () => null }

/** Tells the calls who is signed in; `session` does this once at launch. */
export const setCredentials = (given: Credentials): void => {
  credentials = given
}

/** Headers every request carries, whatever transports it. */
export function callHeaders(): Record<string, string> {
  const token = credentials.bearer()
  return { 'X-Request-Id': freshKey(), ...(token ? { Authorization: `Bearer ${token}` } : {}) }
}

export const renewSession = (): Promise<boolean> => credentials.renew()

const otherOwner = () =>
  new CallError({ code: 'forbidden', status: 0, message: '当前身份已经变了，这里写的没有存到别的身份下。' })

/** Full address of a route with its parameters filled in; undefined query values are left out. */
export function addressOf(route: Pick<Route, 'path'>, given: { params?: unknown; query?: unknown }): string {
  const params: Record<string, unknown> = { ...Object(given.params) }
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const query = Object.entries({ ...Object(given.query) })
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
  return `${API_BASE}${path}${query.length > 0 ? `?${query.join('&')}` : ''}`
}

/** A reply as a transport brings it, not looked at yet. */
export type Raw = { statusCode: number; data: unknown; header?: Record<string, unknown> }

function headerOf(reply: Pick<Raw, 'header'>, name: string): string | undefined {
  const found = Object.entries(reply.header ?? {}).find(([key]) => key.toLowerCase() === name)
  return typeof found?.[1] === 'string' ? found[1] : undefined
}

const isTimeout = (caught: unknown): boolean =>
  /timeout|timed out|abort/i.test(String(Object(caught).errMsg ?? Object(caught).message ?? ''))

async function send(
  route: Route,
  address: string,
  body: unknown,
  options: CallOptions,
  triesLeft: number
): Promise<Raw> {
  const started = Date.now()
  try {
    return await Taro.request<unknown>({
      url: address,
      method: route.method,
      // wx.request would send undefined as text
      ...(body === undefined ? {} : { data: body }),
      header: {
        ...callHeaders(),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(options.idempotencyKey ? { 'Idempotency-Key': options.idempotencyKey } : {})
      },
      timeout: TIMEOUT_MS
    })
  } catch (caught) {
    const tooSlow = isTimeout(caught) || Date.now() - started >= TIMEOUT_MS
    if (triesLeft === 0 || tooSlow) throw offlineError(tooSlow)
    await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS))
    return send(route, address, body, options, triesLeft - 1)
  }
}

/**
 * The reply of a route, checked against its contract, which also drops what the contract does not name.
 * Throws the CallError an error reply or a malformed one means: no page ever draws what it was not promised.
 */
export function readReply<const R extends Route>(route: R, raw: Raw): Reply<R> {
  const requestId = headerOf(raw, 'x-request-id')
  if (raw.statusCode < 200 || raw.statusCode >= 300) throw replyError(raw.statusCode, raw.data, requestId)
  const read =
    route.response === 'file' || route.response === 'text' ? undefined : z.safeParse(route.response, raw.data)
  if (read?.success) return read.data as Reply<R>
  if (process.env.NODE_ENV === 'development') console.error(route.method, route.path, read?.error)
  throw malformedError(raw.statusCode, requestId)
}

/**
 * Calls a route of the contract. Reads (GET, PUT) are repeated once when the network drops.
 * Rejects with CallError only; an ended session is renewed once and the call repeated.
 */
export async function call<const R extends Route>(
  route: R,
  outgoing: Outgoing<R>,
  options: CallOptions = {}
): Promise<Reply<R>> {
  const owner = credentials.owner()
  if (options.onlyFor !== undefined && owner !== null && owner !== options.onlyFor) throw otherOwner()
  const address = addressOf(route, outgoing)
  const tries = route.method === 'GET' || route.method === 'PUT' ? 1 : 0
  const sentAs = credentials.bearer()
  const raw = await send(route, address, outgoing.body, options, tries)
  try {
    return readReply(route, raw)
  } catch (caught) {
    const signInAgain = asCallError(caught).code === 'sign_in_required' && options.signInAgain !== false
    // A step-up may have changed the session while this call was on its way.
    const changed = credentials.bearer() !== undefined && credentials.bearer() !== sentAs
    if (signInAgain && (changed || (await credentials.renew())))
      return call(route, outgoing, { ...options, signInAgain: false })
    throw caught
  }
}

/**
 * The text of a file route (an export). Rejects with CallError like call; the body of a refusal is read too, so that
 * a missing level is known for what it is.
 */
export async function fetchText(route: Route, signInAgain = true): Promise<string> {
  const reply = await Taro.request<unknown>({
    url: addressOf(route, {}),
    method: route.method,
    header: callHeaders(),
    dataType: 'text',
    responseType: 'text',
    timeout: TIMEOUT_MS
  }).catch((caught: unknown) => {
    throw offlineError(isTimeout(caught))
  })
  if (reply.statusCode >= 200 && reply.statusCode < 300) return String(reply.data)
  const refused = replyError(reply.statusCode, parsedText(reply.data), headerOf(reply, 'x-request-id'))
  if (refused.code === 'sign_in_required' && signInAgain && (await credentials.renew())) return fetchText(route, false)
  throw refused
}

function parsedText(data: unknown): unknown {
  if (typeof data !== 'string') return data
  try {
    const value: unknown = JSON.parse(data)
    return value
  } catch {
    return undefined
  }
}
