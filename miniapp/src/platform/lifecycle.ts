import Taro, { useDidHide, useDidShow, useLaunch, usePullDownRefresh, useReachBottom, useRouter } from '@tarojs/taro'
import { useRef } from 'react'

/** Runs each time the page comes to the front, also when coming back to it. */
export const useShown = (act: () => void): void => {
  useDidShow(act)
}

/** Runs each time the page comes to the front again, not when it opens. */
export const useCameBack = (act: () => void): void => {
  // Not "the second show": what is drawn only after somebody has signed in was not there at the first.
  const away = useRef(false)
  useDidHide(() => {
    away.current = true
  })
  useDidShow(() => {
    if (away.current) act()
    away.current = false
  })
}

/** Runs each time the page goes to the back. */
export const useHidden = (act: () => void): void => {
  useDidHide(act)
}

/** Runs once when the program starts (app component only). */
export const useStarted = (act: () => void): void => {
  useLaunch(act)
}

/** Runs when the page is scrolled to its end. */
export const useScrolledToEnd = (act: () => void): void => {
  useReachBottom(act)
}

/** Runs when the page is pulled down; the page's config needs enablePullDownRefresh. Ends the spinner by itself. */
export const usePulledDown = (act: () => Promise<void>): void => {
  usePullDownRefresh(() => {
    void act().finally(() => Taro.stopPullDownRefresh())
  })
}

/** Parameters of this page's address, decoded. */
export function usePageParams(): Record<string, string | undefined> {
  return useRouter().params
}
