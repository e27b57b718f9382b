const WIDEST = 1024
/** Work space, used within one call only. */
const rowA = new Uint8Array(WIDEST)
const rowB = new Uint8Array(WIDEST)
const rowC = new Uint8Array(WIDEST)

/** Wrong, missing, extra or exchanged letters that are forgiven in a pinyin text of this length. */
export const forgiven = (letters: number): number => (letters < 5 ? 0 : letters < 10 ? 1 : 2)

/**
 * The fewest letter slips (Damerau-Levenshtein, an exchange of neighbours counts once) by which the typed letters
 * occur anywhere in the pinyin of a phrase (less than 1,024 letters).
 */
export function slips(typed: string, pinyin: string): number {
  const width = pinyin.length
  let before = rowA
  let last = rowB
  let now = rowC
  last.fill(0, 0, width + 1)
  let least = typed.length
  for (let i = 1; i <= typed.length; i++) {
    const letter = typed[i - 1]
    now[0] = least = i
    for (let j = 1; j <= width; j++) {
      const same = letter === pinyin[j - 1]
      let cost = (last[j - 1] ?? 0) + (same ? 0 : 1)
      const extra = (last[j] ?? 0) + 1
      if (extra < cost) cost = extra
      const missing = (now[j - 1] ?? 0) + 1
      if (missing < cost) cost = missing
      if (!same && i > 1 && j > 1 && letter === pinyin[j - 2] && typed[i - 2] === pinyin[j - 1]) {
        const exchanged = (before[j - 2] ?? 0) + 1
        if (exchanged < cost) cost = exchanged
      }
      now[j] = cost
      if (cost < least) least = cost
    }
    const free = before
    before = last
    last = now
    now = free
  }
  return least
}
