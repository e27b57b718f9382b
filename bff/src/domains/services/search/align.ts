/** Costs of one slip each, in characters. */
const UNMATCHED = 1
const GAP = 0.5
const GAP_LONGER = 0.15
const SWAPPED = 0.5

/** A typed term: for each of its characters, how well each symbol of the vocabulary stands for it (0 … 1). */
export interface TypedTerm {
  length: number
  /** likeness[i * vocabulary + symbol] */
  likeness: Float32Array
  vocabulary: number
}

const WIDEST = 256
/** Work space, used within one call only. */
const rowA = new Float32Array(WIDEST)
const rowB = new Float32Array(WIDEST)
const rowC = new Float32Array(WIDEST)
const unread = new Uint16Array(WIDEST)

/** The symbols of the phrase in the order they are read. */
function inReadingOrder(phrase: Uint16Array, backwards: boolean): Uint16Array {
  if (!backwards) return phrase
  const width = phrase.length
  for (let j = 0; j < width; j++) unread[j] = phrase[width - 1 - j] ?? 0
  return unread
}

/**
 * Lays the first k characters of the term (the last k when `backwards`) over the phrase, starting and ending anywhere in
 * it, for every k at once. A wrong, missing or swapped character costs, skipped characters of the phrase cost little.
 * Writes the least cost for each k into `costs[0..length]`; no cost is above k. Phrases have less than 256 symbols.
 * The inner loop calls nothing: this is where the time of a search goes.
 */
export function layOver(term: TypedTerm, phrase: Uint16Array, backwards: boolean, costs: Float32Array): void {
  const { length, likeness, vocabulary } = term
  const width = phrase.length
  const symbols = inReadingOrder(phrase, backwards)
  let before = rowA
  let last = rowB
  let now = rowC
  last.fill(0, 0, width + 1)
  costs[0] = 0
  for (let i = 1; i <= length; i++) {
    const row = (backwards ? length - i : i - 1) * vocabulary
    const rowBefore = (backwards ? length - i + 1 : i - 2) * vocabulary
    now[0] = i * UNMATCHED
    let least = i * UNMATCHED
    let gap = 1000
    for (let j = 1; j <= width; j++) {
      const symbol = symbols[j - 1] ?? 0
      const same = likeness[row + symbol] ?? 0
      let cost = (last[j - 1] ?? 0) + 1 - same
      const unmatched = (last[j] ?? 0) + UNMATCHED
      if (unmatched < cost) cost = unmatched
      if (same < 1 && i > 1 && j > 1 && likeness[rowBefore + symbol] === 1) {
        const swapped = (before[j - 2] ?? 0) + SWAPPED
        if (swapped < cost && likeness[row + (symbols[j - 2] ?? 0)] === 1) cost = swapped
      }
      if (cost < least) least = cost
      gap += GAP_LONGER
      const opened = (now[j - 1] ?? 0) + GAP
      if (opened < gap) gap = opened
      now[j] = cost < gap ? cost : gap
    }
    costs[i] = least
    const free = before
    before = last
    last = now
    now = free
  }
}
