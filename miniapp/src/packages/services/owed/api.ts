import { owedRoutes } from '@shared/contract/owed'
import type { Reply } from '@shared/contract/route'
import { call } from '@/platform/call'

/** Calls on materials a case was handed in without; every function rejects with CallError. */

/** 容缺后补: the same key again gives the first answer; `conflict` = nothing is owed there any more. */
export const handInOwed = async (caseId: string, field: string, fileIds: string[], key: string): Promise<void> => {
  await call(owedRoutes.handInOwed, { params: { caseId, field }, body: { fileIds } }, { idempotencyKey: key })
}

type BrokenPromise = Reply<typeof owedRoutes.listBrokenPromises>['items'][number]
/** Newest first. */
export const listBrokenPromises = async (): Promise<BrokenPromise[]> =>
  (await call(owedRoutes.listBrokenPromises, {})).items
