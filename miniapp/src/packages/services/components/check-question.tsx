import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { ChoiceField } from '@/kit/choice-field/choice-field'
import { PickerField } from '@/kit/picker-field/picker-field'
import { TextField } from '@/kit/text-field/text-field'
import { type AskedFact, type FactValue, inputText, typedValue } from '../check/fact-value'
import { ReadAloud } from './read-aloud'
import './check-question.scss'

interface CheckQuestionProps {
  fact: AskedFact
  /** what was told before, while it is being changed */
  value: FactValue | undefined
  error: string | undefined
  onAnswer: (value: FactValue) => Promise<void>
  onUnknown: () => Promise<void>
}

/** More options than this are easier to find in a list that opens. */
const VISIBLE_OPTIONS = 8
const NONE = '没有'
const YES = 'yes'
const NO = 'no'

/** What is answered by a press on one of the options. */
function Options({ fact, value, error, onAnswer }: CheckQuestionProps) {
  const told = { name: fact.name, label: fact.ask, hint: fact.help ?? undefined, error, required: true }
  if (fact.type === 'boolean') {
    const options = [
      { value: YES, label: '是' },
      { value: NO, label: '不是' }
    ]
    const chosen = value === undefined ? '' : value === true ? YES : NO
    return <ChoiceField {...told} options={options} value={chosen} onChange={(next) => void onAnswer(next === YES)} />
  }
  const options = [...fact.options, ...(fact.none ? [NONE] : [])].map((option) => ({ value: option, label: option }))
  const chosen = value === null ? NONE : inputText(value)
  const choose = (next: string) => void onAnswer(next === NONE && fact.none ? null : next)
  return options.length > VISIBLE_OPTIONS ? (
    <PickerField {...told} kind='selector' options={options} value={chosen} onChange={choose} />
  ) : (
    <ChoiceField {...told} options={options} value={chosen} onChange={choose} />
  )
}

/** What is written or picked, and then confirmed. */
function Typed({ fact, value, error, onAnswer }: CheckQuestionProps) {
  const [text, setText] = useState(inputText(value))
  const [wrong, setWrong] = useState<string>()
  const confirm = () => {
    const typed = typedValue(fact, text)
    setWrong(typed === null ? (fact.type === 'date' ? '请选日期。' : '请填数字。') : undefined)
    return typed === null ? undefined : onAnswer(typed)
  }
  const unit = fact.unit ? `单位：${fact.unit}。` : ''
  const told = {
    ...{ name: fact.name, label: fact.ask, error: wrong ?? error, required: true },
    hint: `${fact.help ?? ''}${unit}` || undefined
  }
  return (
    <>
      {fact.type === 'date' ? (
        <PickerField {...told} kind='date' value={text} onChange={setText} />
      ) : (
        <TextField
          {...told}
          type={fact.type === 'text' ? 'text' : 'decimal'}
          value={text}
          onChange={setText}
          maxLength={20}
          {...(fact.example ? { placeholder: `例如 ${fact.example}` } : {})}
        />
      )}
      <Button onPress={confirm}>下一题</Button>
      {fact.none ? (
        <View className='sv-check__other'>
          <Button kind='plain' onPress={() => onAnswer(null)}>
            没有
          </Button>
        </View>
      ) : null}
    </>
  )
}

/** One question, answered by a press or by a value with 下一题; whoever cannot answer it says so and goes on. */
export function CheckQuestion(props: CheckQuestionProps) {
  const { fact, onUnknown } = props
  const isOptions = fact.type === 'boolean' || fact.type === 'choice'
  return (
    <Card>
      <ReadAloud text={[fact.ask, fact.help].filter(Boolean).join('')}>
        {isOptions ? <Options {...props} /> : <Typed {...props} />}
      </ReadAloud>
      <View className='sv-check__other'>
        <Button kind='plain' onPress={onUnknown}>
          我不知道
        </Button>
      </View>
    </Card>
  )
}
