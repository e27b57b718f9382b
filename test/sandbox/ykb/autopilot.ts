import { makeTicker, type Ticker, waitUntil } from '../ticker'
import { advance } from './advance'
import type { YkbParts } from './parts'
import { type CaseState, stateOf, type YkbCase } from './state'

const stepMs = 3000
const nextStep: Partial<Record<CaseState, CaseState>> = {
  RECEIVED: 'ACCEPTED',
  ACCEPTED: 'REVIEWING',
  REVIEWING: 'DONE'
}

/** 自动办理: while switched on, each case takes its next ordinary step 3 s after its last event. */
export function makeAutopilot(parts: YkbParts): Ticker {
  const { store, clock } = parts
  const waiting = () =>
    store.data.autopilot
      ? store.data.cases.flatMap((one) => {
          const to = nextStep[stateOf(one)]
          return to === undefined ? [] : [{ one, to, at: dueAt(one) }]
        })
      : []
  return makeTicker({
    clock,
    longestWaitMs: stepMs,
    dueAt: () => waiting().map(({ at }) => at),
    async work() {
      for (const { one, to, at } of waiting()) {
        if (waitUntil(at, clock.now(), stepMs) === 0) await advance(one.outerId, { to }, parts)
      }
    }
  })
}

function dueAt(one: YkbCase): number {
  return Date.parse(one.events.at(-1)?.at ?? one.receivedAt) + stepMs
}
