import { View } from '@tarojs/components'
import { Press } from '../press/press'
import './switch-line.scss'

export interface SwitchLineProps {
  label: string
  note?: string
  on: boolean
  onChange: (on: boolean) => void
}

/** A line with a switch at its right edge; the word beside it says the state too. */
export function SwitchLine({ label, note, on, onChange }: SwitchLineProps) {
  return (
    <Press
      className='zj-switch'
      role='switch'
      checked={on}
      label={`${label}${note ? `，${note}` : ''}`}
      onPress={() => onChange(!on)}
    >
      <View className='zj-switch__line'>
        <View className='zj-switch__text'>
          <View>{label}</View>
          {note ? <View className='zj-switch__note'>{note}</View> : null}
        </View>
        <View className='zj-switch__state'>{on ? '已开启' : '未开启'}</View>
        <View className={`zj-switch__track ${on ? 'zj-switch__track--on' : ''}`}>
          <View className='zj-switch__knob' />
        </View>
      </View>
    </Press>
  )
}
