import { certificatesRoutes } from '@shared/contract/certificates'
import { collectionsRoutes, type SettledWay } from '@shared/contract/collections'
import { type Role, staffRoutes } from '@shared/contract/desk'
import { type DeskCaseAct, deskCasesRoutes, type RevealReason } from '@shared/contract/desk-cases'
import { deskFiguresRoutes } from '@shared/contract/desk-figures'
import { deskOpinionsRoutes } from '@shared/contract/desk-opinions'
import { feedbackRoutes } from '@shared/contract/feedback'
import { type HallQueue, hallsRoutes } from '@shared/contract/halls'
import { intakesRoutes } from '@shared/contract/intakes'
import { owedRoutes } from '@shared/contract/owed'
import type { Outgoing } from '@shared/contract/route'
import { type Task, tasksRoutes } from '@shared/contract/tasks'
import { asCallError } from '@/platform/call-error'
import type { PickedFile } from '@/platform/pick-files'
import { openStoredFile } from '@/platform/stored-file'
import { askCode } from './ask-code'
import { cameIn, deskCall, deskUpload } from './desk-session'

/** Signs in; the cookie comes with the reply. */
export async function signIn(given: { login: string; password: string; code: string }) {
  const { me } = await deskCall(staffRoutes.signIn, { body: given })
  cameIn(me)
  return me
}

export const openInvitation = (token: string) => deskCall(staffRoutes.openInvitation, { body: { token } })

export async function acceptInvitation(given: { token: string; name: string; password: string; code: string }) {
  const { me } = await deskCall(staffRoutes.acceptInvitation, { body: given })
  cameIn(me)
  return me
}

export async function changePassword(given: { password: string; newPassword: string; code: string }) {
  const { me } = await deskCall(staffRoutes.changePassword, { body: given })
  cameIn(me)
}

/** Asks for the second factor where the server wants a fresh one, then acts again; undefined = the person gave up. */
export async function freshly<T>(act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act()
  } catch (caught) {
    if (asCallError(caught).code !== 'fresh_check_required') throw caught
  }
  const checked = await askCode(async (code) => {
    const { me } = await deskCall(staffRoutes.check, { body: { code } })
    cameIn(me)
  })
  return checked ? act() : undefined
}

export const listAccounts = () => deskCall(staffRoutes.listAccounts, {})
export const invite = (body: Outgoing<typeof staffRoutes.invite>['body']) =>
  freshly(() => deskCall(staffRoutes.invite, { body }))
export const resetAccount = (accountId: string) =>
  freshly(() => deskCall(staffRoutes.resetAccount, { params: { accountId } }))
export const disableAccount = (accountId: string) =>
  freshly(() => deskCall(staffRoutes.disableAccount, { params: { accountId } }))

export const listRoles = () => deskCall(staffRoutes.listRoles, {})
export const assignRoles = (accountId: string, roles: Role[]) =>
  freshly(() => deskCall(staffRoutes.assignRoles, { params: { accountId }, body: { roles } }))

export type AuditQuery = NonNullable<Outgoing<typeof staffRoutes.readAudit>['query']>
export const readAudit = (query: AuditQuery) => deskCall(staffRoutes.readAudit, { query })

export const scanPresentation = (code: string) => deskCall(certificatesRoutes.scanPresentation, { body: { code } })
export const withdrawCertificate = (body: { code: string; reason: string }) =>
  freshly(() => deskCall(certificatesRoutes.withdrawCertificate, { body }))

export type TaskView = 'open' | 'mine' | 'decided'
export const listTasks = (view: TaskView, page: number) =>
  deskCall(tasksRoutes.listTasks, { query: { view, page: String(page) } })
export const showTask = (taskId: string) => deskCall(tasksRoutes.showTask, { params: { taskId } })
export const takeTask = (taskId: string): Promise<Task> => deskCall(tasksRoutes.takeTask, { params: { taskId } })
export const releaseTask = (taskId: string): Promise<Task> => deskCall(tasksRoutes.releaseTask, { params: { taskId } })
export const decideTask = (taskId: string, body: { decision: string; reason: string }, idempotencyKey: string) =>
  freshly(() => deskCall(tasksRoutes.decideTask, { params: { taskId }, body }, { idempotencyKey }))
export const openTaskFile = (taskId: string, file: { id: string; type: string }) =>
  openStoredFile(tasksRoutes.showTaskFile, { taskId, fileId: file.id }, file.type)

export const listBadRatings = (page: number) =>
  deskCall(feedbackRoutes.listBadRatings, { query: { page: String(page) } })
