import { View } from '@tarojs/components'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Press } from '../press/press'
import './button.scss'

export interface ButtonProps {
  /** While the returned promise runs the button is busy: a second press does nothing. */
  onPress: () => unknown
  children: ReactNode
  kind?: 'primary' | 'plain' | 'danger'
  busy?: boolean
  disabled?: boolean
  /** as wide as its text instead of the whole line */
  narrow?: boolean
  label?: string
}

/** The button for an act; one primary button a screen. */
export function Button({ onPress, children, kind = 'primary', busy = false, disabled, narrow, label }: ButtonProps) {
  const [running, setRunning] = useState(false)
  const mounted = useRef(true)
  useEffect(() => {
    mounted.current = true
    return () => {
      mounted.current = false
    }
  }, [])
  const waiting = busy || running
  const press = () => {
    if (waiting) return
    const work = onPress()
    if (!(work instanceof Promise)) return
    setRunning(true)
    void work.finally(() => {
      if (mounted.current) setRunning(false)
    })
  }
  return (
    <Press
      onPress={press}
      disabled={disabled === true || waiting}
      {...(label ? { label } : {})}
      className={`zj-button zj-button--${kind} ${narrow ? 'zj-button--narrow' : ''} ${disabled ? 'zj-button--off' : ''}`}
    >
      <View className='zj-button__line'>
        {waiting ? <View className='zj-button__spinner' /> : null}
        <View>{children}</View>
      </View>
    </Press>
  )
}
