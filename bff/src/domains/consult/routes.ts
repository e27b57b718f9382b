import { consultRoutes } from '@shared/contract/consult'
import { bind } from '../../platform/http/mount'
import { type Answers, partName } from './answer'

/** 咨询: nothing of a question is kept, logged or sent on. */
export const bindConsult = (answers: Answers) =>
  bind('consult', consultRoutes, {
    askQuestion: async ({ body }) => ({
      answers: answers.ask(body.question, body.serviceId).map(({ about, lines, notWritten }) => ({
        about,
        lines: lines.map(({ part, text, source }) => ({ where: partName(part), text, source })),
        notWritten: notWritten.map(partName)
      }))
    })
  })
