import { View } from '@tarojs/components'
import { Press } from '@/kit/press/press'
import { dial } from '@/platform/navigation'
import type { Fact } from '../guide/fact-words'
import { UNKNOWN } from './fact-grid'
import { SourceLink } from './source-link'
import './fact-line.scss'

/** One fact on a line of its own; a telephone number can be called. */
export function FactLine({ fact, phone = false }: { fact: Fact; phone?: boolean }) {
  const { label, text, source } = fact
  const value =
    phone && text !== null ? (
      <Press className='sv-line__call' label={`拨打${label} ${text}`} onPress={() => dial(text)}>
        {text}
      </Press>
    ) : (
      <View className={`sv-line__value ${text === null ? 'sv-line__value--unknown' : ''}`}>{text ?? UNKNOWN}</View>
    )
  return (
    <View className='sv-line'>
      <View className='sv-line__head'>
        <View className='sv-line__label'>{label}</View>
        <SourceLink source={source} about={label} />
      </View>
      {value}
    </View>
  )
}
