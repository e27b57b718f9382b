import type { CaseDetail } from '@shared/contract/applications'
import { consentsRoutes } from '@shared/contract/consents'
import type { Answers } from '@shared/contract/form'
import { identityRoutes } from '@shared/contract/identity'
import { servicesRoutes } from '@shared/contract/services'
import { addDays, civilDateAt } from '@shared/values/civil-date'
import * as z from 'zod/mini'
import type { Citizen } from './citizen'

export const serviceId = 'flexible-enrolment'

/** 张敏 of people.yaml: flexible worker, not enrolled yet. */
export const person = { id: 'zhang-min', name: '张敏', citizenId: '669999198803120021', phone: '19900000001' }

/** The month after this one, YYYY-MM: the form only takes months near today. */
export const nextMonth = (): string => addDays(`${civilDateAt(new Date()).slice(0, 7)}-28`, 4).slice(0, 7)

export const goodAnswers = (files: [string, string]): Answers => ({
  name: person.name,
  citizenId: person.citizenId,
  phone: person.phone,
  household: 'district',
  insurances: ['pension', 'medical'],
  street: '500103012',
  startMonth: nextMonth(),
  idFront: [files[0]],
  idBack: [files[1]],
  agreed: true
})

const uploaded = z.object({ id: z.string() })

/** Handing in needs a real name: verifies a citizen who has none yet. */
export async function named(citizen: Citizen): Promise<void> {
  const { body } = await citizen.call(identityRoutes.me, {})
  if (body.level === 'session' || body.level === 'phone') await citizen.verify()
}

/** Agrees to every sharing a service item needs, as the page before the submit asks. */
export async function agreeFor(citizen: Citizen, itemId: string): Promise<void> {
  const needed = await citizen.call(consentsRoutes.listNeeded, { params: { serviceId: itemId } })
  for (const { sharing, given } of needed.body.items)
    if (!given)
      await citizen.call(consentsRoutes.giveConsent, { body: { sharingId: sharing.id, version: sharing.version } })
}

export const agree = (citizen: Citizen): Promise<void> => agreeFor(citizen, serviceId)

/** A complete draft of somebody with a real name: two photos uploaded, every answer saved, every sharing agreed to. */
export async function fillDraft(citizen: Citizen, changes: Answers = {}) {
  await named(citizen)
  await agree(citizen)
  const front = uploaded.parse((await citizen.upload()).body).id
  const back = uploaded.parse((await citizen.upload()).body).id
  const saved = await citizen.call(servicesRoutes.openDraft, {
    params: { serviceId },
    body: { edits: { ...goodAnswers([front, back]), ...changes } }
  })
  if (saved.error) throw new Error(`draft: ${JSON.stringify(saved.error)}`)
  return saved.body
}

/** From an empty form to a receipt. */
export async function apply(citizen: Citizen, key?: string): Promise<CaseDetail> {
  const draft = await fillDraft(citizen)
  const handedIn = await citizen.call(
    servicesRoutes.submitDraft,
    { params: { draftId: draft.id }, body: { formVersion: draft.formVersion, revision: draft.revision } },
    key ? { key } : {}
  )
  if (handedIn.error) throw new Error(`submit: ${JSON.stringify(handedIn.error)}`)
  return handedIn.body
}
