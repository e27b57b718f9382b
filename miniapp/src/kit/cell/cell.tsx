import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Icon, type IconName } from '../icon/icon'
import { Press } from '../press/press'
import './cell.scss'

export interface CellProps {
  label: string
  /** at the right edge, or below the label when it is long */
  value?: ReactNode
  /** small print below */
  note?: ReactNode
  icon?: IconName
  /** makes the line a link with an arrow */
  onPress?: () => void
  /** value below the label instead of beside it */
  stacked?: boolean
}

/** One line of a list inside a Card with padded={false}. */
export function Cell({ label, value, note, icon, onPress, stacked }: CellProps) {
  const names = `zj-cell ${stacked ? 'zj-cell--stacked' : ''}`
  const content = (
    <View className='zj-cell__line'>
      {icon ? <Icon name={icon} className='zj-cell__icon' /> : null}
      <View className='zj-cell__text'>
        <View className='zj-cell__main'>
          <View className='zj-cell__label'>{label}</View>
          {value === undefined ? null : <View className='zj-cell__value'>{value}</View>}
        </View>
        {note === undefined ? null : <View className='zj-cell__note'>{note}</View>}
      </View>
      {onPress ? <Icon name='arrow' className='zj-cell__arrow' /> : null}
    </View>
  )
  if (!onPress) return <View className={names}>{content}</View>
  return (
    <Press className={names} onPress={onPress} role='link'>
      {content}
    </Press>
  )
}
