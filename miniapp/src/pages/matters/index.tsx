import type { Matter } from '@shared/contract/home'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { SERVICES } from '@/addresses'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Chips } from '@/kit/chips/chips'
import { useLoad } from '@/kit/load/load'
import { usePullToRefresh } from '@/kit/load/pull-to-refresh'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { StateView } from '@/kit/state-view/state-view'
import { Tag } from '@/kit/tag/tag'
import { instantWords } from '@/kit/when/when'
import { asCallError } from '@/platform/call-error'
import { toast } from '@/platform/feedback'
import { useCameBack, useScrolledToEnd } from '@/platform/lifecycle'
import { goTo } from '@/platform/navigation'
import { ActingBanner } from '@/session/acting-banner'
import { signedIn } from '@/session/session'
import { pageAbout } from '../messages/page-about'
import { listMatters } from './api'
import './index.scss'

function MatterCard({ matter }: { matter: Matter }) {
  const { title, note, state, goesOn, at, leadsTo } = matter
  return (
    <Card onPress={() => void goTo(pageAbout(leadsTo))}>
      <View className='my-matter__head'>
        <View className='my-matter__title'>{title}</View>
        <Tag tone={goesOn ? 'primary' : 'plain'}>{state}</Tag>
      </View>
      <View className='my-matter__note'>{note}</View>
      <View className='my-matter__note'>{instantWords(at)}</View>
    </Card>
  )
}

/** The list as far as it was scrolled to; narrowed to a kind it begins anew. */
function useMatters() {
  const [kind, setKind] = useState<Matter['kind'] | null>(null)
  const matters = useLoad(() => signedIn(() => listMatters(kind)), [kind])
  const [fetching, setFetching] = useState(false)
  const last = matters.state === 'ready' && matters.data.more ? matters.data.items.at(-1) : undefined
  const fetchMore = async () => {
    if (fetching || !last) return
    setFetching(true)
    try {
      const next = await listMatters(kind, last.at)
      matters.amend((was) => ({ ...next, items: [...was.items, ...next.items] }))
    } catch (caught) {
      toast(asCallError(caught).message)
    } finally {
      setFetching(false)
    }
  }
  return { matters, kind, setKind, fetching, fetchMore }
}

/** 我的事项: cases, appointments and whatever else is mine, in one list. */
export default function MattersPage() {
  const { matters, kind, setKind, fetching, fetchMore } = useMatters()
  usePullToRefresh(matters)
  useCameBack(() => void matters.reload())
  useScrolledToEnd(() => void fetchMore())
  return (
    <Page title='我的事项'>
      <ActingBanner />
      <StateView of={matters}>
        {({ kinds, items, more, missing }) => (
          <>
            <View className='my-matters__kinds'>
              <Chips
                label='类别'
                options={[{ value: '', label: '全部' }, ...kinds.map((one) => ({ value: one.kind, label: one.label }))]}
                value={kind ?? ''}
                onChange={(value) => setKind(kinds.find((one) => one.kind === value)?.kind ?? null)}
              />
            </View>
            {missing.length > 0 ? <Notice tone='warn'>{missing.join('、')}暂时查不到，其他的都在这里。</Notice> : null}
            {items.map((matter) => (
              <MatterCard key={`${matter.kind}${matter.leadsTo.id}`} matter={matter} />
            ))}
            {items.length === 0 && missing.length === 0 ? (
              <>
                <Notice>这里还没有内容。提交的申请、预约的大厅时段都会出现在这里。</Notice>
                <Button kind='plain' onPress={() => goTo(SERVICES)}>
                  去办事
                </Button>
              </>
            ) : null}
            {more ? (
              <Button kind='plain' busy={fetching} onPress={fetchMore}>
                加载更多
              </Button>
            ) : null}
          </>
        )}
      </StateView>
    </Page>
  )
}
