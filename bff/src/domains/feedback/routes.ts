import { type CaseRating, feedbackRoutes } from '@shared/contract/feedback'
import type { Incoming } from '@shared/contract/route'
import { civilDateAt } from '@shared/values/civil-date'
import { bind } from '../../platform/http/mount'
import { isRefused, type Refused } from '../../platform/http/refused'
import type { Call } from '../../platform/http/request-call'
import type { RatingsDefinition } from '../content/port'
import type { ActingCaller } from '../mandates/port'
import type { RatingDesk } from './desk'
import { presentRating } from './present'
import type { Ratings, RatingView, Subject } from './ratings'

type Once = Call<typeof feedbackRoutes.rateCase>['once']
type RateBody = Incoming<typeof feedbackRoutes.rateCase>['body']
type AnswerBody = Incoming<typeof feedbackRoutes.answerMending>['body']

const ofCase = ({ caseId }: { caseId: string }): Subject => ({ kind: 'case', id: caseId })
const ofVisit = ({ bookingId }: { bookingId: string }): Subject => ({ kind: 'visit', id: bookingId })

const presented = <R extends Refused>(view: RatingView | R, caller: ActingCaller): CaseRating | R =>
  'found' in view ? presentRating(view, caller) : view

export function bindFeedback(ratings: Ratings, desk: RatingDesk, content: RatingsDefinition) {
  const shown = async (caller: ActingCaller, subject: Subject) => presented(await ratings.show(caller, subject), caller)
  const rated = async (caller: ActingCaller, once: Once, subject: Subject, body: RateBody) => {
    const judged = await ratings.judge(caller, body.text)
    if (isRefused(judged)) return judged
    return once(async (tx) => presented(await ratings.rate(tx, caller, subject, { ...body, ...judged }), caller))
  }
  const answered = async (caller: ActingCaller, once: Once, subject: Subject, body: AnswerBody) => {
    const judged = await ratings.judge(caller, body.text)
    if (isRefused(judged)) return judged
    return once(async (tx) => presented(await ratings.answer(tx, caller, subject, { ...body, ...judged }), caller))
  }
  return bind('feedback', feedbackRoutes, {
    listRatingReasons: async () => ({ levels: content.levels }),
    showRating: ({ params }, { caller }) => shown(caller, ofCase(params)),
    showVisitRating: ({ params }, { caller }) => shown(caller, ofVisit(params)),
    rateCase: ({ params, body }, { caller, once }) => rated(caller, once, ofCase(params), body),
    rateVisit: ({ params, body }, { caller, once }) => rated(caller, once, ofVisit(params), body),
    answerMending: ({ params, body }, { caller, once }) => answered(caller, once, ofCase(params), body),
    answerVisitMending: ({ params, body }, { caller, once }) => answered(caller, once, ofVisit(params), body),
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
