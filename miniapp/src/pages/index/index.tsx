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
import { refreshUnread, showUnread } from '../messages/unread'
import { fetchHot } from '../services/api'
import { fetchMine } from './api'
import { BigEntrances } from './big-entrances'
import { HomeHead } from './home-head'
import { HotServices } from './hot-services'
import { MyMatters } from './my-matters'

const ELDER_HOT = 4

export default function HomePage() {
  const elder = useElder()
  const session = useSession()
  const owner = useOwner()
  const signedIn = owner !== null
  const hot = useLoad(fetchHot, [])
  const mine = useLoad(() => fetchMine(signedIn), [owner])
  usePullToRefresh(hot, mine)
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
        <HotServices hot={hot} {...(elder ? { most: ELDER_HOT } : {})} />
      </View>
    </Page>
  )
}
