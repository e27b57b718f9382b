import { type ChosenWay, collectionsRoutes } from '@shared/contract/collections'
import { call } from '@/platform/call'

/** How I want the paper of a result; the same key again gives the first answer. Rejects with CallError. */
export const chooseCollection = async (caseId: string, body: ChosenWay, key: string): Promise<void> => {
  await call(collectionsRoutes.chooseCollection, { params: { caseId }, body }, { idempotencyKey: key })
}

/** The same of a draft, a revision of it. Rejects with CallError. */
export const chooseForDraft = async (draftId: string, body: ChosenWay): Promise<void> => {
  await call(collectionsRoutes.chooseDraftCollection, { params: { draftId }, body })
}
