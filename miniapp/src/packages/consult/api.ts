import { type ConsultAnswer, consultRoutes } from '@shared/contract/consult'
import { call } from '@/platform/call'

/** All calls of this package; pages never see addresses. Every function rejects with CallError. */

/** What the published guides say to a question; an empty list = nothing fits. Keeps nothing, needs no sign-in. */
export const askQuestion = async (question: string, serviceId?: string): Promise<ConsultAnswer[]> =>
  (await call(consultRoutes.askQuestion, { body: { question, ...(serviceId ? { serviceId } : {}) } })).answers
