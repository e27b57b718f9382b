import type { Log } from '../log/log'
import { DepartmentRefused, DepartmentUnavailable, type FieldProblem, type UnavailableReason } from './errors'

/**
 * What a reply of a department means, decided by a connector's translate.ts. `code` is the department's own code.
 * unknown = a reply in good form with a code we have no meaning for: it becomes `garbage` for the caller, but is
 * neither repeated nor held against the department, because the next reply would say the same.
 */
export type Verdict<T> =
  | { kind: 'ok'; value: T }
  | { kind: 'refused'; code: string; said: string; fields?: readonly FieldProblem[] }
  | { kind: 'unknown'; code: string }
  | { kind: 'unavailable'; reason: UnavailableReason; code?: string }

/** The reply cannot be read; `what` says which part, for the log: json, shape, signature. */
export const unreadable = (what: string): Verdict<never> => ({ kind: 'unavailable', reason: 'garbage', code: what })

/** The value, or the error that belongs to the verdict. */
export function settle<T>(department: string, verdict: Verdict<T>): T {
  switch (verdict.kind) {
    case 'ok':
      return verdict.value
    case 'refused':
      throw new DepartmentRefused({ department, ...verdict, code: codeForLog(verdict.code) })
    case 'unknown':
      throw new DepartmentUnavailable({ department, reason: 'garbage' })
    case 'unavailable':
      throw new DepartmentUnavailable({ department, reason: verdict.reason })
  }
}

/** How audit rows, metrics and log lines name a verdict. */
export const outcomeOf = (verdict: Verdict<unknown>): string =>
  verdict.kind === 'unavailable' ? verdict.reason : verdict.kind

/** Logs a message a department sent us that we cannot take over, with its raw code. */
export function logStrange(log: Log, department: string, operation: string, verdict: Verdict<unknown>): void {
  if (verdict.kind === 'ok') return
  log.warn({
    event: 'department',
    department,
    operation,
    outcome: outcomeOf(verdict),
    code: codeForLog(verdict.code)
  })
}

/** A code as it may stand in a log: codes are short words, and anything else could hold a person's data. */
export function codeForLog(code: string): string
export function codeForLog(code: string | undefined): string | undefined
export function codeForLog(code: string | undefined): string | undefined {
  return code === undefined || (/^[\w.:-]{1,32}$/.test(code) && !/\d{9}/.test(code)) ? code : 'unprintable'
}
