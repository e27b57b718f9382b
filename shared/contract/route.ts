import type * as z from 'zod/mini'
import type { ErrorCode } from './errors'

/**
 * Who may call a route, lowest first: session → phone → real-name → face (a face check in this session).
 * `enterprise` = real-name and acting for an enterprise now. `staff:<role>` = a member of staff with that role,
 * `staff:any` = whatever role. `department:<id>` is a signed callback of an outside system.
 */
export type AuthLevel =
  | 'public'
  | 'session'
  | 'phone'
  | 'real-name'
  | 'face'
  | 'enterprise'
  | `staff:${string}`
  | `department:${string}`

/** The row of the limit table (bff platform/http/rate-limit) that counts calls of this route. */
export type RateClass = 'read' | 'write' | 'sign-in' | 'upload' | 'callback'

/**
 * Whose a thing named by an id must be; anybody else gets 404.
 * owner = whom the caller acts for now (themselves, an enterprise, a relative); self = the signed-in person;
 * content = published content, the same for all; invited = whoever holds the code; staff = the staff rules of the route;
 * department = the calling outside system.
 */
export type OwnerRule = 'owner' | 'self' | 'content' | 'invited' | 'staff' | 'department'

export type Schema = z.ZodMiniType

/** A route is data: server handlers, the mini-program's call, openapi.json and the access tests all come from it. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: `/${string}`
  auth: AuthLevel
  /** true: the person must have proved themselves again within the last five minutes. */
  fresh?: true
  /** The owner rule of every id in path or body, by name (`body.x` for one in the body). */
  ids?: Record<string, OwnerRule>
  rate: RateClass
  /** true: the caller sends an Idempotency-Key, a repeated call with the same key gets the first answer. */
  idempotent: boolean
  /** true: one audit row is written for each call. */
  audit: boolean
  summary: string
  params?: Schema
  query?: Schema
  body?: Schema
  /** Multipart upload of one file instead of a JSON body. */
  upload?: { maxBytes: number; types: readonly string[] }
  /** true: the handler gets the body as the text that was sent (a callback that is signed over its bytes). */
  rawBody?: true
  /** A schema for JSON, 'file' for the bytes of a stored file, 'text' for plain text (what WeChat wants to hear). */
  response: Schema | 'file' | 'text'
  errors: readonly ErrorCode[]
}

export type RouteTable = Record<string, Route>

type ParamNames<P extends string> = P extends `${string}:${infer Rest}`
  ? Rest extends `${infer Name}/${infer More}`
    ? Name | ParamNames<`/${More}`>
    : Rest
  : never
type Guarded<R extends RouteTable> = {
  [K in keyof R]: [ParamNames<R[K]['path']>] extends [never]
    ? R[K]
    : R[K] & { ids: Record<ParamNames<R[K]['path']>, OwnerRule> }
}

/** Names a domain's routes and keeps their literal types. A path parameter without an owner rule does not compile. */
export const routes = <const R extends RouteTable>(table: R & Guarded<R>): R => table

type Output<S> = S extends z.ZodMiniType ? z.output<S> : undefined
type Input<S> = S extends z.ZodMiniType ? z.input<S> : undefined

/** What a handler receives after parsing. */
export type Incoming<R extends Route> = {
  params: Output<R['params']>
  query: Output<R['query']>
  body: Output<R['body']>
}
/** What a caller hands over; absent parts may be left out. */
export type Outgoing<R extends Route> = (R['params'] extends Schema
  ? { params: Input<R['params']> }
  : { params?: undefined }) &
  (R['query'] extends Schema ? { query?: Input<R['query']> } : { query?: undefined }) &
  (R['body'] extends Schema ? { body: Input<R['body']> } : { body?: undefined })

/** The reply of a route as its contract names it. */
export type Reply<R extends Route> = R['response'] extends Schema ? z.output<R['response']> : never
