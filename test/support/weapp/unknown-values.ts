import { types } from 'node:util'

/** Objects cross between JavaScript realms here, so nothing may be recognised by instanceof. */
export type Dict = Record<string, unknown>
export type AnyFunction = (...args: unknown[]) => unknown

export const isDict = (value: unknown): value is Dict =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isFunction = (value: unknown): value is AnyFunction => typeof value === 'function'

export const isArrayBuffer = (value: unknown): value is ArrayBuffer => types.isArrayBuffer(value)

export const dictOf = (value: unknown): Dict => (isDict(value) ? value : {})

export const textOf = (value: unknown): string => (value === undefined || value === null ? '' : String(value))

export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

export const stringsOf = (value: unknown): string[] => listOf(value).map(textOf)

/** Bytes of an ArrayBuffer, of a view on one, or of a string (UTF-8); undefined for anything else. */
export const bytesOf = (value: unknown): Buffer | undefined => {
  if (typeof value === 'string') return Buffer.from(value, 'utf8')
  if (isArrayBuffer(value)) return Buffer.from(value)
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  return undefined
}

/** The message of whatever was thrown: an Error of any realm, a wx failure object, or a plain value. */
export const messageOf = (thrown: unknown): string => {
  const { message, errMsg } = dictOf(thrown)
  return textOf(message ?? errMsg ?? thrown)
}
