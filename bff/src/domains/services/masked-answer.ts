import type { Answer, Field } from '@shared/contract/form'
import { answerInWords, type Shown } from '@shared/contract/form-words'
import { maskBankCard } from '@shared/values/bank-card'
import { maskCitizenId } from '@shared/values/citizen-id'
import { maskName } from '@shared/values/person-name'
import { maskPhone } from '@shared/values/phone'
import { maskPlate } from '@shared/values/plate'

/** House and flat numbers of an address typed or taken from the map. */
const maskNumbers = (words: string): string => words.replace(/\d+/g, '*')

const masked: Shown = (kind, words) => {
  switch (kind) {
    case 'person-name':
      return maskName(words)
    case 'citizen-id':
      return maskCitizenId(words)
    case 'phone':
      return maskPhone(words)
    case 'plate':
      return maskPlate(words)
    case 'bank-card':
      return maskBankCard(words.replaceAll(' ', ''))
    case 'region':
    case 'map-point':
      return maskNumbers(words)
    case 'month':
      return words.replace(/^(\d{4})-0?(\d+)$/, '$1 年 $2 月')
    default:
      return words
  }
}

/** One answer in words with whatever points at a person or a place masked, cell by cell in tables; null = nothing. */
export const maskedAnswer = (field: Field, value: Answer | undefined): string | null =>
  answerInWords(field, value, masked)
