import type { Clock } from '../clock/clock'
import type { Kv } from '../kv/kv'
import type { Log } from '../log/log'
import type { Metrics } from '../metrics/metrics'
import { newId } from '../new-id'
import { makeCallPolicy } from './call-policy'
import { LeaveTakenBack } from './errors'
import type { DepartmentNumbers } from './numbers'
import type { Reply } from './reply'
import { makeSend, type Send } from './send'
import { type Sign, type SignedParts, unsigned } from './signing'
import type { CallAuditRow } from './store'
import { codeForLog, outcomeOf, settle, unreadable, type Verdict } from './verdict'

/** What every connector gets from wiring. */
export interface DepartmentDeps {
  log: Log
  metrics: Metrics
  /** takes one row per attempt that went out; must not throw and is not waited for */
  audit: (row: CallAuditRow) => void
  clock: Clock
  kv: Kv
  /** id of the citizen's request being served, if any; without one each call gets an id of its own */
  requestId?: () => string | undefined
  /** overrides rows of departmentNumbers, for one deployment or a test */
  numbers?: Partial<DepartmentNumbers>
}

export interface DepartmentCall<T> {
  /** short fixed name: label of metrics, log and audit */
  operation: string
  method: 'GET' | 'POST'
  /** appended to the base URL, begins with / */
  path: string
  /** in this order */
  query?: Record<string, string>
  /** sent as JSON */
  body?: unknown
  /** beside those of the signature: a token that must not stand in the query */
  headers?: Record<string, string>
  /** true for GETs and for POSTs the other side recognises when they come twice */
  repeatable: boolean
  /** asked right before each attempt goes out, which may be long after the call began; false throws LeaveTakenBack */
  mayGo?: () => Promise<boolean>
  /** gives the reply its meaning; a defect of ours if it throws */
  read: (reply: Reply) => Verdict<T>
}

/** How the department was when last asked: ageSeconds is null and state unknown when it never was. */
export interface DepartmentState {
  state: 'up' | 'down' | 'unknown'
  ageSeconds: number | null
  note?: string
}

export interface DepartmentClient {
  /** Throws DepartmentUnavailable or DepartmentRefused. Never call it inside a database transaction. */
  call<T>(call: DepartmentCall<T>): Promise<T>
  state(): DepartmentState
}

interface Options extends Omit<DepartmentDeps, 'numbers' | 'kv'> {
  department: string
  /** scheme, host and an optional path prefix */
  baseUrl: string
  numbers: DepartmentNumbers
  sign?: Sign
}

/**
 * The way to one department system: signs, sends, times out, repeats what may be repeated, stops asking a department
 * that keeps failing, and leaves a log line, a metric and an audit row for each attempt, without any content.
 */
export function makeDepartmentClient(options: Options): DepartmentClient {
  const { department, clock, metrics, numbers } = options
  const send = makeSend(numbers)
  const cutOff = (is: boolean) => metrics.breakerOpen.set({ department }, is ? 1 : 0)
  const policy = makeCallPolicy(numbers, cutOff)
  let last: { at: Date; outcome: string; up: boolean } | undefined
  cutOff(false)

  const attempt = async <T>(call: DepartmentCall<T>, requestId: string, number: number): Promise<Verdict<T>> => {
    if (call.mayGo && !(await call.mayGo())) throw new LeaveTakenBack(department)
    const at = clock.now()
    const started = performance.now()
    const { status, verdict } = await ask(options, send, call, requestId, at)
    const outcome = outcomeOf(verdict)
    last = { at: clock.now(), outcome, up: verdict.kind !== 'unavailable' || verdict.reason === 'busy' }
    const row = { at, department, operation: call.operation, requestId, outcome, status, attempt: number }
    leaveTrace(options, { ...row, durationMs: Math.round(performance.now() - started) }, verdict)
    return verdict
  }

  return {
    async call(call) {
      const requestId = options.requestId?.() ?? newId()
      const verdict = await policy.run(call.repeatable, (number) => attempt(call, requestId, number))
      if (verdict.kind === 'unavailable' && (verdict.reason === 'cut-off' || verdict.reason === 'full'))
        leaveUnsent(options, call.operation, verdict.reason)
      return settle(department, verdict)
    },
    state() {
      if (last === undefined) return { state: 'unknown', ageSeconds: null }
      const note = policy.isCutOff() ? `cut off after ${last.outcome}` : last.outcome
      return {
        state: last.up ? 'up' : 'down',
        ageSeconds: Math.max(0, Math.floor((clock.now().getTime() - last.at.getTime()) / 1000)),
        ...(note === 'ok' ? {} : { note })
      }
    }
  }
}

async function ask<T>(options: Options, send: Send, call: DepartmentCall<T>, requestId: string, at: Date) {
  const query = call.query === undefined ? '' : `?${new URLSearchParams(call.query)}`
  const url = new URL(`${options.baseUrl.replace(/\/$/, '')}${call.path}${query}`)
  const path = `${url.pathname}${url.search}`
  const plain = Buffer.from(call.body === undefined ? '' : JSON.stringify(call.body))
  const { operation, method } = call
  const { headers, body, open } = await (options.sign ?? unsigned)({ operation, method, path, body: plain }, at)
  const reply = await send({
    method,
    url: url.href,
    body,
    headers: { 'X-Request-Id': requestId, ...call.headers, ...headers }
  })
  if ('kind' in reply) return { status: null, verdict: reply }
  return { status: reply.status, verdict: await judge(reply, open, call.read) }
}

async function judge<T>(reply: Reply, open: SignedParts['open'], read: DepartmentCall<T>['read']): Promise<Verdict<T>> {
  const status = String(reply.status)
  if (reply.status === 429 || reply.status === 503) return { kind: 'unavailable', reason: 'busy', code: status }
  // a gateway in front of the department lives, the department does not
  if (reply.status === 502 || reply.status === 504) return { kind: 'unavailable', reason: 'down', code: status }
  if (reply.status >= 500 || (reply.status >= 300 && reply.status < 400)) return unreadable(status)
  const opened = open === undefined ? reply : await open(reply)
  return opened === null ? unreadable('signature') : read(opened)
}

function leaveTrace({ log, metrics, audit }: Options, row: CallAuditRow, verdict: Verdict<unknown>): void {
  const { department, operation, outcome, durationMs } = row
  metrics.departmentCalls.observe({ department, operation, outcome }, durationMs / 1000)
  audit(row)
  const code = verdict.kind === 'ok' ? undefined : codeForLog(verdict.code)
  const { at, ...facts } = row
  log[verdict.kind === 'ok' ? 'debug' : 'warn']({ event: 'department', ...facts, ...(code && { code }) })
}

/** No audit row: nothing reached the department, and a write per call would make an outage worse. */
function leaveUnsent({ department, log, metrics }: Options, operation: string, outcome: string): void {
  metrics.departmentCalls.observe({ department, operation, outcome }, 0)
  log.warn({ event: 'department', department, operation, outcome })
}
