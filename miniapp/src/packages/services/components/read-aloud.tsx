import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Press } from '@/kit/press/press'
import { spoken } from '@/kit/spoken/spoken'
import { canReadAloud, readAloud } from '@/platform/read-aloud-h5'
import './read-aloud.scss'

/**
 * Has the question read aloud. A browser speaks by itself at the press of a button; WeChat has no voice of its own, there
 * the phone's reader gets the whole sentence with the head of the question.
 */
export function ReadAloud({ text, children }: { text: string; children: ReactNode }) {
  if (process.env.TARO_ENV === 'h5') {
    return (
      <View>
        {children}
        {canReadAloud() ? (
          <Press className='sv-aloud' onPress={() => readAloud(text)}>
            朗读这一题
          </Press>
        ) : null}
      </View>
    )
  } else {
    return <View {...spoken({ role: 'text', label: text })}>{children}</View>
  }
}
