import * as z from 'zod/mini'
import { slug, source } from './parts'
import { routes } from './route'

/** 咨询: questions in plain words, answered by quoting what is published. */

/** The government hotline every district is reached by (政务服务便民热线). */
export const HOTLINE_NUMBER = '12345'
/** Characters of a question. */
export const QUESTION_MAX = 200

/** One published thing that answers, with the lines quoted from it word for word. */
export const consultAnswer = z.object({
  about: z.object({ kind: z.enum(['service', 'hall']), id: slug, title: z.string() }),
  lines: z.array(
    z.object({
      /** the part of the guide it stands in, e.g. 申请材料 */
      where: z.string(),
      text: z.string(),
      source: z.nullable(source)
    })
  ),
  /** parts the question asks for and the guide says nothing about */
  notWritten: z.array(z.string())
})
export type ConsultAnswer = z.output<typeof consultAnswer>

export const consultRoutes = routes({
  askQuestion: {
    method: 'POST',
    path: '/api/v1/consult/answers',
    ids: { 'body.serviceId': 'content' },
    auth: 'public',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary:
      'Answer a question from guides and halls, every line quoted; an empty list = nothing published fits. Keeps nothing.',
    // in the body, not the address: people write about themselves, and addresses are written down on the way
    body: z.object({
      question: z.string().check(z.trim(), z.minLength(1), z.maxLength(QUESTION_MAX)),
      /** the item whose page it is asked from */
      serviceId: z.optional(slug)
    }),
    response: z.object({ answers: z.array(consultAnswer) }),
    errors: []
  }
})
