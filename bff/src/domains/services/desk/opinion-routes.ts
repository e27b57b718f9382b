import { deskOpinionsRoutes } from '@shared/contract/desk-opinions'
import { instantText } from '../../../platform/clock/instant-text'
import type { Tx } from '../../../platform/db/db'
import type { StaffCaller } from '../../../platform/http/caller'
import { bind } from '../../../platform/http/mount'
import { DONE, isRefused } from '../../../platform/http/refused'
import type { Opinions } from './opinions'
import { answerOf } from './present-desk'

type AnswerOpinion = (
  tx: Tx,
  caller: StaffCaller,
  opinionId: string,
  given: { agrees: boolean; words: string }
) => ReturnType<Opinions['answer']>
type Shown = Awaited<ReturnType<Opinions['list']>>[number]

const present = ({ found, opinion }: Shown) => ({
  id: opinion.id,
  caseNumber: found.number,
  serviceName: found.service_name,
  askedBy: found.department,
  askedAt: instantText(opinion.asked_at),
  dueDay: opinion.due_day,
  late: opinion.late
})

export const bindOpinions = ({
  opinions,
  answer
}: {
  opinions: Pick<Opinions, 'list' | 'show'>
  answer: AnswerOpinion
}) =>
  bind('deskOpinions', deskOpinionsRoutes, {
    listOpinions: async ({ query }, { caller }) => ({
      items: (await opinions.list(caller, query.view === 'answered')).map(present)
    }),
    showOpinion: async ({ params }, { caller }) => {
      const shown = await opinions.show(caller, params.opinionId)
      if (isRefused(shown)) return shown
      return { ...present(shown), question: shown.opinion.question, answer: answerOf(shown.opinion) }
    },
    answerOpinion: ({ params, body }, { caller, once }) =>
      once(async (tx) => {
        const answered = await answer(tx, caller, params.opinionId, body)
        return isRefused(answered) ? answered : DONE
      })
  })
