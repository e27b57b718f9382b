import type { CaseSummary } from '@shared/contract/applications'
import { View } from '@tarojs/components'
import { caseAt } from '@/addresses'
import { Card } from '@/kit/card/card'
import { Tag } from '@/kit/tag/tag'
import { dayWords, instantWords } from '@/kit/when/when'
import { goTo } from '@/platform/navigation'
import { isFinal, toneOf } from '../case/case-words'
import './case-line.scss'

/** One case in the list; opens it. */
export function CaseLine({ item }: { item: CaseSummary }) {
  return (
    <Card onPress={() => void goTo(caseAt(item.id))}>
      <View className='sv-case-line__head'>
        <View className='sv-case-line__name'>{item.serviceName}</View>
        <Tag tone={toneOf(item)}>{item.stateLabel}</Tag>
      </View>
      <View className='sv-case-line__note'>{item.department}</View>
      <View className='sv-case-line__note'>提交：{instantWords(item.submittedAt)}</View>
      {item.promisedDay && !isFinal(item.state) ? (
        <View className='sv-case-line__note'>承诺 {dayWords(item.promisedDay)} 前办结</View>
      ) : null}
      <View className='sv-case-line__note'>办件编号 {item.number}</View>
    </Card>
  )
}
