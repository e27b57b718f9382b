import { View } from '@tarojs/components'
import type { Fact } from '../guide/fact-words'
import { SourceLink } from './source-link'
import './fact-grid.scss'

/** What the screen says for a value nobody has read anywhere. */
export const UNKNOWN = '请以窗口为准'

/** Facts side by side, two to a line on a phone, one in 长辈版. */
export function FactGrid({ facts }: { facts: Fact[] }) {
  return (
    <View className='sv-facts'>
      {facts.map((fact) => (
        <View className='sv-fact' key={fact.label}>
          <View className='sv-fact__label'>{fact.label}</View>
          <View className={`sv-fact__value ${fact.text === null ? 'sv-fact__value--unknown' : ''}`}>
            {fact.text ?? UNKNOWN}
          </View>
          <SourceLink source={fact.source} about={fact.label} />
        </View>
      ))}
    </View>
  )
}
