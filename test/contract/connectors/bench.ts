import pino from 'pino'
import { movableClock } from '../../../bff/src/platform/clock/clock'
import type { DepartmentDeps } from '../../../bff/src/platform/department-client/department-client'
import type { DepartmentNumbers } from '../../../bff/src/platform/department-client/numbers'
import type { CallAuditRow } from '../../../bff/src/platform/department-client/store'
import { makeMemoryKv } from '../../../bff/src/platform/kv/memory-kv'
import { makeMetrics } from '../../../bff/src/platform/metrics/metrics'
import { type FaultProxy, startFaultProxy } from './fault-proxy'

/** A connector as the suite sees it: one act, repeatable by its key, and its own word on the department's health. */
export interface Connected {
  /** the same key is the same act of the same person; gives what the connector gave */
  act(key: string): Promise<unknown>
  health(): { name: string; state: 'up' | 'down' | 'unknown'; ageSeconds: number | null; note?: string }
}

export interface Running {
  /** scheme, host and port where the department listens */
  origin: string
  /** origin is to be used in place of the department's own */
  connect(setup: { origin: string; deps: DepartmentDeps; credentials: 'right' | 'wrong' }): Connected
  /** how often the department has done the act; left out when the act leaves nothing behind (it only reads) */
  done?(key: string): Promise<number>
  close(): Promise<void>
}

/** What a connector brings to be examined. */
export interface ConnectorTarget {
  name: string
  start(): Promise<Running>
  /** values of persons and secrets that `act` handles, none of which may turn up in a log line, audit row or error */
  canaries: readonly string[]
  /** alters a request in a way that stays readable; only for departments that check our signature */
  changeRequest?(body: string): string
  /** the department checks time and nonce of our requests, but its signature covers no content */
  headersOnly?: true
  /** the same for replies; only for departments that sign theirs */
  changeReply?(body: string): string
  /** recorded messages, read by the connector's own translation */
  recorded(): Promise<{ name: string; expected: unknown; actual: unknown }[]>
}

export interface Bench {
  target: ConnectorTarget
  proxy: FaultProxy
  done?: Running['done']
  connect(setup?: Setup): Connected & Traces
  close(): Promise<void>
}

interface Setup {
  numbers?: Partial<DepartmentNumbers>
  credentials?: 'right' | 'wrong'
  clockAheadMs?: number
  requestId?: string
}

export interface Traces {
  logLines: string[]
  auditRows: CallAuditRow[]
  /** 1 while the connector does not ask the department */
  cutOff(): Promise<number>
}

/** Patient enough for a loaded machine, quick between attempts, and no breaker unless a check asks for one. */
const calm: DepartmentNumbers = {
  timeoutMs: 5_000,
  bulkhead: { limit: 20, queue: 20 },
  breaker: { failures: 1_000, halfOpenAfterMs: 60_000 },
  retry: { again: 1, firstPauseMs: 1, longestPauseMs: 5 },
  longestReply: 1024 * 1024
}

/** Starts the department with the fault proxy in front of it. */
export async function startBench(target: ConnectorTarget): Promise<Bench> {
  const running = await target.start()
  const same = (body: string) => body
  const proxy = await startFaultProxy(running.origin, {
    changeRequest: target.changeRequest ?? same,
    changeReply: target.changeReply ?? same
  })
  return {
    target,
    proxy,
    ...(running.done && { done: running.done }),
    connect(setup = {}) {
      const { deps, traces } = watchedDeps(setup)
      const credentials = setup.credentials ?? 'right'
      return { ...running.connect({ origin: proxy.origin, deps, credentials }), ...traces }
    },
    async close() {
      await proxy.close()
      await running.close()
    }
  }
}

function watchedDeps(setup: Setup): { deps: DepartmentDeps; traces: Traces } {
  const logLines: string[] = []
  const auditRows: CallAuditRow[] = []
  const metrics = makeMetrics({ processMetrics: false })
  const { requestId } = setup
  return {
    deps: {
      log: pino({ level: 'trace' }, { write: (line: string) => logLines.push(line) }),
      metrics,
      audit: (row) => auditRows.push(row),
      clock: movableClock(setup.clockAheadMs ?? 0),
      kv: makeMemoryKv(),
      ...(requestId !== undefined && { requestId: () => requestId }),
      numbers: { ...calm, ...setup.numbers }
    },
    traces: {
      logLines,
      auditRows,
      cutOff: async () => (await metrics.breakerOpen.get()).values[0]?.value ?? Number.NaN
    }
  }
}
