import type { CaseDetail } from '@shared/contract/applications'
import { servicesRoutes } from '@shared/contract/services'
import * as z from 'zod/mini'
import { agreeFor, named, person } from './apply'
import type { Citizen } from './citizen'

/** An item whose department works at our own desk. */
export const localItem = { id: 'elderly-allowance', department: 'civil-affairs' } as const

const uploaded = z.object({ id: z.string() })

/** Every answer of 高龄津贴 saved, every sharing agreed to. */
export async function fillLocalDraft(citizen: Citizen) {
  await named(citizen)
  await agreeFor(citizen, localItem.id)
  const photos = await Promise.all([citizen.upload(), citizen.upload(), citizen.upload()])
  const [idFront = '', household = '', cardPhoto = ''] = photos.map(({ body }) => uploaded.parse(body).id)
  const edits = {
    ...{ name: person.name, citizenId: person.citizenId, phone: person.phone, street: '500103012' },
    ...{ bankName: '示例银行', bankCard: '6222020000000000000' },
    ...{ idFront: [idFront], household: [household], cardPhoto: [cardPhoto], agreed: true }
  }
  const saved = await citizen.call(servicesRoutes.openDraft, { params: { serviceId: localItem.id }, body: { edits } })
  if (saved.error) throw new Error(`draft: ${JSON.stringify(saved.error)}`)
  return saved.body
}

/** From an empty form to a case at the desk of the department, once the worker has run. */
export async function applyLocally(citizen: Citizen): Promise<CaseDetail> {
  const draft = await fillLocalDraft(citizen)
  const handedIn = await citizen.call(servicesRoutes.submitDraft, {
    params: { draftId: draft.id },
    body: { formVersion: draft.formVersion, revision: draft.revision }
  })
  if (handedIn.error) throw new Error(`submit: ${JSON.stringify(handedIn.error)}`)
  return handedIn.body
}
