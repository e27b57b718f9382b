import { pinyin } from 'pinyin-pro'

/** Readings without tones; ü is v, and u besides (people type lushi for 律师). */
const spellings = (reading: string): string[] =>
  /^[ln]v/.test(reading) ? [reading, reading.replace('v', 'u')] : [reading]

const options = { toneType: 'none', type: 'array', v: true } as const

/** The readings of characters do not change: content that is published is indexed without reading them all again. */
let ofCharacters: ReadonlyMap<string, readonly string[]> | undefined

/** All readings of every Han character of the basic block, most usual first. The first time takes about 0.2 s. */
export function allReadings(): ReadonlyMap<string, readonly string[]> {
  ofCharacters ??= readAll()
  return ofCharacters
}

function readAll(): ReadonlyMap<string, readonly string[]> {
  const readings = new Map<string, readonly string[]>()
  for (let code = 0x4e00; code <= 0x9fff; code++) {
    const character = String.fromCharCode(code)
    const found = pinyin(character, { ...options, multiple: true }).filter(
      (reading) => reading && reading !== character
    )
    if (found.length) readings.set(character, [...new Set(found.flatMap(spellings))])
  }
  return readings
}

/**
 * Readings of each character of a phrase: first the one it has in these words (重庆: chong, not zhong), then the rest,
 * because people guess them. Letters and digits read as themselves.
 */
export function phraseReadings(text: string, all: ReadonlyMap<string, readonly string[]>): string[][] {
  const inWords = pinyin(text, options)
  return [...text].map((character, i) => {
    const known = all.get(character)
    if (!known) return [character]
    return [...new Set([...spellings(inWords[i] ?? ''), ...known])].filter(Boolean)
  })
}

/** What sounds alike to many people here: zh z, ch c, sh s, n l, f hu, and a final ng or n. */
export const roughly = (reading: string): string =>
  reading
    .replace(/^([zcs])h/, '$1')
    .replace(/^n/, 'l')
    .replace(/^hu(?=.)/, 'f')
    .replace(/ng$/, 'n')
