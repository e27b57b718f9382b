import { View } from '@tarojs/components'
import { CASES, MESSAGES, MINE, SERVICES } from '@/addresses'
import { Icon } from '@/kit/icon/icon'
import { Press } from '@/kit/press/press'
import { goTo } from '@/platform/navigation'
import './big-entrances.scss'

const ENTRANCES = [
  { icon: 'document', title: '我要办事', address: SERVICES },
  { icon: 'clock', title: '我的办件', address: CASES },
  { icon: 'bell', title: '看消息', address: MESSAGES },
  { icon: 'person', title: '我的', address: MINE }
] as const

/** 长辈版: the four ways on as large buttons. */
export function BigEntrances() {
  return (
    <View className='big-entrances'>
      {ENTRANCES.map(({ icon, title, address }) => (
        <Press key={title} className='big-entrance' role='link' onPress={() => void goTo(address)}>
          <View className='big-entrance__line'>
            <Icon name={icon} className='big-entrance__icon' />
            <View>{title}</View>
          </View>
        </Press>
      ))}
    </View>
  )
}
