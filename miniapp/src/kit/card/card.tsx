import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Press } from '../press/press'
import './card.scss'

export interface CardProps {
  children: ReactNode
  /** the whole card leads somewhere */
  onPress?: () => void
  /** what a screen reader says instead of the whole content */
  label?: string
  /** false for a card of Cells, which bring their own distances */
  padded?: boolean
}

/** White area with round corners. */
export function Card({ children, onPress, label, padded = true }: CardProps) {
  const names = `zj-card ${padded ? 'zj-card--padded' : ''}`
  if (!onPress) return <View className={names}>{children}</View>
  return (
    <Press className={names} onPress={onPress} role='link' {...(label ? { label } : {})}>
      {children}
    </Press>
  )
}
