import type { Answers, Field, Form } from '@shared/contract/form'
import type { CivilDate } from '@shared/values/civil-date'
import { View } from '@tarojs/components'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Heading } from '@/kit/heading/heading'
import { Notice } from '@/kit/notice/notice'
import { Press } from '@/kit/press/press'
import { answerWords } from '../form/answer-words'
import './review-answers.scss'

export interface ReviewAnswersProps {
  /** only what is asked */
  form: Form
  /** labels of what was answered but is not asked any more */
  leftOut: string[]
  answers: Answers
  files: { id: string; name: string }[]
  today: CivilDate
  /** where answers that came by themselves are from, by field */
  sources?: ReadonlyMap<string, { source: string }> | undefined
  /** goes back to the part that begins with this field; absent while nothing may be changed */
  onMend?: (first: Field) => void
}

/** 核对: everything that will be handed in, part by part. */
export function ReviewAnswers({ form, leftOut, answers, files, today, sources, onMend }: ReviewAnswersProps) {
  return (
    <View>
      {leftOut.length > 0 ? (
        <Notice title='有几项不用填了'>按您现在的选择，这些内容不会提交：{leftOut.join('、')}。</Notice>
      ) : null}
      {form.steps.map((step) => (
        <View key={step.id}>
          <Heading
            level={3}
            aside={
              onMend && step.fields[0] ? (
                <Press
                  className='sv-mend'
                  label={`修改${step.title}`}
                  onPress={() => step.fields[0] && onMend(step.fields[0])}
                >
                  修改
                </Press>
              ) : undefined
            }
          >
            {step.title}
          </Heading>
          <Card padded={false}>
            {step.fields.map((field) => {
              const source = sources?.get(field.id)?.source
              return (
                <Cell
                  key={field.id}
                  stacked
                  label={field.label}
                  value={answerWords(field, answers[field.id], files, today)}
                  {...(source ? { note: `来自${source}` } : {})}
                />
              )
            })}
          </Card>
        </View>
      ))}
    </View>
  )
}
