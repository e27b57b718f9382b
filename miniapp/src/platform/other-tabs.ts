/** H5: other tabs of the same browser, which share cookie and storage. Undefined on weapp and in browsers without it. */
export function openTabs(
  name: string
): { tell: (text: string) => void; hear: (heard: (text: string) => void) => void } | undefined {
  if (process.env.TARO_ENV !== 'h5' || typeof BroadcastChannel === 'undefined') return undefined
  const channel = new BroadcastChannel(name)
  return {
    tell: (text) => channel.postMessage(text),
    hear: (heard) => {
      channel.onmessage = ({ data }: MessageEvent<unknown>) => {
        if (typeof data === 'string') heard(data)
      }
    }
  }
}

/** H5: begins the page anew. */
export const reloadPage = (): void => window.location.reload()
