import type { TypedTerm } from './align'
import type { PhraseIndex } from './phrase-index'

/** A typed term made ready: likeness of each of its characters to every symbol, and the entries worth a closer look. */
export interface ReadyTerm extends TypedTerm {
  text: string
  /** per symbol of the vocabulary: bits of the characters of the term it can stand for */
  stands: Int32Array
  /** numbers of entries, most promising first */
  candidates: number[]
}

/** How many entries get a closer look. */
const CLOSER_LOOK = 48

/**
 * Reads terms of up to 32 characters; gathers candidates by shared characters (rare ones count more), characters that sound the same, and neighbouring
 * pairs. The returned function keeps its work space between calls.
 */
export function termReader(index: PhraseIndex): (text: string) => ReadyTerm {
  const total = index.entries.length
  const vocabulary = index.vocabulary.size
  const rarity = (found: number) => Math.log(1 + total / found)
  const points = new Float64Array(total)
  const marks = new Int32Array(total)
  const stands = new Int32Array(vocabulary)
  let likeness = new Float32Array(0)

  /** Adds to each entry once for each character of the term (`mark`), by its best likeness since that comes first. */
  function addTo(entries: readonly number[], worth: number, mark: number, touched: number[]): void {
    for (const entry of entries) {
      if (marks[entry] === mark) continue
      marks[entry] = mark
      if (points[entry] === 0) touched.push(entry)
      points[entry] = (points[entry] ?? 0) + worth
    }
  }

  function bestOf(touched: number[]): number[] {
    const ranked = Float64Array.from(
      touched,
      (entry) => Math.round((points[entry] ?? 0) * 1e4) * total + total - 1 - entry
    )
    for (const entry of touched) {
      points[entry] = 0
      marks[entry] = 0
    }
    ranked.sort()
    const best: number[] = []
    for (let i = ranked.length - 1; i >= 0 && best.length < CLOSER_LOOK; i--)
      best.push(total - 1 - ((ranked[i] ?? 0) % total))
    return best
  }

  return (text) => {
    const symbols = [...text]
    const size = symbols.length * vocabulary
    if (likeness.length < size) likeness = new Float32Array(size)
    likeness.fill(0, 0, size)
    stands.fill(0)
    const touched: number[] = []
    symbols.forEach((symbol, i) => {
      for (const { number, likeness: like } of index.similar(symbol)) {
        likeness[i * vocabulary + number] = like
        stands[number] = (stands[number] ?? 0) | (1 << i)
        const entries = index.bySymbol[number] ?? []
        addTo(entries, like === 1 ? rarity(entries.length) : 0.4 * like * rarity(entries.length), 2 * i + 1, touched)
      }
      const entries = index.byPair.get(text.slice(i, i + 2))
      if (entries && i + 1 < symbols.length) addTo(entries, rarity(entries.length), 2 * i + 2, touched)
    })
    return { text, length: symbols.length, likeness, stands, vocabulary, candidates: bestOf(touched) }
  }
}
