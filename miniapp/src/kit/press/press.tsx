import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { spoken } from '../spoken/spoken'
import './press.scss'

export interface PressProps {
  onPress: () => void
  children?: ReactNode
  className?: string
  /** read out instead of the content; needed where the content is a drawing or only part of the meaning */
  label?: string
  /** link: leads to another page */
  role?: 'button' | 'link' | 'switch' | 'tab'
  /** state of a switch or tab */
  checked?: boolean
  disabled?: boolean
}

/** Anything that is pressed: by finger, mouse, keyboard or screen reader. At least 44 px high. */
export function Press({ onPress, children, className = '', label, role = 'button', checked, disabled }: PressProps) {
  const names = `zj-press ${className} ${disabled ? 'zj-press--off' : ''}`
  if (process.env.TARO_ENV === 'h5') {
    const state = role === 'switch' ? { 'aria-checked': checked } : role === 'tab' ? { 'aria-selected': checked } : {}
    return (
      <button
        type='button'
        className={names}
        {...(role === 'button' ? {} : { role })}
        {...state}
        aria-label={label}
        disabled={disabled}
        onClick={onPress}
      >
        {children}
      </button>
    )
  } else {
    return (
      <View
        className={names}
        hoverClass={disabled ? 'none' : 'zj-press--down'}
        {...spoken({ role, label, disabled, checked })}
        onClick={() => {
          if (!disabled) onPress()
        }}
      >
        {children}
      </View>
    )
  }
}
