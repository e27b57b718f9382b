import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { inspect } from 'node:util'
import { DepartmentUnavailable, type UnavailableReason } from '../../../bff/src/platform/department-client/errors'

/** The act must throw DepartmentUnavailable with this very reason. */
export async function failsAs(act: Promise<unknown>, reason: UnavailableReason): Promise<void> {
  const outcome = await act.then(
    () => 'it worked',
    (error: unknown) => error
  )
  assert.ok(outcome instanceof DepartmentUnavailable, `expected DepartmentUnavailable, got ${inspect(outcome)}`)
  assert.equal(outcome.reason, reason)
}

/** Fails when the work takes longer. */
export async function withinMs<T>(ms: number, work: Promise<T>): Promise<T> {
  const done = new AbortController()
  const late = pause(ms, undefined, { signal: done.signal }).then(() => assert.fail(`not finished within ${ms} ms`))
  try {
    return await Promise.race([work, late])
  } finally {
    late.catch(() => undefined)
    done.abort()
  }
}

/** Does the work as if so much time had gone by; everything in this process sees the same time. */
export async function later<T>(ms: number, work: () => Promise<T>): Promise<T> {
  const now = Date.now
  Date.now = () => now() + ms
  try {
    return await work()
  } finally {
    Date.now = now
  }
}

/** Tries again until it works, for 60 s at most. */
export async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  for (const until = Date.now() + 60_000; ; ) {
    try {
      return await attempt()
    } catch (error) {
      if (Date.now() > until) throw error
      await pause(20)
    }
  }
}
