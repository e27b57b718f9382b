import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhenResult,
  retry,
  wrap
} from 'cockatiel'
import type { DepartmentNumbers } from './numbers'
import type { Verdict } from './verdict'

type Attempt<T> = (number: number) => Promise<Verdict<T>>

/** Runs the attempts of one call; a call that may not be repeated gets exactly one. */
export interface CallPolicy {
  run<T>(repeatable: boolean, attempt: Attempt<T>): Promise<Verdict<T>>
  isCutOff(): boolean
}

/**
 * From outside in: retry with jitter, bulkhead, breaker. The breaker is innermost so that calls waiting for a place
 * learn of an outage at once, and the bulkhead is inside the retry so that nobody holds a place while pausing.
 */
export function makeCallPolicy(numbers: DepartmentNumbers, onCutOff: (cutOff: boolean) => void): CallPolicy {
  const breaker = circuitBreaker(handleWhenResult(isIll), {
    breaker: new ConsecutiveBreaker(numbers.breaker.failures),
    halfOpenAfter: numbers.breaker.halfOpenAfterMs
  })
  breaker.onStateChange((state) => onCutOff(state !== CircuitState.Closed))
  const once = wrap(bulkhead(numbers.bulkhead.limit, numbers.bulkhead.queue), breaker)
  const repeated = wrap(
    retry(handleWhenResult(mayHelpToRepeat), {
      maxAttempts: numbers.retry.again,
      // cockatiel's default generator is decorrelated jitter
      backoff: new ExponentialBackoff({
        initialDelay: numbers.retry.firstPauseMs,
        maxDelay: numbers.retry.longestPauseMs
      })
    }),
    once
  )
  return {
    async run(repeatable, attempt) {
      let number = 0
      try {
        return await (repeatable ? repeated : once).execute(() => attempt(++number))
      } catch (error) {
        if (error instanceof BrokenCircuitError) return { kind: 'unavailable', reason: 'cut-off' }
        if (error instanceof BulkheadRejectedError) return { kind: 'unavailable', reason: 'full' }
        throw error
      }
    },
    isCutOff: () => breaker.state === CircuitState.Open
  }
}

/** What speaks of a sick department, as against one that does not like our request. */
const isIll = (result: unknown): boolean => ['down', 'timeout', 'garbage', 'busy'].includes(reasonOf(result))

const mayHelpToRepeat = (result: unknown): boolean => ['down', 'garbage', 'busy'].includes(reasonOf(result))

function reasonOf(result: unknown): string {
  // cockatiel hands results over untyped; attempts return nothing but verdicts
  const verdict = result as Verdict<unknown>
  return verdict.kind === 'unavailable' ? verdict.reason : ''
}
