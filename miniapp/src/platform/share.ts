import Taro, { useShareAppMessage } from '@tarojs/taro'

export interface ShareCard {
  title: string
  /** page address as goTo takes it */
  address: string
}

/**
 * WeChat only: what the page gives to a person it is sent to. `wanted` is the `code` of the pressed ShareButton, '' for
 * the ··· menu. The page's config needs enableShareAppMessage: true.
 */
export function useShareCard(cardOf: (wanted: string) => ShareCard): void {
  useShareAppMessage(({ target }) => {
    const { title, address } = cardOf(String(Object(Object(target).dataset).code ?? ''))
    return { title, path: address }
  })
}

/** Puts text into the clipboard; false when the phone or browser refuses. */
export async function copyText(text: string): Promise<boolean> {
  try {
    if (process.env.TARO_ENV === 'h5') await navigator.clipboard.writeText(text)
    else await Taro.setClipboardData({ data: text })
    return true
  } catch {
    return false
  }
}

/** H5: the full link to a page of this program, as one sends it to somebody. */
export const linkTo = (address: string): string => `${window.location.origin}/#${address}`
