import type { ServiceSummary } from '@shared/contract/guide'
import { View } from '@tarojs/components'
import { guideOf, MESSAGES } from '@/addresses'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Heading } from '@/kit/heading/heading'
import { goTo } from '@/platform/navigation'

/** 通知: messages not read yet, and which items are paused today; nothing where there is none. */
export function Notices({ unread, closed }: { unread: number; closed: ServiceSummary[] }) {
  if (unread === 0 && closed.length === 0) return null
  return (
    <View className='matters'>
      <Heading>通知</Heading>
      <Card padded={false}>
        {unread > 0 ? (
          <Cell icon='bell' label={`有 ${unread} 条消息没有看`} onPress={() => void goTo(MESSAGES)} />
        ) : null}
        {closed.map(({ id, name, availability }) => (
          <Cell
            key={id}
            icon='clock'
            label={`${name}现在不受理`}
            note={availability.note ?? undefined}
            onPress={() => void goTo(guideOf(id))}
          />
        ))}
      </Card>
    </View>
  )
}
