import { usePulledDown } from '@/platform/lifecycle'
import type { Load } from './load'

/** Pulling the page down loads again; the page's config needs enablePullDownRefresh: true. */
export function usePullToRefresh(...loads: Pick<Load<unknown>, 'reload'>[]): void {
  usePulledDown(async () => {
    await Promise.all(loads.map((load) => load.reload()))
  })
}
