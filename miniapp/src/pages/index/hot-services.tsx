import { View } from '@tarojs/components'
import { Heading } from '@/kit/heading/heading'
import type { Load } from '@/kit/load/load'
import { StateView } from '@/kit/state-view/state-view'
import type { Catalogue } from '../services/api'
import { ServiceCard } from '../services/service-card'

/** The services most asked for; `most` limits them (长辈版). */
export function HotServices({ hot, most }: { hot: Load<Catalogue>; most?: number }) {
  return (
    <View className='matters'>
      <Heading>热门办事</Heading>
      <StateView
        of={hot}
        isEmpty={({ items }) => items.length === 0}
        empty={{ title: '暂时没有热门事项', note: '可以在“办事”里查找全部事项。' }}
      >
        {({ items }) => (
          <>
            {items.slice(0, most).map((service) => (
              <ServiceCard key={service.id} service={service} />
            ))}
          </>
        )}
      </StateView>
    </View>
  )
}
