import Taro from '@tarojs/taro'
import { toast } from './feedback'
import { isPrivacyRefusal } from './privacy'

/** A place from WeChat's map: GCJ-02, degrees; the address with the place's name. */
export interface ChosenPlace {
  longitude: number
  latitude: number
  address: string
}

/** Opens WeChat's map; null when nothing was chosen, where there is no map, or without the person's agreement. */
export async function choosePlace(): Promise<ChosenPlace | null> {
  if (process.env.TARO_ENV === 'h5') return null
  else
    try {
      const { longitude, latitude, address, name } = await Taro.chooseLocation({})
      return { longitude, latitude, address: [address, name].filter(Boolean).join(' ').slice(0, 200) }
    } catch (caught) {
      if (isPrivacyRefusal(caught)) toast('您没有同意隐私保护指引，不能打开地图；可以直接写地址')
      return null
    }
}
