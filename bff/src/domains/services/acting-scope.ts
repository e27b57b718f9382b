import { type Answers, type Form, formFields } from '@shared/contract/form'
import { type ActingCaller, reachOf } from '../mandates/port'

export const mayActOn = (caller: Pick<ActingCaller, 'capacity'>, serviceId: string): boolean =>
  reachOf(caller)?.includes(serviceId) ?? true

/** Fields kept from somebody who acts for a relative: under 亲情代办 nobody learns the principal's phone number. */
export const hiddenFields = (form: Form, { capacity }: Pick<ActingCaller, 'capacity'>): string[] =>
  capacity.kind === 'proxy'
    ? formFields(form)
        .filter((field) => field.kind === 'phone')
        .map((field) => field.id)
    : []

export const withoutFields = (answers: Answers, fields: readonly string[]): Answers =>
  fields.length === 0
    ? answers
    : Object.fromEntries(Object.entries(answers).filter(([field]) => !fields.includes(field)))

/** Mobile numbers in free words of a department. */
const NUMBERS = /(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)/g

/** A department's words as somebody acting for a relative may read them. */
export const wordsFor = (text: string, { capacity }: Pick<ActingCaller, 'capacity'>): string =>
  capacity.kind === 'proxy' ? text.replace(NUMBERS, '（手机号已隐藏）') : text
