import { indexPhrases, type SearchEntry } from './phrase-index'
import { hasLetter, isAllLetters, queryTerms } from './plain-text'
import { scoreLetters, scoreMixed } from './score-letters'
import { scoreTerm } from './score-term'
import { termReader } from './typed-term'

/** Finds service items for what a citizen types. */
export interface Search {
  /** Ids of the items meant, best first, at most `limit`; empty when nothing fits. Never throws. */
  find(query: string, limit: number): string[]
}

/** Results worth less than this share of the best one are noise beside it. */
const NOT_WORTH_SHOWING = 0.55
/** Share of the letters of a query of several words that must be answered. */
const LEAST_ANSWERED = 0.6
const OFTEN_ASKED = 0.05

type Scores = Map<number, number>

/** Adds the scores of several words, each by its length; a word without an answer counts as nothing. */
function together(words: { length: number; scores: Scores }[]): Scores {
  const all = words.reduce((sum, { length }) => sum + length, 0)
  const summed = new Map<number, { score: number; answered: number }>()
  for (const { length, scores } of words)
    for (const [entry, score] of scores) {
      const before = summed.get(entry) ?? { score: 0, answered: 0 }
      summed.set(entry, { score: before.score + score * length, answered: before.answered + length })
    }
  const result: Scores = new Map()
  for (const [entry, { score, answered }] of summed)
    if (answered >= LEAST_ANSWERED * all) result.set(entry, score / all)
  return result
}

const higher = (a: Scores, b: Scores): Scores => {
  const result = new Map(a)
  for (const [entry, score] of b) if (score > (result.get(entry) ?? 0)) result.set(entry, score)
  return result
}

/**
 * Builds a search over the given items, in memory: words in any order, parts of words, colloquial names, full pinyin,
 * initials and both mixed, characters that sound alike, one wrong, missing or exchanged character.
 * Building reads all pinyin (about a second for 2,000 items); the same query always gives the same order.
 */
export function makeSearch(entries: readonly SearchEntry[]): Search {
  const index = indexPhrases(entries)
  const readTerm = termReader(index)

  const answers = (text: string): Scores => {
    if (isAllLetters(text)) return scoreLetters(index, text)
    const term = readTerm(text)
    const plain = scoreTerm(index, term)
    return hasLetter(text) ? higher(plain, scoreMixed(index, term)) : plain
  }

  const ranked = (scores: Scores) =>
    [...scores]
      .flatMap(([number, score]) => {
        const entry = entries[number]
        return entry ? [{ entry, score: Math.round((score + (entry.hot ? OFTEN_ASKED : 0)) * 1e6) }] : []
      })
      .sort(
        (a, b) => b.score - a.score || a.entry.name.length - b.entry.name.length || (a.entry.id < b.entry.id ? -1 : 1)
      )

  return {
    find(query, limit) {
      const words = queryTerms(query)
      if (words.length === 0) return []
      const inOne = answers(words.join(''))
      const scores =
        words.length === 1 || (inOne.size > 0 && words.every(isAllLetters))
          ? inOne
          : higher(inOne, together(words.map((word) => ({ length: word.length, scores: answers(word) }))))
      const found = ranked(scores)
      const least = (found[0]?.score ?? 0) * NOT_WORTH_SHOWING
      return found
        .filter(({ score }) => score >= least)
        .slice(0, limit)
        .map(({ entry }) => entry.id)
    }
  }
}
