import type { Draft } from '@shared/contract/applications'
import type { Reply } from '@shared/contract/route'
import { servicesRoutes } from '@shared/contract/services'
import { type CallOptions, call } from '@/platform/call'
import type { EditBatch } from './edit-batch'

/** Calls about drafts, for the main package and the services package alike. Every function rejects with CallError. */

export type Drafts = Reply<typeof servicesRoutes.listDrafts>['items']

export const listDrafts = async (options?: CallOptions): Promise<Drafts> =>
  (await call(servicesRoutes.listDrafts, {}, options)).items

/** Saves a batch of edits; without any it reads the draft (and makes it the first time). */
export const saveDraft = (serviceId: string, batch: EditBatch, options?: CallOptions): Promise<Draft> =>
  call(servicesRoutes.openDraft, { params: { serviceId }, body: batch }, options)

export const discardDraft = async (draftId: string): Promise<void> => {
  await call(servicesRoutes.discardDraft, { params: { draftId } })
}
