import { View } from '@tarojs/components'
import { SEARCH } from '@/addresses'
import { setElder, useElder } from '@/kit/elder/elder'
import { Icon } from '@/kit/icon/icon'
import { Press } from '@/kit/press/press'
import { SearchEntrance } from '@/kit/search-box/search-box'
import { greetingAt } from '@/kit/when/when'
import { toast } from '@/platform/feedback'
import { goTo } from '@/platform/navigation'
import './home-head.scss'

function ElderSwitch() {
  const elder = useElder()
  const change = () => {
    setElder(!elder)
    toast(elder ? '已回到标准版' : '已开启长辈版，字更大')
  }
  return (
    <Press className='home-head__elder' role='switch' checked={elder} label='长辈版' onPress={change}>
      <View className='home-head__elder-line'>
        <Icon name='large-text' />
        <View>{elder ? '标准版' : '长辈版'}</View>
      </View>
    </Press>
  )
}

/** Greeting, the switch to 长辈版 and the way to search, on the first screen. */
export function HomeHead() {
  return (
    <View className='home-head'>
      <View className='home-head__top'>
        <View className='home-head__words'>
          <View className='home-head__greeting'>{greetingAt(new Date())}</View>
          <View className='home-head__place'>渝中区政务服务，指尖就能办</View>
        </View>
        <ElderSwitch />
      </View>
      <SearchEntrance placeholder='搜事项、大厅、办件，如“社保”' onPress={() => void goTo(SEARCH)} />
    </View>
  )
}
