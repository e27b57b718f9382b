import { randomInt } from 'node:crypto'

/** No 0 O 1 I L: codes are read off paper and out on the telephone. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** A random code of so many letters and digits, about 4.95 bits each. */
export const drawCode = (length: number): string =>
  Array.from({ length }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('')
