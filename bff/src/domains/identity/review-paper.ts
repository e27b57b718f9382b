import type { ReviewKind } from '@shared/contract/verification'
import { type CivilDate, parseCivilDate } from '@shared/values/civil-date'
import * as z from 'zod/mini'
import { isRefused, type Refused, refuse } from '../../platform/http/refused'
import { idCardTyped, underAge, youngerThan } from './real-names'

/** What stands on the paper; for `guardian` it is the child's ID card. */
export const paper = z.object({
  name: z.string(),
  number: z.string(),
  birthDay: z.string(),
  nationality: z.optional(z.string())
})
export type Paper = z.output<typeof paper>

export const KINDS = {
  passport: '护照',
  'hk-macau-permit': '港澳居民来往内地通行证',
  'taiwan-permit': '台湾居民来往大陆通行证',
  guardian: '监护关系'
} as const satisfies Record<ReviewKind, string>

/** 民法典 art. 17: of age at 18. */
export const MAJORITY = 18
const NUMBER = /^[A-Z0-9]{6,20}$/

/** Formal checks before a person looks at it; `form_invalid` names each field. */
export function paperTyped(kind: ReviewKind, typed: Paper, today: CivilDate): Paper | Refused<'form_invalid'> {
  if (parseCivilDate(typed.birthDay) === undefined || typed.birthDay > today)
    return refuse('form_invalid', { birthDay: '请填写正确的出生日期。' })
  return kind === 'guardian' ? childTyped(typed, today) : foreignTyped(typed, today)
}

function childTyped(typed: Paper, today: CivilDate) {
  const card = idCardTyped({ name: typed.name, idNumber: typed.number }, today)
  if (isRefused(card)) {
    const { 'body.name': name, 'body.idNumber': number } = card.fields ?? {}
    return refuse('form_invalid', { ...(name ? { name } : {}), ...(number ? { number } : {}) })
  }
  if (card.birthDay !== typed.birthDay)
    return refuse('form_invalid', { birthDay: '出生日期和身份证号不一致，请核对。' })
  if (!youngerThan(MAJORITY, card.birthDay, today))
    return refuse('form_invalid', { birthDay: '孩子已满 18 周岁，请由本人办理，或在“代办”里授权您。' })
  return { name: card.name, number: card.idNumber, birthDay: card.birthDay }
}

function foreignTyped(typed: Paper, today: CivilDate) {
  const name = typed.name.trim().replace(/\s+/g, ' ')
  const number = typed.number.replace(/[\s-]/g, '').toUpperCase()
  if (name.length < 2) return refuse('form_invalid', { name: '请按证件填写姓名。' })
  if (!NUMBER.test(number)) return refuse('form_invalid', { number: '证件号码由 6 至 20 位字母和数字组成，请核对。' })
  if (underAge(typed.birthDay, today)) return refuse('form_invalid', { birthDay: '未满 14 周岁需由监护人代为办理。' })
  return {
    name,
    number,
    birthDay: typed.birthDay,
    ...(typed.nationality?.trim() ? { nationality: typed.nationality.trim() } : {})
  }
}
