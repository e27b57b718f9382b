import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import './bottom-bar.scss'

/** The act of a page, always in reach at the lower edge: <Page bar={<BottomBar>…</BottomBar>}>. */
export function BottomBar({ children, note }: { children: ReactNode; note?: ReactNode }) {
  return (
    <View className='zj-bottom-bar'>
      {note === undefined ? null : <View className='zj-bottom-bar__note'>{note}</View>}
      <View className='zj-bottom-bar__acts'>{children}</View>
    </View>
  )
}
