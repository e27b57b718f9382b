import type { Answer, Field } from '@shared/contract/form'
import { maskedAnswer } from '../masked-answer'

/** Numbers of phones, papers and accounts in somebody's free words, also with blanks between. */
const LONG_NUMBER = /\d(?:[ -]?\d){10,17}[\dXx]?/g

/** An answer as the desk shows it before anybody has given a reason to see more; null = nothing to say. */
export const deskWords = (field: Field, value: Answer | undefined): string | null =>
  maskedAnswer(field, value)?.replace(LONG_NUMBER, (number) => `${number.slice(0, 3)}****${number.slice(-4)}`) ?? null
