import { ERRORS, type ErrorCode } from '@shared/contract/errors'

export type CallErrorCode = ErrorCode | 'offline'

/**
 * What went wrong with a call, told so that a screen can show it as it is.
 * `status` is the HTTP status, 0 when nothing came back; `fields` holds a sentence per wrong field;
 * `requestId` is what the service desk asks for, absent when the request never arrived.
 */
export class CallError extends Error {
  override readonly name = 'CallError'
  readonly code: CallErrorCode
  readonly status: number
  readonly requestId: string | undefined
  readonly fields: Record<string, string> | undefined
  constructor(told: {
    code: CallErrorCode
    message: string
    status: number
    requestId?: string
    fields?: Record<string, string>
  }) {
    super(told.message)
    this.code = told.code
    this.status = told.status
    this.requestId = told.requestId
    this.fields = told.fields
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === 'string' && Object.keys(ERRORS).includes(value)

function sentences(value: unknown): Record<string, string> | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const told = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return told.length > 0 ? Object.fromEntries(told) : undefined
}

/** Nothing came back: no network, or no answer within the time given. */
export const offlineError = (tooSlow: boolean): CallError =>
  new CallError({
    code: 'offline',
    status: 0,
    message: tooSlow ? '等了很久还没有回应，请稍后再试。' : '网络不太顺畅，请检查网络后再试。'
  })

/** Reads an error reply; anything that is not ours (a gateway's page) becomes `unavailable` or `internal`. */
export function replyError(status: number, body: unknown, headerRequestId: string | undefined): CallError {
  const told: Record<string, unknown> = typeof body === 'object' && body !== null ? { ...body } : {}
  const requestId = text(told.requestId) ?? headerRequestId
  const fallback = status === 502 || status === 503 || status === 504 ? 'unavailable' : 'internal'
  if (!isErrorCode(told.error))
    return new CallError({ code: fallback, status, message: ERRORS[fallback].message, requestId })
  const message = text(told.message) ?? ERRORS[told.error].message
  return new CallError({ code: told.error, status, message, requestId, fields: sentences(told.fields) })
}

/** A good status around something else than the contract names: a broken server, or a WiFi's own page in between. */
export const malformedError = (status: number, requestId: string | undefined): CallError =>
  new CallError({ code: 'internal', status, message: '收到的内容不完整，请稍后再试。', requestId })

/** Makes any caught value showable; a defect of our own page code shows as `internal`. */
export const asCallError = (caught: unknown): CallError =>
  caught instanceof CallError
    ? caught
    : new CallError({ code: 'internal', status: 0, message: ERRORS.internal.message })
