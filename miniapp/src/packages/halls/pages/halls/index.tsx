import { slug } from '@shared/contract/parts'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { hallAt, MY_BOOKINGS, timesAt } from '@/addresses'
import { HelpLine } from '@/help/help-line'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { useLoad } from '@/kit/load/load'
import { usePullToRefresh } from '@/kit/load/pull-to-refresh'
import { Page } from '@/kit/page/page'
import { PickerField } from '@/kit/picker-field/picker-field'
import { SearchBox } from '@/kit/search-box/search-box'
import { useSettled } from '@/kit/settled/settled'
import { StateView } from '@/kit/state-view/state-view'
import { usePageParams } from '@/platform/lifecycle'
import { goTo } from '@/platform/navigation'
import { type Halls, listHalls } from '../../api'
import '../../components/halls.scss'

const TYPING_PAUSE_MS = 300

/** 大厅预约取号: where; with a service id only the halls that serve it, and the next step is the time. */
export default function HallsPage() {
  const serviceId = slug.safeParse(usePageParams().serviceId).data
  const [wish, setWish] = useState({ q: '', street: '' })
  const [streets, setStreets] = useState<Halls['streets']>([])
  const { q, street } = useSettled(wish, wish.q === '' ? 0 : TYPING_PAUSE_MS)
  const halls = useLoad(async () => {
    const reply = await listHalls({
      ...(q.trim() === '' ? {} : { q: q.trim() }),
      ...(street === '' ? {} : { street }),
      ...(serviceId ? { serviceId } : {})
    })
    setStreets(reply.streets)
    return reply
  }, [q, street, serviceId])
  usePullToRefresh(halls)
  return (
    <Page title='大厅预约取号'>
      <SearchBox
        value={wish.q}
        onChange={(typed) => setWish({ ...wish, q: typed })}
        placeholder='搜大厅或事项，如“低保”'
      />
      <View className='ha-street'>
        <PickerField
          compact
          name='street'
          label='街道'
          kind='selector'
          placeholder='全部街道'
          options={streets.map(({ code, name }) => ({ value: code, label: name }))}
          value={wish.street}
          onChange={(chosen) => setWish({ ...wish, street: chosen })}
        />
      </View>
      <Card padded={false}>
        <Cell label='我的预约' note='查看取号码、排队进度，取消预约' onPress={() => void goTo(MY_BOOKINGS)} />
      </Card>
      <StateView
        of={halls}
        isEmpty={({ items }) => items.length === 0}
        empty={{ icon: 'search', title: '没有找到可以预约的大厅', note: '换个说法试试，或者清空条件看全部大厅。' }}
      >
        {({ items }) => (
          <Card padded={false}>
            {items.map(({ id, name, address, services }) => (
              <Cell
                key={id}
                label={name}
                note={address.value ?? `可以预约 ${services.length} 个事项`}
                onPress={() => void goTo(serviceId ? timesAt(id, serviceId) : hallAt(id))}
              />
            ))}
          </Card>
        )}
      </StateView>
      <HelpLine
        {...(serviceId ? { about: { kind: 'service', id: serviceId } } : {})}
        {...(q.trim() === '' ? {} : { question: q.trim() })}
      />
    </Page>
  )
}
