import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { spoken } from '../spoken/spoken'
import './heading.scss'

/** A heading; level 1 is the page's title already, so pages begin with 2. `aside` stands at the right edge. */
export function Heading({ level = 2, children, aside }: { level?: 2 | 3; children: ReactNode; aside?: ReactNode }) {
  const names = `zj-heading zj-heading--${level}`
  const Tag = level === 2 ? 'h2' : 'h3'
  return (
    <View className='zj-heading-row'>
      {process.env.TARO_ENV === 'h5' ? (
        <Tag className={names}>{children}</Tag>
      ) : (
        <View className={names} {...spoken({ role: 'heading' })}>
          {children}
        </View>
      )}
      {aside}
    </View>
  )
}
