import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Icon } from '../icon/icon'
import { spoken } from '../spoken/spoken'
import './notice.scss'

export interface NoticeProps {
  tone?: 'info' | 'warn' | 'error'
  title?: string
  children?: ReactNode
}

/** A sentence or two that must be seen; errors are read out at once. */
export function Notice({ tone = 'info', title, children }: NoticeProps) {
  const names = `zj-notice zj-notice--${tone}`
  const content = (
    <>
      <Icon name={tone === 'info' ? 'info' : 'warn'} className='zj-notice__icon' />
      <View className='zj-notice__text'>
        {title ? <View className='zj-notice__title'>{title}</View> : null}
        {children}
      </View>
    </>
  )
  if (process.env.TARO_ENV === 'h5') {
    return (
      <div className={names} {...(tone === 'error' ? { role: 'alert' } : {})}>
        {content}
      </div>
    )
  } else {
    return (
      <View className={names} {...(tone === 'error' ? spoken({ role: 'alert' }) : {})}>
        {content}
      </View>
    )
  }
}
