import { View } from '@tarojs/components'
import { type ReactNode, useEffect, useState } from 'react'
import { useShown } from '@/platform/lifecycle'
import { currentAddress, isTab, setTitle } from '@/platform/navigation'
import { useElder } from '../elder/elder'
import { SheetPlace } from '../sheet/sheet'
import { TabBar } from '../tab-bar/tab-bar'
import { TopBar } from '../top-bar/top-bar'
import './page.scss'
import { Unbroken } from './unbroken'

export interface PageProps {
  /** title bar, and the page's first heading */
  title: string
  children: ReactNode
  /** a BottomBar */
  bar?: ReactNode
  /** false: content reaches the screen's edges (a coloured head) */
  padded?: boolean
  /** true: a question that waits for an answer is not drawn over this page, because it says to read it first */
  undisturbed?: boolean
}

/** Root of every page: landmarks, 长辈版 class, title, on H5 title bar and tab bar, safe area. */
export function Page({ title, children, bar, padded = true, undisturbed = false }: PageProps) {
  const elder = useElder()
  const [address] = useState(() => currentAddress().split('?')[0] ?? '')
  useEffect(() => setTitle(title), [title])
  // Taro's H5 writes the title of the page's config again whenever the page comes back.
  useShown(() => setTitle(title))
  const names = `zj-root zj-page ${elder ? 'zj-elder' : ''}`
  const body = (
    <View className={`zj-page__body ${padded ? 'zj-page__body--padded' : ''}`}>
      <Unbroken>{children}</Unbroken>
    </View>
  )
  if (process.env.TARO_ENV === 'h5') {
    return (
      <div className={names}>
        <TopBar title={title} back={!isTab(address)} />
        <main className='zj-page__main'>
          {body}
          {bar}
        </main>
        {isTab(address) ? <TabBar current={address} /> : null}
      </div>
    )
  } else {
    return (
      <View className={names}>
        {body}
        {bar}
        {undisturbed ? null : <SheetPlace />}
      </View>
    )
  }
}
