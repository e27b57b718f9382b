import { browserSignInRoutes, type CodeSent } from '@shared/contract/browser-sign-in'
import { type Device, devicesRoutes } from '@shared/contract/devices'
import { type Dispute, disputesRoutes } from '@shared/contract/disputes'
import { noticesRoutes } from '@shared/contract/notices'
import { type Closure, type Correction, rightsRoutes } from '@shared/contract/rights'
import type { Outgoing, Reply } from '@shared/contract/route'
import { type MyIdentity, verificationRoutes } from '@shared/contract/verification'
import { call } from '@/platform/call'
import type { PickedFile } from '@/platform/pick-files'
import { upload } from '@/platform/upload'
import { applySessionChange } from '@/session/session'

/** All calls of this package; pages never see addresses. Every function rejects with CallError. */

/** On the sign-in page nobody is led to the sign-in page. */
const QUIET = { signInAgain: false }

/** Who runs this deployment, and which ways to sign in it has. */
export const showSite = (): Promise<Reply<typeof noticesRoutes.showSite>> => call(noticesRoutes.showSite, {}, QUIET)

export const sendSignInCode = (phone: string): Promise<CodeSent> =>
  call(browserSignInRoutes.sendSignInCode, { body: { phone } }, QUIET)

/** Signs in with an SMS code; `id_tail_required` when the number belongs to a verified account. */
export async function signInWithSms(body: Outgoing<typeof browserSignInRoutes.signInWithSms>['body']): Promise<void> {
  const { me } = await call(browserSignInRoutes.signInWithSms, { body }, QUIET)
  await applySessionChange({ token: null, me })
}

export const showIdentity = (): Promise<MyIdentity> => call(verificationRoutes.showIdentity, {})

/** Binds the phone behind a code of WeChat's button. */
export const bindWechatPhone = async (code: string): Promise<void> =>
  applySessionChange(await call(verificationRoutes.bindWechatPhone, { body: { code } }))

export const sendPhoneCode = (phone: string): Promise<CodeSent> =>
  call(verificationRoutes.sendPhoneCode, { body: { phone } })

export const bindPhone = async (phone: string, code: string): Promise<void> =>
  applySessionChange(await call(verificationRoutes.bindPhone, { body: { phone, code } }))

export const verifyRealName = async (body: { name: string; idNumber: string }): Promise<void> =>
  applySessionChange(await call(verificationRoutes.verifyRealName, { body }))

/** Begins WeChat's face check; resolves to its verifyId. */
export const startFaceCheck = async (): Promise<string> => (await call(verificationRoutes.startFaceCheck, {})).verifyId

/** Asks the server what came of the face check. */
export const finishFaceCheck = async (verifyId: string): Promise<void> =>
  applySessionChange(await call(verificationRoutes.finishFaceCheck, { body: { verifyId } }))

/** A code to the bound phone, for the fresh check. */
export const sendCheckCode = (): Promise<CodeSent> => call(verificationRoutes.sendCheckCode, {})

export const passCheck = async (code: string): Promise<void> =>
  applySessionChange(await call(verificationRoutes.check, { body: { code } }))

export type MergeStart = Reply<typeof verificationRoutes.startMerge>
export const startMerge = (body: { name: string; idNumber: string }): Promise<MergeStart> =>
  call(verificationRoutes.startMerge, { body })

/** Resolves to the last characters of the account one is in now: the other one's when the two were merged. */
export async function mergeAccounts(verifyId: string): Promise<string> {
  const changed = await call(verificationRoutes.mergeAccounts, { body: { verifyId } })
  await applySessionChange(changed)
  return changed.me.accountTail
}

export const undoMerge = async (mergeId: string): Promise<void> => {
  await call(verificationRoutes.undoMerge, { params: { mergeId } })
}

export type ReviewFile = Reply<typeof verificationRoutes.uploadReviewFile>
export const uploadReviewFile = (picked: PickedFile, progress: (percent: number) => void): Promise<ReviewFile> =>
  upload(verificationRoutes.uploadReviewFile, picked, { progress })

/** Hands a paper in for review; the same key again gives the first answer. */
export const askReview = (
  body: Outgoing<typeof verificationRoutes.askReview>['body'],
  idempotencyKey: string
): Promise<Reply<typeof verificationRoutes.askReview>> =>
  call(verificationRoutes.askReview, { body }, { idempotencyKey })

/** Says that something known of me is wrong; the same key again is the same question. */
export const askCorrection = async (
  body: Outgoing<typeof rightsRoutes.askCorrection>['body'],
  idempotencyKey: string
): Promise<void> => {
  await call(rightsRoutes.askCorrection, { body }, { idempotencyKey })
}

/** My 更正申请 and their answers, newest first. */
export const listCorrections = async (): Promise<Correction[]> => (await call(rightsRoutes.listCorrections, {})).items

/** What I said is wrong in a register (有误) and the answers, newest first. */
export const listDisputes = async (): Promise<Dispute[]> => (await call(disputesRoutes.listDisputes, {})).items

export const listSessions = async (): Promise<Device[]> => (await call(devicesRoutes.listSessions, {})).items

export const endSession = async (sessionId: string): Promise<void> => {
  await call(devicesRoutes.endSession, { params: { sessionId } })
}

export const endOtherSessions = async (): Promise<void> => {
  await call(devicesRoutes.endOtherSessions, {})
}

/** 不是我本人: also for a session that has ended already. */
export const reportSession = async (sessionId: string): Promise<void> => {
  await call(devicesRoutes.reportSession, { params: { sessionId } })
}

export const showClosure = (): Promise<Closure> => call(rightsRoutes.showClosure, {})

export const closeAccount = (): Promise<Closure> => call(rightsRoutes.closeAccount, { body: { understood: true } })

export const keepAccount = (): Promise<Closure> => call(rightsRoutes.keepAccount, {})
