import Taro from '@tarojs/taro'
import { makeWatched, useWatched } from './watched'

const numbers = makeWatched<Record<number, number>>({})

/** Number on a tab (index from 0), nothing for 0. */
export function setTabNumber(index: number, count: number): void {
  numbers.set({ ...numbers.get(), [index]: count })
  if (process.env.TARO_ENV === 'h5') return
  const shown =
    count > 0 ? Taro.setTabBarBadge({ index, text: tabNumberText(count) }) : Taro.removeTabBarBadge({ index })
  // Off the tab pages WeChat refuses; the next tab page sets it again.
  void shown.catch(() => undefined)
}

/** Two digits at most. */
export const tabNumberText = (count: number): string => (count > 99 ? '99+' : String(count))

/** The number on a tab, for the tab bar drawn on H5. */
export const useTabNumber = (index: number): number => useWatched(numbers)[index] ?? 0
