import { createHash } from 'node:crypto'
import type { Answers } from '@shared/contract/form'
import { PRESENCES } from '@shared/contract/intakes'
import { checkCitizenId } from '@shared/values/citizen-id'
import { checkPersonName } from '@shared/values/person-name'
import * as z from 'zod/mini'
import { refuse } from '../../../platform/http/refused'
import type { VerifiedPerson } from '../../identity/port'

/** What stood on the card, as it is kept sealed until the application is handed in. */
export const cardPerson = z.object({
  name: z.string(),
  certificate: z.literal('id-card'),
  idNumber: z.string(),
  birthDay: z.string()
})
export const personPlace = (intakeId: string) => `services_intakes.person:${intakeId}`

/** What the citizen reads of how their application was taken in. */
export const intakeWords = (presence: keyof typeof PRESENCES, by: 'signature' | 'sms'): string =>
  `在窗口提交：${PRESENCES[presence]}，工作人员协助填写，本人${by === 'sms' ? '用短信验证码' : '签名'}确认`

/** Digest of what the person confirms: other answers, consents or another 情形 are not what they saw. */
export const confirmedDigest = (given: {
  answers: Answers
  agreed: readonly string[]
  situation?: string | undefined
}): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        Object.entries(given.answers).sort(([a], [b]) => (a < b ? -1 : 1)),
        [...given.agreed].sort(),
        given.situation ?? null
      ])
    )
    .digest('base64url')

/** The applicant of the form must be the person of the card; null = they are. */
export function notOfCard(
  fields: { nameField: string; certNoField: string },
  answers: Answers,
  person: VerifiedPerson,
  today: string
) {
  const name = checkPersonName(String(answers[fields.nameField] ?? ''))
  const idNumber = checkCitizenId(String(answers[fields.certNoField] ?? ''), today)
  const wrong = '和查验的身份证不一致。'
  const problems = {
    ...(name.ok && name.value === person.name ? {} : { [fields.nameField]: wrong }),
    ...(idNumber.ok && idNumber.value === person.idNumber ? {} : { [fields.certNoField]: wrong })
  }
  return Object.keys(problems).length > 0 ? refuse('form_invalid', problems) : null
}
