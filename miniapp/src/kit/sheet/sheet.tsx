import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { useHidden, useShown } from '@/platform/lifecycle'
import { goTo } from '@/platform/navigation'
import { useWatched } from '@/platform/watched'
import { Button } from '../button/button'
import { PrivacyButton } from '../phone-button/privacy-button'
import { Press } from '../press/press'
import { spoken } from '../spoken/spoken'
import { type OpenSheet, openSheet } from './ask-sheet'
import './sheet.scss'

function Sheet({ open: { question, answer } }: { open: OpenSheet }) {
  useEffect(() => question.shown?.(), [question])
  const { title, text, links, yes, no, privacyButtonId } = question
  return (
    <View className='zj-sheet' catchMove>
      <View className='zj-sheet__paper' {...spoken({ label: title })}>
        <View className='zj-sheet__title'>{title}</View>
        <View className='zj-sheet__text'>{text}</View>
        {links.map(({ label, address, open }) => (
          <Press
            key={label}
            role='link'
            className='zj-sheet__link'
            onPress={() => (address ? void goTo(address) : open?.())}
          >
            {label}
          </Press>
        ))}
        <View className='zj-sheet__acts'>
          <View className='zj-sheet__act'>
            <Button kind='plain' onPress={() => answer(false)}>
              {no}
            </Button>
          </View>
          <View className='zj-sheet__act'>
            {privacyButtonId ? (
              <PrivacyButton id={privacyButtonId} onAgree={() => answer(true)}>
                {yes}
              </PrivacyButton>
            ) : (
              <Button onPress={() => answer(true)}>{yes}</Button>
            )}
          </View>
        </View>
      </View>
    </View>
  )
}

/** Where a page draws the question that waits (weapp): only the page in front does. */
export function SheetPlace() {
  const open = useWatched(openSheet)
  const [front, setFront] = useState(true)
  useShown(() => setFront(true))
  useHidden(() => setFront(false))
  return open && front ? <Sheet open={open} /> : null
}
