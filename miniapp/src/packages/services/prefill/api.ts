import { prefillRoutes } from '@shared/contract/prefill'
import type { Reply } from '@shared/contract/route'
import { call } from '@/platform/call'

/** Every function rejects with CallError. */

export type Offer = Reply<typeof prefillRoutes.prefillDraft>

/** What the fields of a draft can be filled in with by themselves; takes up to 2.5 s. */
export const prefillDraft = (draftId: string): Promise<Offer> =>
  call(prefillRoutes.prefillDraft, { params: { draftId } })

/** 有误: tells the department of the source. */
export const disputePrefill = async (draftId: string, field: string, text: string): Promise<void> => {
  await call(prefillRoutes.disputePrefill, { params: { draftId }, body: { field, text } })
}
