import { useEffect, useRef, useState } from 'react'
import { useHidden, useShown } from '@/platform/lifecycle'
import { makeRefresher } from './refresher'

/** Refreshes when the page comes back to the front and every `everyMs` while it stays there, as long as `wanted`. */
export function useRefreshWhileVisible(refresh: () => Promise<void>, wanted: boolean, everyMs: number): void {
  const now = useRef({ refresh, wanted })
  now.current = { refresh, wanted }
  const [refresher] = useState(() =>
    makeRefresher({ refresh: () => now.current.refresh(), wanted: () => now.current.wanted, everyMs })
  )
  useShown(refresher.shown)
  useHidden(refresher.hidden)
  useEffect(() => refresher.hidden, [refresher])
}
