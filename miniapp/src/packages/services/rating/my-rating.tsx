import { type CaseRating, isBad, RATING_LEVELS, RATING_TEXT_MAX, type Rating } from '@shared/contract/feedback'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Heading } from '@/kit/heading/heading'
import { Notice } from '@/kit/notice/notice'
import { TextArea } from '@/kit/text-area/text-area'
import { Timeline } from '@/kit/timeline/timeline'
import { asCallError } from '@/platform/call-error'
import { freshKey } from '@/platform/fresh-key'
import { signedIn } from '@/session/session'
import { momentWords } from '../case/case-words'
import { answerMending, type Rated } from './api'
import { mendingHappenings, saidWords } from './rating-words'

interface AnswerProps {
  rated: Rated
  onAnswered: (answered: CaseRating) => void
}

/** Whether it is mended, in the rater's eyes: once. */
function Answer({ rated, onAnswered }: AnswerProps) {
  const [text, setText] = useState('')
  const [problem, setProblem] = useState('')
  const [key] = useState(freshKey)
  const send = async (mended: boolean) => {
    setProblem('')
    try {
      const answer = { mended, ...saidWords(text) }
      onAnswered(await signedIn(() => answerMending(rated, answer, `${key}${mended ? 'y' : 'n'}`)))
    } catch (caught) {
      const error = asCallError(caught)
      setProblem(error.fields?.text ?? error.message)
    }
  }
  return (
    <>
      <Heading>改好了吗</Heading>
      <Card>
        <TextArea
          name='answer'
          label='补充说明'
          hint='没有改好时，可以写明还有什么问题。请不要写姓名、电话和证件号码。'
          value={text}
          maxLength={RATING_TEXT_MAX}
          onChange={setText}
        />
        {problem ? <Notice tone='error'>{problem}</Notice> : null}
        <Button onPress={() => send(true)}>已经改好</Button>
        <Button kind='plain' onPress={() => send(false)}>
          没有改好，申请复核
        </Button>
      </Card>
    </>
  )
}

/** My rating and, for a bad one, every step since. */
export function MyRating({ rating, ...answer }: { rating: Rating } & AnswerProps) {
  const { level, reasons, text, ratedAt, mending } = rating
  return (
    <>
      <Card padded={false}>
        <Cell stacked label='我的评价' value={RATING_LEVELS[level]} />
        {reasons.length > 0 ? <Cell stacked label='原因' value={reasons.join('、')} /> : null}
        {text ? <Cell stacked label='想说的话' value={text} /> : null}
        <Cell stacked label='评价时间' value={momentWords(ratedAt)} />
      </Card>
      {isBad(level) && mending ? (
        <>
          <Heading>处理进度</Heading>
          <Card>
            <Timeline items={mendingHappenings(mending)} />
          </Card>
          {mending.mayAnswer ? <Answer {...answer} /> : null}
        </>
      ) : (
        <Notice>谢谢您的评价。</Notice>
      )}
    </>
  )
}
