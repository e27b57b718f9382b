import type { Mandate } from '@shared/contract/mandates'
import { View } from '@tarojs/components'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Tag } from '@/kit/tag/tag'
import { endedWords, kindWords, scopeWords, untilWords } from '../mandates/scope-words'
import './lines.scss'

export interface MandateCardProps {
  mandate: Mandate
  /** whose name stands on the card */
  name: string
  serviceNames: Record<string, string>
  /** 解除; absent where this person cannot end it */
  act?: { words: string; onPress: () => Promise<void> }
}

/** Who may do what for whom and until when. */
export function MandateCard({ mandate, name, serviceNames, act }: MandateCardProps) {
  const ended = endedWords(mandate.state)
  return (
    <Card>
      <View className='tr-line__head'>
        <View className='tr-line__name'>{name}</View>
        <Tag tone={ended ? 'plain' : 'good'}>{ended ?? kindWords(mandate.kind)}</Tag>
      </View>
      <View className='tr-line__facts'>
        <View>可以办：{scopeWords(mandate.scope, serviceNames)}</View>
        <View className='tr-line__note'>{untilWords(mandate.until)}</View>
      </View>
      {act && !ended ? (
        <View className='tr-line__acts'>
          <Button narrow kind='danger' label={`${act.words}${name}`} onPress={act.onPress}>
            {act.words}
          </Button>
        </View>
      ) : null}
    </Card>
  )
}
