/** How patient we are with one department. */
export interface DepartmentNumbers {
  /** from the first byte we send to the last we receive, one attempt, in ms */
  timeoutMs: number
  /** calls under way at once, and how many may wait for a place */
  bulkhead: { limit: number; queue: number }
  /** so many failed attempts in a row cut the department off; one call tries it again after halfOpenAfterMs */
  breaker: { failures: number; halfOpenAfterMs: number }
  /** further attempts after the first; the pauses between them are random and grow from firstPauseMs to longestPauseMs */
  retry: { again: number; firstPauseMs: number; longestPauseMs: number }
  /** bytes; a longer reply is cut off and counts as garbage */
  longestReply: number
}

/**
 * Every number of the calls to departments.
 *
 * A timeout is not tried again within a call: a slow department gets slower when it is asked twice, and the citizen
 * has waited already. What must arrive is in the outbox, which comes back for 72 h.
 */
export const departmentNumbers = {
  /** a citizen watches the screen: signing in, looking something up */
  watched: {
    timeoutMs: 5_000,
    bulkhead: { limit: 32, queue: 128 },
    breaker: { failures: 5, halfOpenAfterMs: 5_000 },
    retry: { again: 1, firstPauseMs: 100, longestPauseMs: 500 },
    longestReply: 1024 * 1024
  },
  /** nobody waits: cases with their files, sent by a worker; few at a time, because each holds its files in memory */
  background: {
    timeoutMs: 20_000,
    bulkhead: { limit: 8, queue: 64 },
    breaker: { failures: 5, halfOpenAfterMs: 10_000 },
    retry: { again: 2, firstPauseMs: 300, longestPauseMs: 2_000 },
    longestReply: 4 * 1024 * 1024
  }
} as const satisfies Record<string, DepartmentNumbers>

/** Idle connections are closed before the other side does it unannounced (Node and nginx wait 5 s and more), in ms. */
export const idleConnectionMs = 4_000
