import { Input, View } from '@tarojs/components'
import { useEffect, useRef } from 'react'
import { Icon } from '../icon/icon'
import { Press } from '../press/press'
import { spoken } from '../spoken/spoken'
import './search-box.scss'

export interface SearchBoxProps {
  value: string
  onChange: (value: string) => void
  /** Enter, or 搜索 on the phone's keyboard */
  onSearch?: () => void
  placeholder: string
  /** turning true puts the cursor here; only where the person has just pressed a search entrance */
  focused?: boolean
}

const MAX_LENGTH = 60
const SHOWN_AFTER_MS = 80

/** A line to search with, cleared by its cross. */
export function SearchBox({ value, onChange, onSearch, placeholder, focused = false }: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!focused) return
    // The page is told that it is in front a moment before the browser shows it.
    const timer = setTimeout(() => input.current?.focus(), SHOWN_AFTER_MS)
    return () => clearTimeout(timer)
  }, [focused])
  return (
    <View className='zj-search'>
      <Icon name='search' className='zj-search__icon' />
      {process.env.TARO_ENV === 'h5' ? (
        <input
          className='zj-search__input'
          type='text'
          inputMode='search'
          enterKeyHint='search'
          aria-label={placeholder}
          placeholder={placeholder}
          autoComplete='off'
          maxLength={MAX_LENGTH}
          value={value}
          ref={input}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) onSearch?.()
          }}
        />
      ) : (
        <Input
          className='zj-search__input'
          {...spoken({ label: placeholder })}
          placeholder={placeholder}
          placeholderClass='zj-input__placeholder'
          confirmType='search'
          maxlength={MAX_LENGTH}
          value={value}
          focus={focused}
          onInput={(event) => onChange(event.detail.value)}
          onConfirm={() => onSearch?.()}
        />
      )}
      {value === '' ? null : (
        <Press className='zj-search__clear' label='清空' onPress={() => onChange('')}>
          <Icon name='close' />
        </Press>
      )}
    </View>
  )
}

/** Looks like the search box and leads to the page that has it. */
export function SearchEntrance({ placeholder, onPress }: { placeholder: string; onPress: () => void }) {
  return (
    <Press className='zj-search zj-search--entrance' role='link' label={placeholder} onPress={onPress}>
      <View className='zj-search__line'>
        <Icon name='search' className='zj-search__icon' />
        <View className='zj-input__placeholder'>{placeholder}</View>
      </View>
    </Press>
  )
}
