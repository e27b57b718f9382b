import type { Draft } from '@shared/contract/applications'
import type { Outgoing, Reply } from '@shared/contract/route'
import { servicesRoutes } from '@shared/contract/services'
import { type CallOptions, call } from '@/platform/call'
import type { EditBatch } from './edit-batch'

/** Calls about drafts, for the main package and the services package alike. Every function rejects with CallError. */

/** A save; with what was told in 情形引导 where the form is opened from there. */
export type SavedBatch = EditBatch & Pick<Outgoing<typeof servicesRoutes.openDraft>['body'], 'situation'>

export type Drafts = Reply<typeof servicesRoutes.listDrafts>['items']

export const listDrafts = async (options?: CallOptions): Promise<Drafts> =>
  (await call(servicesRoutes.listDrafts, {}, options)).items

/** Saves a batch of edits; without any it reads the draft (and makes it the first time). */
export const saveDraft = (serviceId: string, batch: SavedBatch, options?: CallOptions): Promise<Draft> =>
  call(servicesRoutes.openDraft, { params: { serviceId }, body: batch }, options)

export const discardDraft = async (draftId: string): Promise<void> => {
  await call(servicesRoutes.discardDraft, { params: { draftId } })
}
