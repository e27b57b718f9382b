import type { LifeEvent } from '@shared/contract/guide'
import { View } from '@tarojs/components'
import { SERVICES } from '@/addresses'
import { Heading } from '@/kit/heading/heading'
import { Press } from '@/kit/press/press'
import { goTo } from '@/platform/navigation'
import { eventWanted } from '../services/event-wanted'
import './life-events.scss'

const EVERYTHING = { id: '', name: '全部事项' }

/** Entrances to the catalogue by what happens in a life. */
export function LifeEvents({ events }: { events: LifeEvent[] }) {
  const open = (id: string) => {
    eventWanted.set(id)
    void goTo(SERVICES)
  }
  return (
    <View className='matters'>
      <Heading>按人生大事找</Heading>
      <View className='life-events'>
        {[...events, EVERYTHING].map(({ id, name }) => (
          <Press key={id} className='life-event' role='link' onPress={() => open(id)}>
            {name}
          </Press>
        ))}
      </View>
    </View>
  )
}
