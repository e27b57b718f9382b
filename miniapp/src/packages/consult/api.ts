import { consentsRoutes } from '@shared/contract/consents'
import { type ConsultAnswer, consultRoutes } from '@shared/contract/consult'
import { type ConsultRequest, consultRequestsRoutes, type RequestSummary } from '@shared/contract/consult-requests'
import type { Outgoing, Reply } from '@shared/contract/route'
import { call } from '@/platform/call'
import type { PickedFile } from '@/platform/pick-files'
import { openStoredFile, storedFile } from '@/platform/stored-file'
import { upload } from '@/platform/upload'
import { withLevel } from '@/session/step-up'

/** All calls of this package; pages never see addresses. Every function rejects with CallError. */

/** What the published guides say to a question; an empty list = nothing fits. Keeps nothing, needs no sign-in. */
export const askQuestion = async (question: string, serviceId?: string): Promise<ConsultAnswer[]> =>
  (await call(consultRoutes.askQuestion, { body: { question, ...(serviceId ? { serviceId } : {}) } })).answers

export type RequestForm = Reply<typeof consultRequestsRoutes.showRequestForm>
export const showRequestForm = (): Promise<RequestForm> => call(consultRequestsRoutes.showRequestForm, {})

type Photo = Reply<typeof consultRequestsRoutes.uploadRequestPhoto>
export const uploadPhoto = (picked: PickedFile, progress: (percent: number) => void): Promise<Photo> =>
  upload(consultRequestsRoutes.uploadRequestPhoto, picked, { progress })
export const photoAddress = ({ id }: Pick<Photo, 'id'>): Promise<string> =>
  storedFile(consultRequestsRoutes.showRequestPhoto, { photoId: id })
export const openPhoto = ({ id, type }: Pick<Photo, 'id' | 'type'>): Promise<void> =>
  openStoredFile(consultRequestsRoutes.showRequestPhoto, { photoId: id }, type)

/** Agreeing to what is shown; `conflict` when it has changed since. The same key again gives the first answer. */
export const agree = async ({ sharing }: RequestForm, key: string): Promise<void> => {
  const body = { sharingId: sharing.id, version: sharing.version }
  await call(consentsRoutes.giveConsent, { body }, { idempotencyKey: key })
}

export type Written = Outgoing<typeof consultRequestsRoutes.createRequest>['body']
/** Needs a bound phone number: the person is led there first. The same key again gives the first answer. */
export const createRequest = (body: Written, key: string): Promise<ConsultRequest> =>
  withLevel(() => call(consultRequestsRoutes.createRequest, { body }, { idempotencyKey: key }))

export const listRequests = async (): Promise<RequestSummary[]> =>
  (await call(consultRequestsRoutes.listRequests, {})).items

export const showRequest = (requestId: string): Promise<ConsultRequest> =>
  call(consultRequestsRoutes.showRequest, { params: { requestId } })