/** `month` YYYY-MM, one that is over; absent: the last one. */
export const showRatingFigures = (month?: string) => deskCall(feedbackRoutes.showRatingFigures, { query: { month } })
export const listQueues = () => deskCall(hallsRoutes.listQueues, {})
export const showQueue = (lineId: string): Promise<HallQueue> => deskCall(hallsRoutes.showQueue, { params: { lineId } })
export const checkIn = (lineId: string, code: string): Promise<HallQueue> =>
  deskCall(hallsRoutes.checkIn, { params: { lineId }, body: { code } })
/** The same key again calls nobody else. */
export const callNext = (lineId: string, window: string, idempotencyKey: string): Promise<HallQueue> =>
  deskCall(hallsRoutes.callNext, { params: { lineId }, body: { window } }, { idempotencyKey })
export const finishCall = (lineId: string, bookingId: string, outcome: 'done' | 'skipped'): Promise<HallQueue> =>
  deskCall(hallsRoutes.finishCall, { params: { lineId, bookingId }, body: { outcome } })
export type CaseQuery = NonNullable<Outgoing<typeof deskCasesRoutes.listDeskCases>['query']>
export const listDeskCases = (query: CaseQuery) => deskCall(deskCasesRoutes.listDeskCases, { query })
export const showDeskCase = (caseId: string) => deskCall(deskCasesRoutes.showDeskCase, { params: { caseId } })
export const revealDeskCase = (caseId: string, reason: RevealReason) =>
  deskCall(deskCasesRoutes.revealDeskCase, { params: { caseId }, body: { reason } })
export const actOnDeskCase = (caseId: string, body: DeskCaseAct, idempotencyKey: string) =>
  deskCall(deskCasesRoutes.actOnDeskCase, { params: { caseId }, body }, { idempotencyKey })
/** 承诺不实; the same key again gives the first answer. */
export const breakPromise = (caseId: string, field: string, reason: string, idempotencyKey: string) =>
  deskCall(owedRoutes.breakPromise, { params: { caseId, field }, body: { reason } }, { idempotencyKey })
/** 已寄出 or 已领取; the same key again gives the first answer. */
export const settleCollection = (caseId: string, body: SettledWay, idempotencyKey: string) =>
  deskCall(collectionsRoutes.settleCollection, { params: { caseId }, body }, { idempotencyKey })
export const uploadResultFile = (caseId: string, picked: PickedFile) =>
  deskUpload(deskCasesRoutes.uploadResultFile, picked, { caseId })
/** Opens a material for a named reason; the citizen reads of it. */
export const openDeskFile = (caseId: string, file: { id: string; type: string }, reason: RevealReason) =>
  openStoredFile(deskCasesRoutes.showDeskCaseFile, { caseId, fileId: file.id }, file.type, { reason })

/** Figures beside the targets of the plans. */
export const showDeskFigures = () => deskCall(deskFiguresRoutes.showDeskFigures, {})

export const listIntakeItems = () => deskCall(intakesRoutes.listIntakeItems, {})
export const openIntake = (body: Outgoing<typeof intakesRoutes.openIntake>['body']) =>
  deskCall(intakesRoutes.openIntake, { body })
/** The one I have not handed in, with all that is filled in. */
export const showOpenIntake = () => deskCall(intakesRoutes.showOpenIntake, {})
/** In the place of the revision this tab knows. */
export const keepIntakeWork = (intakeId: string, body: Outgoing<typeof intakesRoutes.keepIntakeWork>['body']) =>
  deskCall(intakesRoutes.keepIntakeWork, { params: { intakeId }, body })
/** Deletes what was filled in and scanned. */
export const endIntake = (intakeId: string) => deskCall(intakesRoutes.endIntake, { params: { intakeId } })
export const uploadIntakeFile = (intakeId: string, picked: PickedFile) =>
  deskUpload(intakesRoutes.uploadIntakeFile, picked, { intakeId })
export const sendIntakeCode = (intakeId: string, phone: string) =>
  deskCall(intakesRoutes.sendIntakeCode, { params: { intakeId }, body: { phone } })
/** The same key again is the same case. */
export const handInIntake = (
  intakeId: string,
  body: Outgoing<typeof intakesRoutes.handInIntake>['body'],
  idempotencyKey: string
) => deskCall(intakesRoutes.handInIntake, { params: { intakeId }, body }, { idempotencyKey })

export const listOpinions = (view: 'open' | 'answered') =>
  deskCall(deskOpinionsRoutes.listOpinions, { query: { view } })
export const showOpinion = (opinionId: string) => deskCall(deskOpinionsRoutes.showOpinion, { params: { opinionId } })
/** The same key again is one answer. */
export const answerOpinion = (opinionId: string, body: { agrees: boolean; words: string }, idempotencyKey: string) =>
  deskCall(deskOpinionsRoutes.answerOpinion, { params: { opinionId }, body }, { idempotencyKey })
