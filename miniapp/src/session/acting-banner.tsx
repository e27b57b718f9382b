import { View } from '@tarojs/components'
import { Icon } from '@/kit/icon/icon'
import './acting-banner.scss'
import { capacityWords, useActingFor } from './capacity'

/** Says on every act in whose name it is done; nothing is shown to people who act for themselves. */
export function ActingBanner() {
  const acting = useActingFor()
  if (!acting) return null
  return (
    <View className='acting'>
      <Icon name='person' className='acting__icon' />
      <View className='acting__words'>当前身份：{capacityWords(acting)}</View>
    </View>
  )
}
