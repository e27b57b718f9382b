import Taro from '@tarojs/taro'
import { makeWatched, useWatched } from './watched'

const online = makeWatched(true)

/** Starts to follow the network; once, at launch. */
export function followNetwork(): void {
  void Taro.getNetworkType()
    .then(({ networkType }) => online.set(networkType !== 'none'))
    .catch(() => undefined)
  Taro.onNetworkStatusChange(({ isConnected }) => online.set(isConnected))
}

/** false while the phone itself knows that it has no network. */
export const useOnline = (): boolean => useWatched(online)
