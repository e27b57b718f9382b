import { type Answers, answers as answersSchema } from '@shared/contract/form'
import type { CitizenSeal } from '../identity/port'

/** Answers of a form as they lie in a row: JSON, sealed for this citizen and this place. */
export interface AnswersSeal {
  seal(answers: Answers): string
  open(sealed: string): Answers
}

export const answersSeal = (seal: CitizenSeal, context: string): AnswersSeal => ({
  seal: (answers) => seal.seal(JSON.stringify(answers), context),
  open: (sealed) => answersSchema.parse(JSON.parse(seal.open(sealed, context)))
})
