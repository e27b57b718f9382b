import type { Source } from '@shared/contract/parts'
import { sourceMark } from '@shared/contract/source-mark'
import { View } from '@tarojs/components'
import { Press } from '@/kit/press/press'
import { Tag } from '@/kit/tag/tag'
import { tell } from '@/platform/feedback'
import { sourceWords } from '../guide/fact-words'
import './source-link.scss'

export interface SourceProps {
  source: Source | null
  /** names the fact for screen readers */
  about: string
}

/** 来源: shows title, document and the sentence itself. */
export function SourcePress({ source, about }: SourceProps) {
  if (!source) return null
  return (
    <Press
      className='sv-source__press'
      label={`查看来源：${about}`}
      onPress={() => void tell(source.title, sourceWords(source))}
    >
      来源
    </Press>
  )
}

/** 待核 where nobody has read the original yet, 示例 where the value is made up. */
export function Unread({ source }: Pick<SourceProps, 'source'>) {
  const mark = sourceMark(source)
  return mark ? <Tag tone='warn'>{mark}</Tag> : null
}

/** Both in a line, after a fact. */
export function SourceLink(props: SourceProps) {
  if (!props.source) return null
  return (
    <View className='sv-source'>
      <Unread source={props.source} />
      <SourcePress {...props} />
    </View>
  )
}
