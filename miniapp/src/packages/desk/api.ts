import { type Role, staffRoutes } from '@shared/contract/desk'
import type { Outgoing } from '@shared/contract/route'
import { type Task, tasksRoutes } from '@shared/contract/tasks'
import { asCallError } from '@/platform/call-error'
import { openStoredFile } from '@/platform/stored-file'
import { askCode } from './ask-code'
import { cameIn, deskCall } from './desk-session'

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
