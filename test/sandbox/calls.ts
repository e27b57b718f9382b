import { type Clock, shanghaiTime } from './clock'

/** One call seen by a system, or (ykb-callback) made by it; without query and body, which hold secrets. */
export type Call = { at: string; system: string; method: string; path: string; outcome: string }

/** The last 200 calls of each system, in memory. */
export type CallLog = {
  record(call: Omit<Call, 'at'>): void
  /** Newest first; every system when none is named. */
  list(system?: string): Call[]
  /** How many calls of each system since the start or the last reset. */
  counts(): Record<string, number>
  empty(): void
}

const kept = 200

/** An empty log that stamps calls with the sandbox's time. */
export function makeCallLog(clock: Clock): CallLog {
  let calls: Call[] = []
  let counts: Record<string, number> = {}
  return {
    record(call) {
      calls.unshift({ at: shanghaiTime(clock.now()), ...call })
      counts[call.system] = (counts[call.system] ?? 0) + 1
      if ((counts[call.system] ?? 0) <= kept) return
      const surplus = calls.filter(({ system }) => system === call.system)[kept]
      if (surplus !== undefined) calls.splice(calls.indexOf(surplus), 1)
    },
    list: (system) => calls.filter((call) => system === undefined || call.system === system).slice(0, kept),
    counts: () => ({ ...counts }),
    empty() {
      calls = []
      counts = {}
    }
  }
}
