import type { Dispute } from '@shared/contract/disputes'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Heading } from '@/kit/heading/heading'
import { Tag } from '@/kit/tag/tag'
import { instantWords } from '@/kit/when/when'
import { DISPUTE_STATES } from '../identity-words'

/** 有误: which prefilled values were said to be wrong, and what their departments answered. */
export function DisputeList({ disputes }: { disputes: Dispute[] }) {
  if (disputes.length === 0) return null
  return (
    <>
      <Heading>登记信息有误</Heading>
      <Card padded={false}>
        {disputes.map(({ id, label, source, sourceAt, serviceName, text, askedAt, state, answer }) => {
          const { word, tone } = DISPUTE_STATES[state]
          const from = `填写“${serviceName}”时由${source}（${instantWords(sourceAt)}）带出`
          return (
            <Cell
              key={id}
              label={`${label}：${text}`}
              value={<Tag tone={tone}>{word}</Tag>}
              note={`${from}，${instantWords(askedAt)} 提出${answer ? `。答复：${answer}` : ''}`}
            />
          )
        })}
      </Card>
    </>
  )
}
