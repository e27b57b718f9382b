import { type Answers, type Form, formFields } from '@shared/contract/form'
import { shownForm } from '@shared/contract/form-shown'
import { answerInWords } from '@shared/contract/form-words'
import type { Ask } from './opinions'

/** The question an item asks of another department, followed by the answers it may read; `reads` are their labels. */
export function askWithAnswers(
  { reads = [], ...ask }: Omit<Ask, 'reads'> & { reads?: string[] | undefined },
  form: Form,
  answers: Answers
): Ask {
  const fields = formFields(shownForm(form, answers))
  const told = reads.flatMap((id) => {
    const field = fields.find((one) => one.id === id)
    const words = field && answerInWords(field, answers[id])
    return words ? [{ label: field.label, words }] : []
  })
  if (told.length === 0) return ask
  const lines = told.map(({ label, words }) => `${label}：${words}`)
  return { ...ask, question: `${ask.question}（${lines.join('；')}）`, reads: told.map(({ label }) => label) }
}
