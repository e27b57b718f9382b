import type { MyIdentity } from '@shared/contract/verification'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Heading } from '@/kit/heading/heading'
import { Tag } from '@/kit/tag/tag'
import { instantWords } from '@/kit/when/when'
import { REVIEW_NAMES, REVIEW_STATES } from '../identity-words'

/** Papers handed in for review, and what became of them. */
export function ReviewList({ reviews }: Pick<MyIdentity, 'reviews'>) {
  if (reviews.length === 0) return null
  return (
    <>
      <Heading>人工核验</Heading>
      <Card padded={false}>
        {reviews.map(({ id, kind, state, name, askedAt, decidedAt, reason }) => {
          const { word, tone } = REVIEW_STATES[state]
          const when = decidedAt ? `${instantWords(decidedAt)} 答复` : `${instantWords(askedAt)} 提交`
          return (
            <Cell
              key={id}
              label={`${REVIEW_NAMES[kind]}：${name}`}
              value={<Tag tone={tone}>{word}</Tag>}
              note={reason ? `${when}。${reason}` : when}
            />
          )
        })}
      </Card>
    </>
  )
}
