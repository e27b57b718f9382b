import type { ConsultAnswer } from '@shared/contract/consult'
import type { Source } from '@shared/contract/parts'
import { sourceMark } from '@shared/contract/source-mark'
import { View } from '@tarojs/components'
import { guideOf, hallAt } from '@/addresses'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Press } from '@/kit/press/press'
import { Tag } from '@/kit/tag/tag'
import { tell } from '@/platform/feedback'
import { goTo } from '@/platform/navigation'
import './consult.scss'

const UNREAD_WORDS = {
  待核: '待核：还没有核对过原文，请以窗口为准。',
  示例: '示例：试用数据，不是部门公布的，请以窗口为准。'
} as const

function sourceWords(source: Source): string {
  const mark = sourceMark(source)
  return [source.document, source.quote ? `原文：${source.quote}` : '', mark ? UNREAD_WORDS[mark] : '']
    .filter(Boolean)
    .join('\n')
}

/** Where the quoted line comes from; nothing where the guide names no source. */
function LineSource({ source, about }: { source: Source | null; about: string }) {
  if (!source) return null
  const mark = sourceMark(source)
  return (
    <View className='co-line__source'>
      {mark ? <Tag tone='warn'>{mark}</Tag> : null}
      <Press
        className='co-line__press'
        label={`查看来源：${about}`}
        onPress={() => void tell(source.title, sourceWords(source))}
      >
        来源
      </Press>
    </View>
  )
}

/** What one guide or hall says to the question: its lines as they stand there, and the way to the whole of it. */
export function QuotedAnswer({ answer }: { answer: ConsultAnswer }) {
  const { about, lines, notWritten } = answer
  const whole = about.kind === 'service' ? guideOf(about.id) : hallAt(about.id)
  return (
    <Card padded={false}>
      <Cell
        label={about.title}
        note={about.kind === 'service' ? '看完整的办事指南' : '看这个大厅'}
        onPress={() => void goTo(whole)}
      />
      {lines.map(({ where, text, source }) => (
        <View key={`${where} ${text}`} className='co-line'>
          <View className='co-line__where'>{where}</View>
          <View className='co-line__text'>{text}</View>
          <LineSource source={source} about={`${about.title} ${where}`} />
        </View>
      ))}
      {notWritten.length > 0 ? (
        <View className='co-line'>这里没有写“{notWritten.join('、')}”，请以窗口为准。</View>
      ) : null}
    </Card>
  )
}
