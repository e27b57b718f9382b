import type { Clock } from '../clock'
import type { Bureau } from '../rsj/bureau'
import type { Shelf, Store } from '../store'
import type { Item } from './items'
import type { YkbState } from './state'

/** What the acts of the platform need. */
export type YkbParts = {
  store: Store<YkbState>
  shelf: Shelf
  clock: Clock
  items: readonly Item[]
  bureau: Bureau
  /** Called after a saved change: callbacks or automatic steps may be due. */
  changed: () => void
}
