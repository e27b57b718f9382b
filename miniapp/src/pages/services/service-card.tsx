import type { ServiceSummary } from '@shared/contract/guide'
import { View } from '@tarojs/components'
import { guideOf } from '@/addresses'
import { Card } from '@/kit/card/card'
import { Tag } from '@/kit/tag/tag'
import { goTo } from '@/platform/navigation'
import './service-card.scss'

/** One service item; opens its guide. */
export function ServiceCard({ service }: { service: ServiceSummary }) {
  return (
    <Card onPress={() => void goTo(guideOf(service.id))}>
      <View className='service__name'>{service.name}</View>
      <View className='service__summary'>{service.summary}</View>
      <View className='service__foot'>
        {service.applyOnline ? <Tag tone='primary'>可在线办理</Tag> : <Tag>办事指南</Tag>}
        <View className='service__department'>{service.department}</View>
      </View>
    </Card>
  )
}
