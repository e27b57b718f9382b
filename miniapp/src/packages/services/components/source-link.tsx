import type { Source } from '@shared/contract/parts'
import { View } from '@tarojs/components'
import { Press } from '@/kit/press/press'
import { Tag } from '@/kit/tag/tag'
import { tell } from '@/platform/feedback'
import { sourceWords } from '../guide/fact-words'
import './source-link.scss'

/** Shows where a fact comes from. */
export const tellSource = (source: Source): void => void tell('来源', sourceWords(source))

/** 来源 after a fact, and 待核 where nobody has read the original yet. `about` names the fact for screen readers. */
export function SourceLink({ source, about }: { source: Source | null; about: string }) {
  if (!source) return null
  return (
    <View className='sv-source'>
      {source.read ? null : <Tag tone='warn'>待核</Tag>}
      <Press className='sv-source__press' label={`查看来源:${about}`} onPress={() => tellSource(source)}>
        来源
      </Press>
    </View>
  )
}
