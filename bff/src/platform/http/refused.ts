import { ERRORS, type ErrorBody, type ErrorCode } from '@shared/contract/errors'

/** A refusal is a value, not an exception: the type of a handler shows which codes it can answer. */
export class Refused<E extends ErrorCode = ErrorCode> {
  constructor(
    readonly code: E,
    /** one plain Chinese sentence per place */
    readonly fields?: Record<string, string>
  ) {}
}

export const refuse = <E extends ErrorCode>(code: E, fields?: Record<string, string>): Refused<E> =>
  new Refused(code, fields)

export const isRefused = (value: unknown): value is Refused => value instanceof Refused

export const errorBody = (code: ErrorCode, requestId: string, fields?: Record<string, string>): ErrorBody => ({
  error: code,
  message: ERRORS[code].message,
  requestId,
  ...(fields ? { fields } : {})
})

/** Reply of acts that return nothing (contract `done`). */
export const DONE = { done: true } as const
