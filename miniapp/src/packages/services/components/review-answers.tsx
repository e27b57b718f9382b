import type { Answers, Form } from '@shared/contract/form'
import type { CivilDate } from '@shared/values/civil-date'
import { View } from '@tarojs/components'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Heading } from '@/kit/heading/heading'
import { Press } from '@/kit/press/press'
import { answerWords } from '../form/answer-words'
import './review-answers.scss'

export interface ReviewAnswersProps {
  form: Form
  answers: Answers
  files: { id: string; name: string }[]
  today: CivilDate
  /** goes back to a part of the form; absent while nothing may be changed */
  onMend?: (screen: number) => void
}

/** 核对: everything that will be handed in, part by part. */
export function ReviewAnswers({ form, answers, files, today, onMend }: ReviewAnswersProps) {
  return (
    <View>
      {form.steps.map((step, index) => (
        <View key={step.id}>
          <Heading
            level={3}
            aside={
              onMend ? (
                <Press className='sv-mend' label={`修改${step.title}`} onPress={() => onMend(index)}>
                  修改
                </Press>
              ) : undefined
            }
          >
            {step.title}
          </Heading>
          <Card padded={false}>
            {step.fields.map((field) => (
              <Cell
                key={field.id}
                stacked
                label={field.label}
                value={answerWords(field, answers[field.id], files, today)}
              />
            ))}
          </Card>
        </View>
      ))}
    </View>
  )
}
