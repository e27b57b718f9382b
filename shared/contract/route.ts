import type * as z from 'zod/mini'
import type { ErrorCode } from './errors'

/**
 * Who may call a route, lowest first. `department:<id>` is a signed callback of an outside system.
 * Levels above `session` are reached by part 2 (identity); a route may already declare them.
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

type Schema = z.ZodMiniType

/** A route is data: server handlers, the mini-program's call, openapi.json and the access tests all come from it. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: `/${string}`
  auth: AuthLevel
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
  /** A schema for JSON, or 'file' for the bytes of a stored file. */
  response: Schema | 'file'
  errors: readonly ErrorCode[]
}

export type RouteTable = Record<string, Route>

/** Names a domain's routes and keeps their literal types. */
export const routes = <const R extends RouteTable>(table: R): R => table

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
