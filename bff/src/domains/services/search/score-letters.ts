import { LEADING_LETTERS } from './letter-postings'
import { forgiven, slips } from './near-letters'
import { type Phrase, type PhraseIndex, trigrams } from './phrase-index'
import type { ReadyTerm } from './typed-term'
import { walk } from './walk-letters'

/** How many entries are held against a pinyin text with a slip in it. */
const CLOSER_LOOK = 48

const raise = (scores: Map<number, number>, entry: number, score: number): void => {
  if (score > (scores.get(entry) ?? 0)) scores.set(entry, score)
}

function walked(phrase: Phrase, at: number, { used, guesses }: { used: number; guesses: number }): number {
  const share = used / phrase.readings.length
  return phrase.weight * (0.95 + 0.25 * share + (at === 0 ? 0.1 : 0) - 0.1 * Math.min(guesses, 3))
}

/** Full pinyin, initials or both mixed: entries where the letters can be read through a name without a slip. */
function readThrough(index: PhraseIndex, letters: string): Map<number, number> {
  const scores = new Map<number, number>()
  for (const place of index.byLetters.get(letters.slice(0, LEADING_LETTERS)) ?? []) {
    const at = place % 256
    const phrase = index.phrases[(place - at) / 256]
    const found = phrase && walk(letters, phrase, at, () => 0)
    if (found) for (const entry of phrase.entries) raise(scores, entry, walked(phrase, at, found))
  }
  return scores
}

/** Entries that have enough groups of three letters in common with the text: one slip spoils at most four of them. */
function sharing(index: PhraseIndex, letters: string): number[] {
  const least = letters.length - 2 - 4 * forgiven(letters.length)
  const shared = new Map<number, number>()
  for (const three of trigrams(letters))
    for (const entry of index.byTrigram.get(three) ?? []) shared.set(entry, (shared.get(entry) ?? 0) + 1)
  return [...shared]
    .filter(([, groups]) => groups >= least)
    .sort(([a, m], [b, n]) => n - m || a - b)
    .slice(0, CLOSER_LOOK)
    .map(([entry]) => entry)
}

/** Full pinyin with a slip or two. */
function nearlyRead(index: PhraseIndex, letters: string): Map<number, number> {
  const scores = new Map<number, number>()
  const most = forgiven(letters.length)
  if (most === 0) return scores
  for (const entry of sharing(index, letters))
    for (const { pinyin, weight } of index.phrasesOf[entry] ?? []) {
      const found = slips(letters, pinyin)
      if (found <= most)
        raise(scores, entry, weight * (0.9 - 0.15 * found + 0.25 * Math.min(1, letters.length / pinyin.length)))
    }
  return scores
}

/** How well entries answer a term typed in letters only. */
export function scoreLetters(index: PhraseIndex, letters: string): Map<number, number> {
  const exact = readThrough(index, letters)
  return exact.size ? exact : nearlyRead(index, letters)
}

/** How well the candidates answer a term of characters and letters together (社保ka, dn100用水). */
export function scoreMixed(index: PhraseIndex, term: ReadyTerm): Map<number, number> {
  const scores = new Map<number, number>()
  const like = (i: number, symbol: number) => term.likeness[i * term.vocabulary + symbol] ?? 0
  for (const entry of term.candidates)
    for (const phrase of index.phrasesOf[entry] ?? [])
      for (let at = 0; at < phrase.readings.length; at++) {
        const found = walk(term.text, phrase, at, like)
        if (found) raise(scores, entry, walked(phrase, at, found))
      }
  return scores
}
