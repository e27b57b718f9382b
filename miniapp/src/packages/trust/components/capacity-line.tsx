import { View } from '@tarojs/components'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Tag } from '@/kit/tag/tag'
import { capacityWords } from '@/session/capacity'
import type { CapacityChoice } from '../api'
import { untilWords } from '../mandates/scope-words'
import './lines.scss'

const KINDS = { self: '办自己的事', enterprise: '替企业办事', proxy: '替家人办事', guardian: '替孩子办事' } as const

/** One capacity to act in. */
export function CapacityLine({ choice, onChoose }: { choice: CapacityChoice; onChoose: () => Promise<void> }) {
  const name = capacityWords(choice)
  return (
    <Card>
      <View className='tr-line'>
        <View className='tr-line__words'>
          <View className='tr-line__name'>{name}</View>
          <View className='tr-line__note'>
            {KINDS[choice.kind]}
            {choice.until === null ? '' : `，${untilWords(choice.until)}`}
          </View>
        </View>
        {choice.current ? (
          <Tag tone='good'>当前身份</Tag>
        ) : (
          <Button narrow label={`切换到${name}`} onPress={onChoose}>
            切换
          </Button>
        )}
      </View>
    </Card>
  )
}
