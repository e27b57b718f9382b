import { createHash } from 'node:crypto'
import { typedCode } from '@shared/values/typed-code'
import { drawCode } from '../../platform/draw-code'

/** 79 bits: stands on paper for years, and anybody may try. */
export const drawPaperCode = (): string => drawCode(16)
/** 59 bits for a minute, and only staff may try. */
export const drawShownCode = (): string => drawCode(12)

/** A code as it was drawn, however it was typed: groups, blanks, lower case. */
export const plainCode = (text: string): string => typedCode(text).replace(/-/g, '')

/** In groups of four, as it is printed. */
export const inGroups = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-')

/** Where a shown code lies while it is good: the code itself is nowhere. */
export const shownPlace = (code: string): string =>
  `certificates:shown:${createHash('sha256').update(code).digest('base64url')}`

const HELD = 'held:'
/** What lies there for a certificate of the library: its id with this before it. */
export const shownAsHeld = (id: string): string => `${HELD}${id}`
/** null = one of ours. */
export const heldShown = (what: string): string | null => (what.startsWith(HELD) ? what.slice(HELD.length) : null)
