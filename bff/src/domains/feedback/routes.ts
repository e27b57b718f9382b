import { type CaseRating, feedbackRoutes } from '@shared/contract/feedback'
import { civilDateAt } from '@shared/values/civil-date'
import { bind } from '../../platform/http/mount'
import type { Refused } from '../../platform/http/refused'
import type { RatingsDefinition } from '../content/port'
import type { ActingCaller } from '../mandates/port'
import type { RatingDesk } from './desk'
import { presentRating } from './present'
import type { Ratings, RatingView, Subject } from './ratings'

const ofCase = ({ caseId }: { caseId: string }): Subject => ({ kind: 'case', id: caseId })
const ofVisit = ({ bookingId }: { bookingId: string }): Subject => ({ kind: 'visit', id: bookingId })

const presented = <R extends Refused>(view: RatingView | R, caller: ActingCaller): CaseRating | R =>
  'found' in view ? presentRating(view, caller) : view

export function bindFeedback(ratings: Ratings, desk: RatingDesk, content: RatingsDefinition) {
  const shown = async (caller: ActingCaller, subject: Subject) => presented(await ratings.show(caller, subject), caller)
  return bind('feedback', feedbackRoutes, {
    listRatingReasons: async () => ({ levels: content.levels }),
    showRating: ({ params }, { caller }) => shown(caller, ofCase(params)),
    showVisitRating: ({ params }, { caller }) => shown(caller, ofVisit(params)),
    rateCase: ({ params, body }, { caller, once }) =>
      once(async (tx) => presented(await ratings.rate(tx, caller, ofCase(params), body), caller)),
    rateVisit: ({ params, body }, { caller, once }) =>
      once(async (tx) => presented(await ratings.rate(tx, caller, ofVisit(params), body), caller)),
    answerMending: ({ params, body }, { caller, once }) =>
      once(async (tx) => presented(await ratings.answer(tx, caller, ofCase(params), body), caller)),
    answerVisitMending: ({ params, body }, { caller, once }) =>
      once(async (tx) => presented(await ratings.answer(tx, caller, ofVisit(params), body), caller)),
    listBadRatings: async ({ query }, { caller }) => {
      const { items, ...counted } = await desk.bad(caller, Number(query.page ?? 1))
      return {
        ...counted,
        items: items.map(({ row, departmentName, turn, overdue }) => ({
          id: row.id,
          serviceName: row.service_name,
          departmentName,
          level: row.level,
          reasons: row.reasons,
          ratedDay: civilDateAt(row.rated_at),
          state: row.state,
          turn,
          dueDay: row.due_day,
          overdue
        }))
      }
    },
    showRatingFigures: async ({ query }, { caller }) => desk.figures(caller, query.month)
  })
}
