import { randomInt } from 'node:crypto'

/** No 0 O 1 I L: a code is read out on the telephone. 31^8 codes, of which a few thousand are open at a time. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const LENGTH = 8

/** The code of an invitation; the caller draws again when it is taken. */
export const drawCode = (): string =>
  Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('')
