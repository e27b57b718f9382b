import { View } from '@tarojs/components'
import './index.scss'
import { useEffect } from 'react'
import { useElder } from '@/kit/elder/elder'
import { useLoad } from '@/kit/load/load'
import { usePullToRefresh } from '@/kit/load/pull-to-refresh'
import { Page } from '@/kit/page/page'
import { useCameBack } from '@/platform/lifecycle'
import { useOwner } from '@/session/capacity'
import { useSession } from '@/session/session'
import { refreshUnread, showUnread, useUnread } from '../messages/unread'
import { fetchClosed, fetchHot } from '../services/api'
import { SuitedEntrance } from '../services/suited-entrance'
import { fetchMine } from './api'
import { BigEntrances } from './big-entrances'
import { HomeHead } from './home-head'
import { HotServices } from './hot-services'
import { LifeEvents } from './life-events'
import { MyMatters } from './my-matters'
import { Notices } from './notices'

const ELDER_HOT = 4

export default function HomePage() {
  const elder = useElder()
  const session = useSession()
  const owner = useOwner()
  const signedIn = owner !== null
  const hot = useLoad(fetchHot, [])
  const mine = useLoad(() => fetchMine(signedIn), [owner])
  const closed = useLoad(fetchClosed, [])
  const unread = useUnread()
  usePullToRefresh(hot, mine, closed)
  useCameBack(() => {
    void mine.reload()
    if (signedIn) void refreshUnread()
  })
  useEffect(() => {
    if (signedIn) void refreshUnread()
    else showUnread(0)
  }, [signedIn])

  return (
    <Page title='指尖办' padded={false}>
      <View className='home'>
        <HomeHead />
        {elder ? <BigEntrances /> : null}
        <MyMatters session={session} mine={mine} />
        <Notices unread={unread} closed={closed.state === 'ready' ? closed.data : []} />
        <View className='matters'>
          <SuitedEntrance />
        </View>
        {hot.state === 'ready' && !elder ? <LifeEvents events={hot.data.events} /> : null}
        <HotServices hot={hot} {...(elder ? { most: ELDER_HOT } : {})} />
      </View>
    </Page>
  )
}
