/**
 * How official texts draw a line. 民法典 art. 1259: 以上、以下、以内、届满 include the number, 不满、超过、以外 do not; the
 * others are ordinary usage. A rule may use these words in place of ge, le, lt, gt.
 */
export const WORDS = {
  以上: 'ge',
  以下: 'le',
  以内: 'le',
  届满: 'ge',
  不满: 'lt',
  超过: 'gt',
  以外: 'gt',
  不超过: 'le',
  不低于: 'ge',
  不少于: 'ge',
  不足: 'lt',
  低于: 'lt',
  少于: 'lt'
} as const satisfies Record<string, 'lt' | 'le' | 'gt' | 'ge'>

export type Word = keyof typeof WORDS
export type OrderOp = (typeof WORDS)[Word]

export const isWord = (name: string): name is Word => Object.hasOwn(WORDS, name)

// longest first: 不超过 holds 超过
const LONGEST_FIRST = Object.keys(WORDS)
  .filter(isWord)
  .sort((a, b) => b.length - a.length)
const IN_TEXT = new RegExp(LONGEST_FIRST.join('|'), 'g')

/** Drawn at the same number and the same way, but one of them includes it. */
const TWIN: Record<OrderOp, OrderOp> = { lt: 'le', le: 'lt', gt: 'ge', ge: 'gt' }

/**
 * The word of the cited sentence that contradicts the comparison in whether the number itself counts; undefined when
 * there is none, or when several such words make it unclear which one is meant.
 */
export function contradicting(op: OrderOp, cite: string): Word | undefined {
  const found = cite.match(IN_TEXT) ?? []
  const [word] = found
  return found.length === 1 && word !== undefined && isWord(word) && WORDS[word] === TWIN[op] ? word : undefined
}
