import { type CaseRating, feedbackRoutes, type RatingLevel, type RatingReasons } from '@shared/contract/feedback'
import { call } from '@/platform/call'

/** Calls of 服务评价. Every function rejects with CallError. */

export const listRatingReasons = (): Promise<RatingReasons> => call(feedbackRoutes.listRatingReasons, {})

/** What is rated: a case, or a visit to a hall by its appointment. */
export interface Rated {
  kind: 'case' | 'visit'
  id: string
}

export const showRating = ({ kind, id }: Rated): Promise<CaseRating> =>
  kind === 'case'
    ? call(feedbackRoutes.showRating, { params: { caseId: id } })
    : call(feedbackRoutes.showVisitRating, { params: { bookingId: id } })

/** Rates it, once; the same key again gives the first answer. `conflict`: rated already. */
export const rate = (
  { kind, id }: Rated,
  body: { level: RatingLevel; reasons: string[]; text?: string },
  idempotencyKey: string
): Promise<CaseRating> =>
  kind === 'case'
    ? call(feedbackRoutes.rateCase, { params: { caseId: id }, body }, { idempotencyKey })
    : call(feedbackRoutes.rateVisit, { params: { bookingId: id }, body }, { idempotencyKey })

/** Whether it is mended; false asks for a second check. `conflict`: answered already, or too late. */
export const answerMending = (
  { kind, id }: Rated,
  body: { mended: boolean; text?: string },
  idempotencyKey: string
): Promise<CaseRating> =>
  kind === 'case'
    ? call(feedbackRoutes.answerMending, { params: { caseId: id }, body }, { idempotencyKey })
    : call(feedbackRoutes.answerVisitMending, { params: { bookingId: id }, body }, { idempotencyKey })
