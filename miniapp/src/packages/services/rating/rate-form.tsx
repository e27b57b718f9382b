import {
  type CaseRating,
  RATING_LEVELS,
  RATING_TEXT_MAX,
  type RatingReasons,
  ratingLevel
} from '@shared/contract/feedback'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { ChoiceField, ChoicesField } from '@/kit/choice-field/choice-field'
import { Notice } from '@/kit/notice/notice'
import { TextArea } from '@/kit/text-area/text-area'
import { asCallError } from '@/platform/call-error'
import { freshKey } from '@/platform/fresh-key'
import { signedIn } from '@/session/session'
import { type Rated, rate } from './api'
import { saidWords } from './rating-words'

const LEVELS = ratingLevel.options.map((value) => ({ value, label: RATING_LEVELS[value] }))

interface RateFormProps {
  rated: Rated
  levels: RatingReasons['levels']
  onRated: (rated: CaseRating) => void
}

/** Five levels, the reasons of the chosen one, and a few words. */
export function RateForm({ rated, levels, onRated }: RateFormProps) {
  const [level, setLevel] = useState('')
  const [reasons, setReasons] = useState<string[]>([])
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState('')
  const [problem, setProblem] = useState('')
  const [key, setKey] = useState(freshKey)
  const offered = levels.find((one) => one.level === level)?.reasons ?? []
  const choose = (value: string) => {
    setLevel(value)
    setReasons([])
    setWrong('')
  }
  const send = async () => {
    const chosen = LEVELS.find(({ value }) => value === level)?.value
    if (!chosen) return setWrong('请选择一个评价。')
    setProblem('')
    try {
      onRated(await signedIn(() => rate(rated, { level: chosen, reasons, ...saidWords(text) }, key)))
    } catch (caught) {
      const error = asCallError(caught)
      // other words under the same key are refused: what is sent next has a key of its own
      if (error.code === 'idempotency_key_reused') setKey(freshKey())
      setProblem(error.fields?.text ?? error.message)
    }
  }
  return (
    <>
      <Notice>评价是自愿的。办理人员看不到是谁评价的；提交后不能修改。</Notice>
      <Card>
        <ChoiceField
          name='level'
          label='这次办理，您满意吗'
          required
          options={LEVELS}
          value={level}
          onChange={choose}
          {...(wrong ? { error: wrong } : {})}
        />
        {offered.length > 0 ? (
          <ChoicesField
            name='reasons'
            label='原因'
            options={offered.map(({ id, label }) => ({ value: id, label }))}
            value={reasons}
            onChange={setReasons}
          />
        ) : null}
        <TextArea
          name='text'
          label='想说的话'
          hint='工作人员看得到这段话，看不到您是谁。请不要写姓名、电话和证件号码。'
          value={text}
          maxLength={RATING_TEXT_MAX}
          onChange={setText}
        />
        {problem ? <Notice tone='error'>{problem}</Notice> : null}
        <Button onPress={send}>提交评价</Button>
      </Card>
    </>
  )
}
