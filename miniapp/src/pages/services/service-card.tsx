import type { ServiceSummary } from '@shared/contract/guide'
import { View } from '@tarojs/components'
import { guideOf } from '@/addresses'
import { Card } from '@/kit/card/card'
import { Tag } from '@/kit/tag/tag'
import { goTo } from '@/platform/navigation'
import './service-card.scss'

const REFORM_WORDS = {
  备案: '备案即可',
  告知承诺: '可书面承诺',
  取消审批: '现在不用办了'
} as const satisfies Record<NonNullable<ServiceSummary['reform']>, string>

/** What can be done about it today, in a word. */
function Doable({ service }: { service: ServiceSummary }) {
  if (!service.availability.open) return <Tag tone='warn'>现在不受理</Tag>
  if (service.reform === '取消审批') return <Tag tone='good'>{REFORM_WORDS.取消审批}</Tag>
  return service.applyOnline ? <Tag tone='primary'>可在线办理</Tag> : <Tag>办事指南</Tag>
}

/** One service item; opens its guide. */
export function ServiceCard({ service }: { service: ServiceSummary }) {
  return (
    <Card onPress={() => void goTo(guideOf(service.id))}>
      <View className='service__name'>{service.name}</View>
      <View className='service__summary'>{service.summary}</View>
      {service.availability.note ? <View className='service__note'>{service.availability.note}</View> : null}
      <View className='service__foot'>
        <Doable service={service} />
        {service.reform && service.reform !== '取消审批' ? <Tag>{REFORM_WORDS[service.reform]}</Tag> : null}
        {service.tags.map((tag) => (
          <Tag key={tag}>{tag}</Tag>
        ))}
        <View className='service__department'>{service.department}</View>
      </View>
    </Card>
  )
}
