import { plain } from './plain-text'
import { allReadings, phraseReadings, roughly } from './readings'

/** One service item as the search sees it. `department` may hold several names, parted by blanks. */
export interface SearchEntry {
  id: string
  name: string
  aliases: string[]
  summary: string
  department: string
  hot: boolean
}

/** One string that items can be found by, as symbols (Han character, letter or digit). */
export interface Phrase {
  /** numbers of the entries so called: one, or for a department all of its items */
  entries: number[]
  text: string
  /** numbers of its symbols in the vocabulary */
  symbols: Uint16Array
  /** per symbol: how it can be read, the right one first */
  readings: string[][]
  /** all of it in full pinyin: shebaoka */
  pinyin: string
  /** 1 official name … 0.5 department */
  weight: number
}

/** Symbols of a phrase that are looked at. */
const LONGEST = 150

export interface PhraseIndex {
  entries: readonly SearchEntry[]
  phrases: Phrase[]
  departments: Phrase[]
  /** per entry: its phrases, the official name first, the department last */
  phrasesOf: Phrase[][]
  /** per entry: its summary, plain and without blanks */
  summaries: string[]
  vocabulary: Map<string, number>
  /** symbol → symbols it may stand for, most alike first: 1 itself, 0.85 same sound, 0.7 nearly the same */
  similar(symbol: string): { number: number; likeness: number }[]
  /** entries by symbol number, and by pair of neighbouring symbols; departments are left out, they have too many */
  bySymbol: number[][]
  byPair: Map<string, number[]>
  /** places (phrase · 256 + position) by the first three letters that can be typed there; also by two and, at the
   * start of a phrase, by one, for queries as short as that */
  byLetters: Map<string, number[]>
  /** entries by three neighbouring letters of the full pinyin */
  byTrigram: Map<string, number[]>
}

function push<K>(map: Map<K, number[]>, key: K, value: number): void {
  const list = map.get(key)
  if (!list) map.set(key, [value])
  else if (list[list.length - 1] !== value) list.push(value)
}

/** Beginnings of up to `most` letters that one can type from position i on: she, shb, sbk at the 社 of 社保卡. */
function beginnings(readings: string[][], i: number, most: number): string[] {
  const here = readings[i]
  if (!here || most === 0) return ['']
  const found = new Set<string>()
  for (const reading of here)
    for (let n = 1; n <= reading.length && n <= most; n++)
      if (n === most) found.add(reading.slice(0, n))
      else for (const rest of beginnings(readings, i + 1, most - n)) found.add(reading.slice(0, n) + rest)
  return [...found]
}

/** Keys of one position: three letters, two letters, and one at the start of a phrase. */
const letterKeys = (readings: string[][], i: number): string[] => [
  ...new Set([3, 2, ...(i === 0 ? [1] : [])].flatMap((n) => beginnings(readings, i, n)))
]

const pairs = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2))
export const trigrams = (letters: string): string[] =>
  Array.from({ length: Math.max(0, letters.length - 2) }, (_, i) => letters.slice(i, i + 3))

/** Groups vocabulary symbols by sound and answers which of them a typed character may stand for. */
function soundGroups(vocabulary: Map<string, number>, all: ReadonlyMap<string, readonly string[]>) {
  const same = new Map<string, number[]>()
  const near = new Map<string, number[]>()
  for (const [symbol, number] of vocabulary)
    for (const reading of all.get(symbol) ?? []) {
      push(same, reading, number)
      push(near, roughly(reading), number)
    }
  return (symbol: string) => {
    const likeness = new Map<number, number>()
    const add = (number: number, like: number) => {
      if (!likeness.has(number)) likeness.set(number, like)
    }
    const itself = vocabulary.get(symbol)
    if (itself !== undefined) add(itself, 1)
    const readings = all.get(symbol) ?? []
    for (const reading of readings) for (const number of same.get(reading) ?? []) add(number, 0.85)
    for (const reading of readings) for (const number of near.get(roughly(reading)) ?? []) add(number, 0.7)
    return [...likeness].map(([number, like]) => ({ number, likeness: like }))
  }
}

const joined = (text: string): string => plain(text).replace(/ /g, '')

/** Makes phrases, and the vocabulary as it meets new symbols. */
function phraseMaker(all: ReadonlyMap<string, readonly string[]>) {
  const vocabulary = new Map<string, number>()
  const numberOf = (symbol: string): number => {
    const known = vocabulary.get(symbol)
    if (known !== undefined) return known
    vocabulary.set(symbol, vocabulary.size)
    return vocabulary.size - 1
  }
  const make = (written: string, weight: number, entries: number[]): Phrase => {
    const text = joined(written).slice(0, LONGEST)
    const readings = phraseReadings(text, all)
    const pinyin = readings.map(([first]) => first ?? '').join('')
    return { entries, text, symbols: Uint16Array.from([...text], numberOf), readings, pinyin, weight }
  }
  return { vocabulary, make }
}

/** Reads all names, aliases, departments and summaries once; the only place where pinyin-pro works. */
export function indexPhrases(entries: readonly SearchEntry[]): PhraseIndex {
  const all = allReadings()
  const { vocabulary, make } = phraseMaker(all)
  const byDepartment = new Map<string, Phrase>()
  const departmentOf = (name: string, entry: number): Phrase => {
    const phrase = byDepartment.get(name) ?? make(name, 0.5, [])
    phrase.entries.push(entry)
    byDepartment.set(name, phrase)
    return phrase
  }
  const phrases: Phrase[] = []
  const phrasesOf = entries.map(({ name, aliases, department }, entry) => {
    const named = [make(name, 1, [entry]), ...aliases.map((alias) => make(alias, 0.97, [entry]))]
    phrases.push(...named)
    return [...named, ...department.split(' ').map((part) => departmentOf(part, entry))]
  })
  const departments = [...byDepartment.values()]
  const summaries = entries.map(({ summary }) => joined(summary))
  return {
    entries,
    phrases: [...phrases, ...departments],
    departments,
    phrasesOf,
    summaries,
    vocabulary,
    similar: soundGroups(vocabulary, all),
    ...namePostings(phrases, summaries, vocabulary.size),
    byLetters: letterPostings([...phrases, ...departments])
  }
}

function namePostings(phrases: Phrase[], summaries: string[], symbols: number) {
  const bySymbol: number[][] = Array.from({ length: symbols }, () => [])
  const byPair = new Map<string, number[]>()
  const byTrigram = new Map<string, number[]>()
  for (const { entries, symbols, text, pinyin } of phrases)
    for (const entry of entries) {
      for (const symbol of symbols) {
        const list = bySymbol[symbol]
        if (list && list[list.length - 1] !== entry) list.push(entry)
      }
      for (const pair of pairs(text)) push(byPair, pair, entry)
      for (const three of trigrams(pinyin)) push(byTrigram, three, entry)
    }
  summaries.forEach((summary, entry) => {
    for (const pair of pairs(summary)) push(byPair, pair, entry)
  })
  return { bySymbol, byPair, byTrigram }
}

function letterPostings(phrases: Phrase[]): Map<string, number[]> {
  const byLetters = new Map<string, number[]>()
  phrases.forEach(({ readings }, number) => {
    for (let i = 0; i < readings.length; i++)
      for (const key of letterKeys(readings, i)) push(byLetters, key, number * 256 + i)
  })
  return byLetters
}
