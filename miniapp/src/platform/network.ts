import Taro from '@tarojs/taro'
import { makeWatched, useWatched } from './watched'

const online = makeWatched(true)

/** Starts to follow the network; once, at launch. `back` is called whenever the network comes back. */
export function followNetwork(back: () => void): void {
  void Taro.getNetworkType()
    .then(({ networkType }) => online.set(networkType !== 'none'))
    .catch(() => undefined)
  Taro.onNetworkStatusChange(({ isConnected }) => {
    const returns = isConnected && !online.get()
    online.set(isConnected)
    if (returns) back()
  })
}

/** false while the phone itself knows that it has no network. */
export const useOnline = (): boolean => useWatched(online)
