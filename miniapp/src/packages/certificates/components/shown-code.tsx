import { View } from '@tarojs/components'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { QrCode } from '@/kit/qr-code/qr-code'
import { Empty } from '@/kit/state-view/state-view'
import { inGroups } from '../words'
import './shown-code.scss'
import { useSecondsLeft } from './use-seconds-left'

interface ShownCodeProps {
  code: string
  /** ms since the epoch, by this phone's clock */
  until: number
  again: () => unknown
}

/** A code of 亮证 while it is good; afterwards the way to another. */
export function ShownCode({ code, until, again }: ShownCodeProps) {
  const left = useSecondsLeft(until)
  if (left === 0)
    return (
      <Empty
        icon='clock'
        title='这个码已经失效'
        note='每个码只能用一次，一分钟内有效。'
        act={
          <Button narrow onPress={again}>
            换一个码
          </Button>
        }
      />
    )
  return (
    <Card>
      <View className='ce-shown'>
        <QrCode text={code} label='亮证二维码' />
        <View className='ce-shown__code'>{inGroups(code)}</View>
        <View className='ce-shown__left'>{left} 秒内有效，只能用一次</View>
      </View>
    </Card>
  )
}
