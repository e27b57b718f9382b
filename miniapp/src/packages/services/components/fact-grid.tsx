import { View } from '@tarojs/components'
import type { Fact } from '../guide/fact-words'
import './fact-grid.scss'
import { SourcePress, Unread } from './source-link'

/** What the screen says for a value nobody has read anywhere. */
export const UNKNOWN = '请以窗口为准'

/** Facts side by side, two to a line where the text allows it. */
export function FactGrid({ facts }: { facts: Fact[] }) {
  return (
    <View className='sv-facts'>
      {facts.map((fact) => (
        <View className='sv-fact' key={fact.label}>
          <View className='sv-fact__head'>
            <View className='sv-fact__label'>{fact.label}</View>
            <SourcePress source={fact.source} about={fact.label} />
          </View>
          <View className='sv-fact__line'>
            <View className={`sv-fact__value ${fact.text === null ? 'sv-fact__value--unknown' : ''}`}>
              {fact.text ?? UNKNOWN}
            </View>
            <Unread source={fact.source} />
          </View>
        </View>
      ))}
    </View>
  )
}
