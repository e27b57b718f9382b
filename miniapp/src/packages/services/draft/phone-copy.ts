import type { PhonePlace } from '@/drafts/place'

export interface PhoneCopy<T> {
  /** Keeps the newest value; values that arrive during a write are skipped except the last. */
  keep: (value: T) => void
  /** Resolves once everything given so far is kept or refused. */
  settled: () => Promise<void>
  /** Drops the value for good; later `keep`s do nothing. */
  forget: () => Promise<void>
}

/**
 * Writes one value to the phone as often as it changes, one write at a time and always the newest last: two
 * encrypted writes started together may finish in either order. `kept` hears whether the phone took it.
 */
export function makePhoneCopy<T>(place: PhonePlace, kept: (ok: boolean) => void): PhoneCopy<T> {
  let next: { value: T } | undefined
  let running: Promise<void> | undefined
  let forgotten = false

  async function writeAll(): Promise<void> {
    while (next !== undefined && !forgotten) {
      const { value } = next
      next = undefined
      kept(await place.write(value))
    }
    running = undefined
  }
  const settled = async () => {
    await running
  }
  return {
    keep: (value) => {
      if (forgotten) return
      next = { value }
      running ??= writeAll()
    },
    settled,
    forget: async () => {
      forgotten = true
      await settled()
      await place.drop()
    }
  }
}
