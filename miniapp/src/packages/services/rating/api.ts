import { type CaseRating, feedbackRoutes, type RatingLevel, type RatingReasons } from '@shared/contract/feedback'
import { call } from '@/platform/call'

/** Calls of 服务评价. Every function rejects with CallError. */

export const listRatingReasons = (): Promise<RatingReasons> => call(feedbackRoutes.listRatingReasons, {})

export const showRating = (caseId: string): Promise<CaseRating> =>
  call(feedbackRoutes.showRating, { params: { caseId } })

/** Rates the case, once; the same key again gives the first answer. `conflict`: rated already. */
export const rateCase = (
  caseId: string,
  given: { level: RatingLevel; reasons: string[]; text?: string },
  idempotencyKey: string
): Promise<CaseRating> => call(feedbackRoutes.rateCase, { params: { caseId }, body: given }, { idempotencyKey })

/** Whether it is mended; false asks for a second check. `conflict`: answered already, or too late. */
export const answerMending = (
  caseId: string,
  answer: { mended: boolean; text?: string },
  idempotencyKey: string
): Promise<CaseRating> => call(feedbackRoutes.answerMending, { params: { caseId }, body: answer }, { idempotencyKey })
