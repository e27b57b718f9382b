import { View } from '@tarojs/components'
import type { Option } from '../choice-field/choice-field'
import { Press } from '../press/press'
import './chips.scss'

export interface ChipsProps {
  /** what is chosen here, for screen readers */
  label: string
  options: Option[]
  value: string
  onChange: (value: string) => void
}

/** A few short words of which one is in force (filters). */
export function Chips({ label, options, value, onChange }: ChipsProps) {
  return (
    <View className='zj-chips'>
      {options.map((option) => (
        <Press
          key={option.value}
          className={`zj-chip ${option.value === value ? 'zj-chip--on' : ''}`}
          label={`${label}：${option.label}${option.value === value ? '，已选' : ''}`}
          onPress={() => onChange(option.value)}
        >
          {option.label}
        </Press>
      ))}
    </View>
  )
}
