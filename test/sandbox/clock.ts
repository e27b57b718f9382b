const hour = 3_600_000
const day = 24 * hour

/** The sandbox's time: real time plus an offset that a tester moves. Instants are ms since the epoch. */
export type Clock = {
  now(): number
  offset(): number
  move(byMs: number): void
  reset(): void
  /** Called after every change of the offset, so that whoever waits for an instant looks again. */
  onMove(listener: () => void): void
}

/** A clock that starts with the given offset in ms. */
export function makeClock(startOffset = 0): Clock {
  const listeners: (() => void)[] = []
  let offset = startOffset
  const set = (value: number) => {
    offset = value
    for (const listener of listeners) listener()
  }
  return {
    now: () => Date.now() + offset,
    offset: () => offset,
    move: (byMs) => set(offset + byMs),
    reset: () => set(0),
    onMove: (listener) => listeners.push(listener)
  }
}

/** ISO 8601 in Beijing time with its offset, e.g. 2026-11-22T14:18:09.000+08:00. */
export function shanghaiTime(at: number): string {
  return new Date(at + 8 * hour).toISOString().replace('Z', '+08:00')
}

/** The same for people: 2026-11-22 14:18:09. */
export function readableTime(at: number | string): string {
  const instant = typeof at === 'string' ? Date.parse(at) : at
  return shanghaiTime(instant).slice(0, 19).replace('T', ' ')
}

/** Milliseconds to the same hour of the next day that is neither Saturday nor Sunday in Beijing. */
export function untilNextWorkingDay(at: number): number {
  let later = at + day
  while ([0, 6].includes(new Date(later + 8 * hour).getUTCDay())) later += day
  return later - at
}
