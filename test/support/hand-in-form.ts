import { type Answers, formFields } from '@shared/contract/form'
import { servicesRoutes } from '@shared/contract/services'
import * as z from 'zod/mini'
import type { Citizen } from './citizen'
import { fillByDefinition } from './fill-by-definition'

const uploaded = z.object({ id: z.string() })

/** Fills the form of an item by its definition, with these answers instead of the usual ones, and hands it in. */
export async function handInForm(citizen: Citizen, serviceId: string, changes: Answers = {}) {
  const params = { serviceId }
  const { body: form } = await citizen.call(servicesRoutes.showForm, { params })
  const files = new Map<string, string>()
  for (const { kind, label } of formFields(form))
    if (kind === 'upload') files.set(label, uploaded.parse((await citizen.upload()).body).id)
  const edits = { ...fillByDefinition(form, 0, (label) => files.get(label) ?? ''), ...changes }
  const { body } = await citizen.call(servicesRoutes.openDraft, { params, body: { edits } })
  const { id: draftId, formVersion, revision } = body
  return citizen.call(servicesRoutes.submitDraft, { params: { draftId }, body: { formVersion, revision } })
}
