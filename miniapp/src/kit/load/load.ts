import { type DependencyList, useCallback, useEffect, useRef, useState } from 'react'
import { asCallError, type CallError } from '@/platform/call-error'

/**
 * loading: nothing to show yet. error: nothing to show, and why. ready: `data`; while it is fetched again
 * `refreshing` is true, and `stale` tells why the last attempt failed although there is something to show.
 */
export type LoadState<T> =
  | { state: 'loading' }
  | { state: 'error'; error: CallError }
  | { state: 'ready'; data: T; refreshing: boolean; stale: CallError | undefined }

export type Load<T> = LoadState<T> & {
  /** Fetches again, keeping what is shown; settles when done, never rejects. */
  reload: () => Promise<void>
  /**
   * Changes what is shown without fetching (an item marked as read, what an act answered); nothing happens unless ready.
   * A fetch under way was asked before that: its answer is fetched anew, so that it does not take the change back.
   */
  amend: (change: (data: T) => T) => void
}

/**
 * Loads data for a page: at first and whenever `deps` change (then from the start). Answers that arrive after a newer
 * question are dropped.
 */
export function useLoad<T>(fetch: () => Promise<T>, deps: DependencyList): Load<T> {
  const [state, setState] = useState<LoadState<T>>({ state: 'loading' })
  const latest = useRef(0)
  const amended = useRef(0)
  const fetchNow = useRef(fetch)
  fetchNow.current = fetch

  const run = useCallback(async (afresh: boolean) => {
    latest.current += 1
    const turn = latest.current
    const current = () => turn === latest.current
    setState((was) => (!afresh && was.state === 'ready' ? { ...was, refreshing: true } : { state: 'loading' }))
    try {
      let data: T
      let before: number
      do {
        before = amended.current
        data = await fetchNow.current()
      } while (current() && before !== amended.current)
      if (current()) setState({ state: 'ready', data, refreshing: false, stale: undefined })
    } catch (caught) {
      const error = asCallError(caught)
      if (current())
        setState((was) =>
          was.state === 'ready' ? { ...was, refreshing: false, stale: error } : { state: 'error', error }
        )
    }
  }, [])

  useEffect(
    () => {
      void run(true)
      return () => {
        latest.current += 1
      }
    },
    // biome-ignore lint/correctness/useExhaustiveDependencies: the caller names what the data depends on
    deps
  )

  const reload = useCallback(() => run(false), [run])
  const amend = useCallback((change: (data: T) => T) => {
    amended.current += 1
    setState((was) => (was.state === 'ready' ? { ...was, data: change(was.data) } : was))
  }, [])
  return { ...state, reload, amend }
}
