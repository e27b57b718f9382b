import type { Answers } from '@shared/contract/form'
import { servicesRoutes } from '@shared/contract/services'
import * as z from 'zod/mini'
import { agree, nextMonth, serviceId } from '../../support/apply'
import type { Citizen } from '../../support/citizen'
import { given } from '../../support/entrust'
import type { TestProduct } from '../../support/start-product'
import { type CanaryCitizen, TEXTS } from './canaries'

/** A JPEG of one pixel that carries words of its own in its bytes. */
export const tellingPhoto = (): Buffer =>
  Buffer.concat([
    Buffer.from('ffd8ffe000104a46494600010100000100010000ffdb004300', 'hex'),
    Buffer.from(TEXTS.fileBytes),
    Buffer.from('ffd9', 'hex')
  ])

const uploaded = z.object({ id: z.string() })
export const uploadPhoto = async (citizen: Citizen): Promise<string> =>
  uploaded.parse((await citizen.upload(tellingPhoto(), TEXTS.fileName)).body).id

export const answersOf = (who: CanaryCitizen, files: [string, string]): Answers => ({
  name: who.name,
  citizenId: who.idNumber,
  phone: who.mobile,
  address: TEXTS.address,
  plate: TEXTS.plate,
  bankCard: TEXTS.bankCard,
  story: TEXTS.story,
  household: 'district',
  insurances: ['pension', 'medical'],
  street: '500103012',
  startMonth: nextMonth(),
  idFront: [files[0]],
  idBack: [files[1]],
  agreed: true
})

export const saveDraft = (citizen: Citizen, edits: Answers) =>
  citizen.call(servicesRoutes.openDraft, { params: { serviceId }, body: { edits } })

/** Draft, files, consent, submit: everything about `who`, by whoever acts. */
export async function handIn(citizen: Citizen, who: CanaryCitizen) {
  await agree(citizen)
  const answers = answersOf(who, [await uploadPhoto(citizen), await uploadPhoto(citizen)])
  given('first draft', await saveDraft(citizen, { story: TEXTS.draftStory, phone: TEXTS.draftPhone }))
  const draft = given('draft', await saveDraft(citizen, answers))
  return given(
    'submit',
    await citizen.call(servicesRoutes.submitDraft, {
      params: { draftId: draft.id },
      body: { formVersion: draft.formVersion, revision: draft.revision }
    })
  )
}

/** What the department's clerk does with a case, in words of their own, up to the result. */
export async function workThrough(product: TestProduct, citizen: Citizen, caseId: string) {
  await product.drain()
  const params = { caseId }
  await product.advance(caseId, 'CORRECTION', {
    note: TEXTS.departmentNote,
    correction: [{ item: TEXTS.correctionItem, reason: TEXTS.correctionReason }]
  })
  const asked = given('answers', await citizen.call(servicesRoutes.showCaseAnswers, { params }))
  given('mended', await citizen.call(servicesRoutes.answerCorrection, { params, body: { answers: asked.answers } }))
  await product.drain()
  for (const step of ['ACCEPTED', 'REVIEWING', 'DONE'])
    await product.advance(caseId, step, { note: `${TEXTS.departmentNote}（${step}）` })
  await product.drain()
  return given('case', await citizen.call(servicesRoutes.showCase, { params }))
}
