import { parseCivilDate } from '@shared/values/civil-date'
import { refuse } from '../../../platform/http/refused'

/** A day typed as the last one of a paper: null or a real day. Refused: form_invalid. */
export const checkedDay = (validUntil: string | null) =>
  validUntil !== null && parseCivilDate(validUntil) === undefined
    ? refuse('form_invalid', { validUntil: '有效期不是有效的日期。' })
    : { day: validUntil }

const spelt = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number)
  return `${year} 年 ${month} 月 ${date} 日`
}

/** Why a paper is no longer good on `today`; null = it is. The last day itself still counts. */
export const expiredBy = (validUntil: string | null, today: string): string | null =>
  validUntil !== null && validUntil < today ? `这份材料的有效期到 ${spelt(validUntil)}，已经过期，请换有效的。` : null
