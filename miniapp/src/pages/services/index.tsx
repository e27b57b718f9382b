import { View } from '@tarojs/components'
import { useState } from 'react'
import { INSTITUTIONS } from '@/addresses'
import { HelpLine } from '@/help/help-line'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Chips } from '@/kit/chips/chips'
import { useLoad } from '@/kit/load/load'
import { usePullToRefresh } from '@/kit/load/pull-to-refresh'
import { Page } from '@/kit/page/page'
import { PickerField } from '@/kit/picker-field/picker-field'
import { SearchBox } from '@/kit/search-box/search-box'
import { useSettled } from '@/kit/settled/settled'
import { StateView } from '@/kit/state-view/state-view'
import { useShown } from '@/platform/lifecycle'
import { goTo } from '@/platform/navigation'
import { type Catalogue, fetchCatalogue, TAGS, type Wish } from './api'
import { eventWanted } from './event-wanted'
import './index.scss'
import { ServiceCard } from './service-card'
import { SuitedEntrance } from './suited-entrance'

const TYPING_PAUSE_MS = 300
/** 退休养老 of events.yaml */
const OLD_AGE = 'retirement'
const EVERYTHING = { q: '', department: '', subject: '', event: '', tag: '' } as const satisfies Wish
const SUBJECTS = [
  { value: '', label: '全部' },
  { value: '个人', label: '个人' },
  { value: '法人', label: '企业' }
]

const isSubject = (value: string): value is Wish['subject'] => SUBJECTS.some((each) => each.value === value)

const TAG_OPTIONS = TAGS.map((tag) => ({ value: tag, label: tag }))

function found({ items, total }: Catalogue): string {
  return total > items.length ? `共 ${total} 项，先列出 ${items.length} 项，可输入关键词再找` : `共 ${total} 项`
}

export default function ServicesPage() {
  const [wish, setWish] = useState<Wish>(EVERYTHING)
  const [lists, setLists] = useState<Pick<Catalogue, 'departments' | 'events'>>({ departments: [], events: [] })
  const asked = useSettled(wish, wish.q === '' ? 0 : TYPING_PAUSE_MS)
  useShown(() => {
    const event = eventWanted.get()
    if (event !== null) setWish({ ...EVERYTHING, event })
    eventWanted.set(null)
  })
  const catalogue = useLoad(async () => {
    const reply = await fetchCatalogue(asked)
    setLists(reply)
    return reply
  }, [asked])
  usePullToRefresh(catalogue)

  return (
    <Page title='办事'>
      <View className='catalogue__search'>
        <SearchBox value={wish.q} onChange={(q) => setWish({ ...wish, q })} placeholder='搜事项，如“社保”' />
      </View>
      <Chips
        label='服务对象'
        options={SUBJECTS}
        value={wish.subject}
        onChange={(subject) => isSubject(subject) && setWish({ ...wish, subject })}
      />
      <View className='catalogue__tags'>
        <Chips
          label='办理方式'
          options={TAG_OPTIONS}
          value={wish.tag}
          onChange={(chosen) => {
            const tag = TAGS.find((each) => each === chosen && each !== wish.tag)
            setWish({ ...wish, tag: tag ?? '' })
          }}
        />
      </View>
      <View className='catalogue__lists'>
        <PickerField
          compact
          name='event'
          label='人生大事'
          kind='selector'
          placeholder='全部大事'
          options={lists.events.map(({ id, name }) => ({ value: id, label: name }))}
          value={wish.event}
          onChange={(event) => setWish({ ...wish, event })}
        />
        <PickerField
          compact
          name='department'
          label='部门'
          kind='selector'
          placeholder='全部部门'
          options={lists.departments.map(({ id, name }) => ({ value: id, label: name }))}
          value={wish.department}
          onChange={(department) => setWish({ ...wish, department })}
        />
      </View>
      <SuitedEntrance />
      <StateView
        of={catalogue}
        isEmpty={({ items }) => items.length === 0}
        empty={{
          ...{ icon: 'search', title: '没有找到相关事项', note: '换个说法试试，或者清空条件看全部事项。' },
          act: <HelpLine question={asked.q.trim()} />
        }}
      >
        {(reply) => (
          <>
            <View className='catalogue__found'>{found(reply)}</View>
            {reply.items.map((service) => (
              <ServiceCard key={service.id} service={service} />
            ))}
            {wish.event === OLD_AGE ? (
              <Card padded={false}>
                <Cell
                  label='养老机构'
                  note='按街道查日间照料、助餐、上门服务'
                  onPress={() => void goTo(INSTITUTIONS)}
                />
              </Card>
            ) : null}
            <HelpLine />
          </>
        )}
      </StateView>
    </Page>
  )
}
