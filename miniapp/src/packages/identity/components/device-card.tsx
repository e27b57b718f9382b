import type { Device } from '@shared/contract/devices'
import { View } from '@tarojs/components'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Tag } from '@/kit/tag/tag'
import { instantWords } from '@/kit/when/when'
import { capacityWords } from '@/session/capacity'
import './device-card.scss'

export interface DeviceCardProps {
  device: Device
  /** the one a message told about */
  told: boolean
  onEnd: () => Promise<unknown>
  onNotMe: () => Promise<unknown>
}

/** One place where the person is signed in. */
export function DeviceCard({ device, told, onEnd, onNotMe }: DeviceCardProps) {
  const { device: name, signedInAt, lastSeenAt, current, capacity } = device
  return (
    <Card>
      <View className='device__head'>
        <View className='device__name'>{name}</View>
        {current ? <Tag tone='good'>这台设备</Tag> : null}
        {told ? <Tag tone='warn'>登录提醒</Tag> : null}
      </View>
      <View className='device__note'>登录：{instantWords(signedInAt)}</View>
      <View className='device__note'>最近使用：{instantWords(lastSeenAt)}</View>
      {capacity.kind === 'self' ? null : <View className='device__note'>当前身份：{capacityWords(capacity)}</View>}
      {current ? null : (
        <View className='device__acts'>
          <Button kind='plain' narrow label={`结束登录：${name}`} onPress={onEnd}>
            结束登录
          </Button>
          <Button kind='danger' narrow label={`不是我本人：${name}`} onPress={onNotMe}>
            不是我本人
          </Button>
        </View>
      )}
    </Card>
  )
}
