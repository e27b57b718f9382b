import type { Reply } from './reply'

/** A request as it would go out without any signature. */
export interface PlainRequest {
  operation: string
  method: 'GET' | 'POST'
  /** path and query exactly as in the request line, the prefix of the base URL included */
  path: string
  /** empty when there is none */
  body: Buffer
}

/** The same request, signed; `open` unwraps the reply to exactly this request, null = the reply is not genuine. */
export interface SignedParts {
  headers: Record<string, string>
  body: Buffer
  open?: (reply: Reply) => Reply | null | Promise<Reply | null>
}

/** Signs one attempt at the given time; called anew for each attempt, so nonces and timestamps are never sent twice. */
export type Sign = (request: PlainRequest, at: Date) => SignedParts | Promise<SignedParts>
/** One that needs no time of its own. */
export type SignAtOnce = (request: PlainRequest, at: Date) => SignedParts

/** For departments that know us by a token in query or body. */
export const unsigned: Sign = ({ body }) => ({ headers: {}, body })
