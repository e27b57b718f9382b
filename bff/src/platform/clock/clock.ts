import { type CivilDate, civilDateAt } from '@shared/values/civil-date'

/** The only way the product asks for the time, so that a test can move it. */
export type Clock = {
  now(): Date
  /** The civil day in Asia/Shanghai. */
  today(): CivilDate
}

/** A clock that can be set forward and back; it keeps running. */
export type MovableClock = Clock & {
  /** Moves the clock by whole milliseconds, negative for back. */
  moveBy(ms: number): void
  /** By how many milliseconds the clock is ahead of the machine's. */
  offset(): number
}

/** The machine's clock. */
export function systemClock(): Clock {
  return { now: () => new Date(), today: () => civilDateAt(new Date()) }
}

/** The machine's clock plus an offset in milliseconds, for tests and rehearsals. Throws RangeError on a broken offset. */
export function movableClock(initialOffsetMs = 0): MovableClock {
  let offsetMs = wholeMs(initialOffsetMs)
  const now = () => new Date(Date.now() + offsetMs)
  return {
    now,
    today: () => civilDateAt(now()),
    moveBy(ms) {
      offsetMs += wholeMs(ms)
    },
    offset: () => offsetMs
  }
}

function wholeMs(ms: number): number {
  if (!Number.isSafeInteger(ms)) throw new RangeError('a clock moves by whole milliseconds')
  return ms
}
