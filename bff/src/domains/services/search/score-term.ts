import { layOver } from './align'
import type { Phrase, PhraseIndex } from './phrase-index'
import type { ReadyTerm } from './typed-term'

/** How well a term must fit at least: a short one hardly forgives anything, three characters and more one slip in three. */
const leastFit = (length: number): number => (length < 2 ? 1 : length < 3 ? 0.8 : 0.66)
/** The same for a term whose parts are found in another order or in two names of the item. */
const LEAST_FIT_APART = 0.75
/** What being apart costs, in characters; more than a gap, so that one name beats two. */
const TAKEN_APART = 0.6
/** More, when one part is only the department. */
const OTHER_KIND_OF_NAME = 0.3

const WIDEST = 64
/** Work space, used within one call only. */
const costs = new Float32Array(WIDEST)
const before = new Float32Array(WIDEST)
const after = new Float32Array(WIDEST)

/** Which characters of the term a phrase has, as bits. */
function shared(term: ReadyTerm, phrase: Phrase): number {
  let bits = 0
  for (const symbol of phrase.symbols) bits |= term.stands[symbol] ?? 0
  return bits
}

function count(bits: number): number {
  let n = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) n++
  return n
}

/** Two of three characters, first and last (社卡 for 社保卡): the one case where a short term may have a hole. */
const isHollow = ({ text }: ReadyTerm, phrase: Phrase): boolean =>
  text.length === 2 && phrase.text.length === 3 && phrase.text[0] === text[0] && phrase.text[2] === text[1]

/** Fit (0 … 1) with what makes a match likelier to be meant: the whole name, its beginning, little else in it. */
function worth(fit: number, term: ReadyTerm, phrase: Phrase): number {
  const [short, long] =
    phrase.text.length < term.length ? [phrase.text.length, term.length] : [term.length, phrase.text.length]
  return phrase.weight * (fit + (0.25 * short) / long + (phrase.text.startsWith(term.text) ? 0.1 : 0))
}

/** The best single name of the entry that the whole term fits. */
function inOneName(term: ReadyTerm, phrases: Phrase[], bits: number[]): number {
  const { length } = term
  let best = 0
  phrases.forEach((phrase, i) => {
    if (count(bits[i] ?? 0) < leastFit(length) * length) return
    layOver(term, phrase.symbols, false, costs)
    const fit = 1 - (costs[length] ?? length) / length
    if (fit < leastFit(length) && !isHollow(term, phrase)) return
    const found = worth(fit, term, phrase)
    if (found > best) best = found
  })
  return best
}

/** The term cut in two, each part anywhere in the names of the entry: 登记不动产, 人社局社保卡. */
function inTwoParts(term: ReadyTerm, phrases: Phrase[], bits: number[]): number {
  const { length } = term
  before.fill(length, 0, length + 1)
  after.fill(length, 0, length + 1)
  phrases.forEach((phrase, i) => {
    if (!bits[i]) return
    const more = phrase.weight < 0.9 ? OTHER_KIND_OF_NAME : 0
    for (const [best, backwards] of [
      [before, false],
      [after, true]
    ] as const) {
      layOver(term, phrase.symbols, backwards, costs)
      for (let k = 1; k < length; k++) {
        const cost = (costs[k] ?? length) + more
        if (cost < (best[k] ?? 0)) best[k] = cost
      }
    }
  })
  let least = length
  for (let k = 1; k < length; k++) {
    const cost = (before[k] ?? length) + (after[length - k] ?? length) + TAKEN_APART
    if (cost < least) least = cost
  }
  return 1 - least / length
}

/** All characters there and most neighbours still side by side, in whatever order: 登记变更不动产. */
function inPieces({ text, length }: ReadyTerm, phrases: Phrase[]): number {
  let together = 0
  for (let i = 0; i + 1 < length; i++) {
    const pair = text.slice(i, i + 2)
    if (phrases.some((phrase) => phrase.text.includes(pair))) together++
  }
  return 0.5 + (0.5 * together) / (length - 1)
}

function scoreEntry(term: ReadyTerm, phrases: Phrase[]): number {
  const [name] = phrases
  const bits = phrases.map((phrase) => shared(term, phrase))
  const whole = inOneName(term, phrases, bits)
  if (whole || !name || term.length < 3) return whole
  const present = count(bits.reduce((all, some) => all | some, 0))
  if (present < LEAST_FIT_APART * term.length) return 0
  const apart = inTwoParts(term, phrases, bits)
  const pieces = present === term.length ? inPieces(term, phrases) : 0
  const fit = apart > pieces ? apart : pieces
  return fit < LEAST_FIT_APART ? 0 : worth(fit, term, name) - 0.05
}

/**
 * How well each candidate entry answers a term of Han characters and digits: 0 not at all, about 1.35 exactly.
 * Slips are forgiven as laid down in align.ts.
 */
export function scoreTerm(index: PhraseIndex, term: ReadyTerm): Map<number, number> {
  const scores = new Map<number, number>()
  for (const entry of term.candidates) {
    const named = scoreEntry(term, index.phrasesOf[entry] ?? [])
    const told = term.length > 1 && index.summaries[entry]?.includes(term.text) ? 0.4 : 0
    const score = named > told ? named : told
    if (score) scores.set(entry, score)
  }
  for (const department of index.departments) {
    const score = term.length > 1 ? inOneName(term, [department], [shared(term, department)]) : 0
    if (score) for (const entry of department.entries) if (!scores.has(entry)) scores.set(entry, score)
  }
  return scores
}
