import { useSyncExternalStore } from 'react'

/** One value that screens follow. */
export interface Watched<T> {
  get: () => T
  set: (value: T) => void
  watch: (seen: () => void) => () => void
}

export function makeWatched<T>(first: T): Watched<T> {
  let value = first
  const watchers = new Set<() => void>()
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return
      value = next
      for (const seen of [...watchers]) seen()
    },
    watch: (seen) => {
      watchers.add(seen)
      return () => watchers.delete(seen)
    }
  }
}

/** The current value; the component draws again whenever it changes. */
export const useWatched = <T>(watched: Watched<T>): T => useSyncExternalStore(watched.watch, watched.get, watched.get)
