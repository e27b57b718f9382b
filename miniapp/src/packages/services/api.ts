import type { CaseDetail, CaseSummary } from '@shared/contract/applications'
import { type Consent, consentsRoutes } from '@shared/contract/consents'
import type { Answers, Form } from '@shared/contract/form'
import type { ShownGuide } from '@shared/contract/guide'
import { hallsRoutes } from '@shared/contract/halls'
import { platformDoorRoutes } from '@shared/contract/platform-door'
import type { Outgoing, Reply } from '@shared/contract/route'
import { servicesRoutes } from '@shared/contract/services'
import { UPLOAD_MAX_BYTES } from '@shared/contract/uploads'
import * as z from 'zod/mini'
import type { Attempt, KeptFile } from '@/drafts/kept-draft'
import { call } from '@/platform/call'
import { type HandedOut, handOutStored } from '@/platform/handed-out'
import type { PickedFile } from '@/platform/pick-files'
import { openStoredFile, storedFile } from '@/platform/stored-file'
import { upload } from '@/platform/upload'
import { goesInParts, uploadInParts } from '@/platform/upload-in-parts'
import { anyForm, knownForm } from './form/known-form'

/** All calls of this package; pages never see addresses. Every function rejects with CallError. */

export const showGuide = (serviceId: string): Promise<ShownGuide> =>
  call(servicesRoutes.showGuide, { params: { serviceId } })

/** What an entry of 渝快办 leads to. */
export const enterFromPlatform = (body: Outgoing<typeof platformDoorRoutes.enterFromPlatform>['body']) =>
  call(platformDoorRoutes.enterFromPlatform, { body })

/** 渝快办's page of an item that cannot be applied for here; null = it has none. */
export const showElsewhere = async (serviceId: string): Promise<string | null> =>
  (await call(platformDoorRoutes.showElsewhere, { params: { serviceId } })).url

/** How many halls take appointments for an item. */
export const countHalls = async (serviceId: string): Promise<number> =>
  (await call(hallsRoutes.listHalls, { query: { serviceId } })).items.length

/** Rejects also when the form is of a newer kind than this program can draw. */
export const showForm = async (serviceId: string): Promise<Form> =>
  knownForm(await call({ ...servicesRoutes.showForm, response: anyForm }, { params: { serviceId } }))

/** Hands the application in; the same key again gives the first answer. */
export const submitDraft = ({ key, draftId, formVersion, revision }: Attempt): Promise<CaseDetail> =>
  call(servicesRoutes.submitDraft, { params: { draftId }, body: { formVersion, revision } }, { idempotencyKey: key })

/** Cases, newest first; `before` is the submittedAt of the last one shown. */
export const listCases = (before?: string): Promise<{ items: CaseSummary[]; more: boolean }> =>
  call(servicesRoutes.listCases, { query: { before, limit: '20' } })

export const showCase = (caseId: string): Promise<CaseDetail> => call(servicesRoutes.showCase, { params: { caseId } })

/** Opens the copy of everything of a case (PDF). */
export const openCopy = (caseId: string): Promise<void> =>
  openStoredFile(servicesRoutes.copyCase, { caseId }, 'application/pdf')

const { showCaseAnswers: answersRoute } = servicesRoutes
export type CaseAnswers = Reply<typeof answersRoute>
/** My own answers of a case that waits for 补正; `conflict` when it waits no longer; see showForm. */
export async function showCaseAnswers(caseId: string): Promise<CaseAnswers> {
  const response = z.object({ ...answersRoute.response.shape, form: anyForm })
  const read = await call({ ...answersRoute, response }, { params: { caseId } })
  return { ...read, form: knownForm(read.form) }
}

/** 补正: hands the whole form in again; the same key again gives the first answer. */
export const answerCorrection = (caseId: string, answers: Answers, key: string): Promise<CaseDetail> =>
  call(servicesRoutes.answerCorrection, { params: { caseId }, body: { answers } }, { idempotencyKey: key })

/** 撤回 before 受理; `conflict` when it is too late. */
export const withdrawCase = (caseId: string, key: string): Promise<CaseDetail> =>
  call(servicesRoutes.withdrawCase, { params: { caseId } }, { idempotencyKey: key })

/** Uploads one photo or PDF, a large one in parts that go on after a broken connection; `file_rejected` and `file_too_large` cannot be mended by trying again. */
export const uploadFile = (picked: PickedFile, progress: (percent: number) => void): Promise<KeptFile> =>
  goesInParts(picked) && picked.bytes <= UPLOAD_MAX_BYTES
    ? uploadInParts(picked, progress)
    : upload(servicesRoutes.uploadFile, picked, { progress })

/** A local address at which a stored photo can be shown. */
export const fileAddress = (file: { id: string }): Promise<string> =>
  storedFile(servicesRoutes.downloadFile, { fileId: file.id })

/** A result file that only an OFD reader shows, to be taken away. */
export const takeFile = ({ id, name }: { id: string; name: string }): Promise<HandedOut> =>
  handOutStored(servicesRoutes.downloadFile, { fileId: id }, name)

/** Opens a stored file full screen. */
export const openFile = (file: { id: string; type: string }): Promise<void> =>
  openStoredFile(servicesRoutes.downloadFile, { fileId: file.id }, file.type)

export type NeededSharing = Reply<typeof consentsRoutes.listNeeded>['items'][number]
/** Which departments get what when this service item is handed in, and what has been agreed to already. */
export const listNeeded = async (serviceId: string): Promise<NeededSharing[]> =>
  (await call(consentsRoutes.listNeeded, { params: { serviceId } })).items

/** Agrees to one sharing; the same key again gives the first answer. */
export const giveConsent = (sharing: { id: string; version: string }, key: string): Promise<Consent> =>
  call(
    consentsRoutes.giveConsent,
    { body: { sharingId: sharing.id, version: sharing.version } },
    { idempotencyKey: key }
  )
