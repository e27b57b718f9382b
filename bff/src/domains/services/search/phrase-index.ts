import { letterPostings } from './letter-postings'
import { plain } from './plain-text'
import { push } from './postings'
import { allReadings, phraseReadings } from './readings'
import { soundGroups } from './sound-groups'

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
  /** see letter-postings.ts */
  byLetters: Map<string, number[]>
  /** entries by three neighbouring letters of the full pinyin */
  byTrigram: Map<string, number[]>
}

const pairs = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2))
export const trigrams = (letters: string): string[] =>
  Array.from({ length: Math.max(0, letters.length - 2) }, (_, i) => letters.slice(i, i + 3))

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
