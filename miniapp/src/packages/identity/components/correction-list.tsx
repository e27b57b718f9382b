import type { Correction } from '@shared/contract/rights'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Heading } from '@/kit/heading/heading'
import { Tag } from '@/kit/tag/tag'
import { instantWords } from '@/kit/when/when'
import { CORRECTION_NAMES, CORRECTION_STATES } from '../identity-words'

/** 更正申请: what was said to be wrong, and the answer. */
export function CorrectionList({ corrections }: { corrections: Correction[] }) {
  if (corrections.length === 0) return null
  return (
    <>
      <Heading>更正申请</Heading>
      <Card padded={false}>
        {corrections.map(({ id, what, text, askedAt, state, answer }) => {
          const { word, tone } = CORRECTION_STATES[state]
          return (
            <Cell
              key={id}
              label={`${CORRECTION_NAMES[what]}：${text}`}
              value={<Tag tone={tone}>{word}</Tag>}
              note={`${instantWords(askedAt)} 提交${answer ? `。答复：${answer}` : ''}`}
            />
          )
        })}
      </Card>
    </>
  )
}
