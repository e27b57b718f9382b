import { type Answers, type Form, formFields } from '@shared/contract/form'
import { shownForm } from '@shared/contract/form-shown'
import { answerInWords } from '@shared/contract/form-words'
import type { Ask } from './opinions'

/** The question an item asks of another department, followed by the answers it may read, each with its label. */
export function askWithAnswers(
  { reads = [], ...ask }: Ask & { reads?: string[] | undefined },
  form: Form,
  answers: Answers
): Ask {
  const fields = formFields(shownForm(form, answers))
  const told = reads.flatMap((id) => {
    const field = fields.find((one) => one.id === id)
    const words = field && answerInWords(field, answers[id])
    return words ? [`${field.label}：${words}`] : []
  })
  return told.length > 0 ? { ...ask, question: `${ask.question}（${told.join('；')}）` } : ask
}
