import { feedbackRoutes } from '@shared/contract/feedback'
import { civilDateAt } from '@shared/values/civil-date'
import { bind } from '../../platform/http/mount'
import { isRefused } from '../../platform/http/refused'
import type { RatingsDefinition } from '../content/port'
import type { RatingDesk } from './desk'
import { presentRating } from './present'
import type { Ratings } from './ratings'

export const bindFeedback = (ratings: Ratings, desk: RatingDesk, content: RatingsDefinition) =>
  bind('feedback', feedbackRoutes, {
    listRatingReasons: async () => ({ levels: content.levels }),
    showRating: async ({ params }, { caller }) => {
      const view = await ratings.show(caller, params.caseId)
      return isRefused(view) ? view : presentRating(view, caller)
    },
    rateCase: ({ params, body }, { caller, once }) =>
      once(async (tx) => {
        const view = await ratings.rate(tx, caller, params.caseId, body)
        return isRefused(view) ? view : presentRating(view, caller)
      }),
    answerMending: ({ params, body }, { caller, once }) =>
      once(async (tx) => {
        const view = await ratings.answer(tx, caller, params.caseId, body)
        return isRefused(view) ? view : presentRating(view, caller)
      }),
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
