import type { Phrase } from './phrase-index'
import { isLetter } from './plain-text'

/** How well a symbol of the vocabulary stands for the i-th typed character, 0 … 1. */
type Likeness = (i: number, symbol: number) => number

/** Guesses (symbols read otherwise than in this phrase) are counted in steps of this size, above the position. */
const GUESS = 1024

/** Typed text from i on, phrase from position j on: the position behind it plus GUESS for each guess, or -1. */
function onward(typed: string, i: number, phrase: Phrase, j: number, likeness: Likeness): number {
  if (i === typed.length) return j
  const readings = phrase.readings[j]
  if (!readings) return -1
  if (!isLetter(typed[i] ?? '')) {
    const like = likeness(i, phrase.symbols[j] ?? 0)
    if (like < 0.85) return -1
    const end = onward(typed, i + 1, phrase, j + 1, likeness)
    return end < 0 || like === 1 ? end : end + GUESS
  }
  for (let rank = 0; rank < readings.length; rank++) {
    const reading = readings[rank] ?? ''
    let n = 0
    while (n < reading.length && i + n < typed.length && typed[i + n] === reading[n]) n++
    for (; n > 0; n--) {
      const end = onward(typed, i + n, phrase, j + 1, likeness)
      if (end >= 0) return rank > 0 ? end + GUESS : end
    }
  }
  return -1
}

/**
 * Reads the typed text through the phrase from `at` on: every symbol takes the character itself, one that sounds the
 * same, its full pinyin or a beginning of it, so that sbk, shebaoka, shbk, sheb and 社bk all read 社保卡.
 * Answers how many symbols were used and how many of them were guesses; null: the text does not fit here.
 */
export function walk(
  typed: string,
  phrase: Phrase,
  at: number,
  likeness: Likeness
): { used: number; guesses: number } | null {
  const end = onward(typed, 0, phrase, at, likeness)
  return end < 0 ? null : { used: (end % GUESS) - at, guesses: Math.floor(end / GUESS) }
}
