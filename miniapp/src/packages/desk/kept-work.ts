import { makeWatched, type Watched } from '@/platform/watched'

/** Who comes back later than this begins anew: what was typed about a person does not stay in an unattended browser. */
const KEPT_MS = 60 * 60_000

let clerk: string | null = null
let going: ReturnType<typeof setTimeout> | undefined
const clearings: (() => void)[] = []
const clearAll = (): void => {
  for (const clear of clearings) clear()
}

/**
 * Unfinished work at the counter (an intake, a relay) that outlives its page: it is there again when the same clerk signs
 * in within an hour after the desk closed by itself. Here it stands in the memory of this tab alone, never in a storage;
 * a reload, 退出 or another clerk ends it here, and what outlives that is the server's (an intake, a relayed draft).
 */
export function makeKeptWork<T>(): Watched<T | null> {
  const work = makeWatched<T | null>(null)
  clearings.push(() => work.set(null))
  return work
}

/** Who works here from now on; null = whoever did has left. */
export function workIsOf(staffId: string | null): void {
  clearTimeout(going)
  if (staffId !== clerk) clearAll()
  clerk = staffId
}

/** The desk has closed by itself. */
export function workWaits(): void {
  clearTimeout(going)
  going = setTimeout(clearAll, KEPT_MS)
}
