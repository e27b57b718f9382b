import type { Quantity } from './units'

/** What a number, quantity or day is compared with; a day is `YYYY-MM-DD` or `today`. */
export type Limit = number | string | Quantity
export type Scalar = boolean | Limit

/**
 * The day of the fact lies no further than `duration` before the day `of` (default today) and not after it; with
 * `side: 'ahead'` no further than that after it and not before it. Both ends count (民法典 art. 1259: 以内).
 */
export interface Within {
  duration: Quantity
  of?: string
  side?: 'past' | 'ahead'
}

export type Comparison =
  | { is: Scalar }
  | { in: Scalar[] }
  | { lt: Limit }
  | { le: Limit }
  | { gt: Limit }
  | { ge: Limit }
  /** both ends count */
  | { between: [Limit, Limit] }
  /** the text begins with one of these (industry codes) */
  | { prefix: string[] }
  /** false: the person is known to have none of it (only facts with `none` in the registry) */
  | { exists: boolean }
  | { within: Within }

/** A comparison on one fact; `cite` is the sentence of the source it encodes, word for word. */
export type FactCondition = { fact: string; id?: string; cite?: string } & Comparison

export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { atLeast: number; of: Condition[] }
  | FactCondition

/**
 * Who qualifies: `when` holds and none of `unless` does. Exceptions are three-valued as well: while one is unknown, the
 * answer is 还不知道.
 */
export interface Rule {
  when: Condition
  unless?: Condition[]
}
