import type { SessionChange } from '@shared/contract/identity'
import { verificationRoutes } from '@shared/contract/verification'
import { bind } from '../../platform/http/mount'
import { DONE, isRefused, type Refused, refuse } from '../../platform/http/refused'
import type { BindPhone } from './bind-phone'
import type { Merges } from './merges'
import type { ShowIdentity } from './my-identity'
import type { ProveFace } from './prove-face'
import type { ReviewFiles } from './review-files'
import type { Reviews } from './reviews'
import type { Identity } from './service'
import type { VerifyName } from './verify-name'

interface Deps {
  identity: Identity
  show: ShowIdentity
  bindPhone: BindPhone
  verifyName: VerifyName
  proveFace: ProveFace
  merges: Merges
  reviews: Reviews
  reviewFiles: ReviewFiles
}

export function bindVerification({
  identity,
  show,
  bindPhone,
  verifyName,
  proveFace,
  merges,
  reviews,
  reviewFiles
}: Deps) {
  /** Gives the token of a renewed session to whoever called. */
  const changed = async <R extends Refused>(
    call: { handOver(token: string): string | null },
    token: string | R
  ): Promise<SessionChange | R | Refused<'sign_in_required'>> => {
    if (isRefused(token)) return token
    const me = await identity.meOf(token)
    return me ? { token: call.handOver(token), me } : refuse('sign_in_required')
  }
  return bind('verification', verificationRoutes, {
    showIdentity: (_input, { caller }) => show(caller),
    bindWechatPhone: async ({ body }, call) => changed(call, await bindPhone.bindByWechat(call.caller, body.code)),
    sendPhoneCode: ({ body }, { caller, from }) => bindPhone.sendBindCode(caller, body.phone, from.ip),
    bindPhone: async ({ body }, call) => changed(call, await bindPhone.bindBySms(call.caller, body, call.from.ip)),
    verifyRealName: async ({ body }, call) => changed(call, await verifyName.verify(call.caller, body, call.from.ip)),
    startFaceCheck: (_input, { caller }) => proveFace.start(caller),
    finishFaceCheck: async ({ body }, call) => changed(call, await proveFace.finish(call.caller, body.verifyId)),
    sendCheckCode: (_input, { caller, from }) => bindPhone.sendCheckCode(caller, from.ip),
    check: async ({ body }, call) => changed(call, await bindPhone.check(call.caller, body.code, call.from.ip)),
    startMerge: ({ body }, { caller, from }) => merges.start(caller, body, from.ip),
    mergeAccounts: async ({ body }, call) => changed(call, await merges.merge(call.caller, body.verifyId)),
    undoMerge: async ({ params }, { caller }) => {
      const undone = await merges.undo(caller, params.mergeId)
      return isRefused(undone) ? undone : DONE
    },
    uploadReviewFile: ({ body }, { caller }) => reviewFiles.upload(caller.citizenId, body),
    askReview: async ({ body }, call) => {
      const checked = await reviews.check(call.caller, body, call.from.ip)
      if (isRefused(checked)) return checked
      return call.once((tx) => reviews.ask(tx, call.caller, body.kind, checked, body.fileIds))
    }
  })
}
