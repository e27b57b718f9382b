import { checkPhone } from '@shared/values/phone'
import type * as z from 'zod/mini'
import type { WechatIdentity } from '../../domains/identity/port'
import type { UnavailableReason } from '../../platform/department-client/errors'
import { type Reply, readJson } from '../../platform/department-client/reply'
import { unreadable, type Verdict } from '../../platform/department-client/verdict'
import {
  wechatAnswer,
  wechatOAuth,
  wechatPhone,
  wechatPhotoAsked,
  wechatSession,
  wechatVerifyId,
  wechatVerifyInfo,
  wechatWordSafety
} from './wire'

const troubles = new Map<number, UnavailableReason>([
  [-1, 'busy'],
  // 100 a minute per user
  [45011, 'busy'],
  // what a day allows is used up
  [45009, 'busy'],
  // wrong appid, wrong secret, our address not on their list, appid missing
  [40013, 'credentials'],
  [40125, 'credentials'],
  [40164, 'credentials'],
  [41002, 'credentials']
])

/** The access token is wrong or too old; access-token.ts fetches another. */
export const tokenRefusals: ReadonlySet<string> = new Set(['40001', '42001'])

/** Invalid or expired code · code used · user blocked as high-risk: this person cannot sign in with this code. */
const codeRefusals = new Set([40029, 40163, 40226])

/** The verify id of a face check is unknown, expired, or of another person than we say. */
const verifyRefusals = new Set([84001])

/** Not a person of this app · has not used it in the last two hours: WeChat judges nothing of theirs. */
const writerRefusals = new Set([40003, 61010])

/** Reads a reply of WeChat's server API in the given shape; 40001 and 42001 come out as refused. */
export const readWechat =
  <S extends z.ZodMiniType>(schema: S) =>
  (reply: Reply): Verdict<z.output<S>> => {
    const answer = readJson(reply, wechatAnswer)
    if (answer === undefined) return unreadable('shape')
    const errcode = answer.errcode ?? 0
    if (errcode === 0) {
      const value = readJson(reply, schema)
      return value === undefined ? unreadable('data') : { kind: 'ok', value }
    }
    const code = String(errcode)
    const trouble = troubles.get(errcode)
    if (trouble !== undefined) return { kind: 'unavailable', reason: trouble, code }
    const refusals = [codeRefusals, verifyRefusals, writerRefusals]
    if (!tokenRefusals.has(code) && !refusals.some((known) => known.has(errcode))) return { kind: 'unknown', code }
    return { kind: 'refused', code, said: answer.errmsg ?? '' }
  }

/** Who signed in with a code of wx.login; null = the code is not (or no longer) good. */
export function readLogin(reply: Reply): Verdict<WechatIdentity | null> {
  const verdict = codeAnswer(readWechat(wechatSession)(reply))
  return verdict.kind === 'ok' ? { kind: 'ok', value: toIdentity(verdict.value) } : verdict
}

/** Who came back from the OAuth page; 'snapshot' = a virtual account that belongs to nobody. */
export function readOAuth(reply: Reply): Verdict<WechatIdentity | 'snapshot' | null> {
  const verdict = codeAnswer(readWechat(wechatOAuth)(reply))
  if (verdict.kind !== 'ok') return verdict
  return { kind: 'ok', value: verdict.value?.is_snapshotuser === 1 ? 'snapshot' : toIdentity(verdict.value) }
}

/**
 * Whatever refusal comes back for a code is about the code, except 40001: it means our secret is wrong (no token is
 * involved here), and citizens must not be told that their sign-in failed.
 */
function codeAnswer<T>(verdict: Verdict<T>): Verdict<T | null> {
  if (verdict.kind !== 'refused') return verdict
  if (tokenRefusals.has(verdict.code)) return { kind: 'unavailable', reason: 'credentials', code: verdict.code }
  return { kind: 'ok', value: null }
}

/**
 * The number behind a phone code, 11 digits; null = the code is not good, or the number is not a mainland one. A number
 * stamped for another app is not ours to read. A token refusal stays refused, so that another token is fetched.
 */
export const readPhone =
  (appId: string) =>
  (reply: Reply): Verdict<string | null> => {
    const verdict = readWechat(wechatPhone)(reply)
    if (verdict.kind === 'refused' && !tokenRefusals.has(verdict.code)) return { kind: 'ok', value: null }
    if (verdict.kind !== 'ok') return verdict
    const { purePhoneNumber, countryCode, watermark } = verdict.value.phone_info
    if (watermark.appid !== appId) return unreadable('watermark')
    const number = checkPhone(purePhoneNumber)
    return { kind: 'ok', value: countryCode === '86' && number.ok ? number.value : null }
  }

/** The id that the phone shows to WeChat's face check, and for how many seconds it is good. */
export function readVerifyId(reply: Reply): Verdict<{ verifyId: string; expiresIn: number }> {
  const verdict = readWechat(wechatVerifyId)(reply)
  if (verdict.kind !== 'ok') return verdict
  return { kind: 'ok', value: { verifyId: verdict.value.verify_id, expiresIn: verdict.value.expires_in } }
}

const FACE_PASSED = 10_000

/** What came of a face check. Anything but errcode 0 with verify_ret 10000 has not passed. */
export function readFace(reply: Reply): Verdict<'passed' | 'failed'> {
  const verdict = readWechat(wechatVerifyInfo)(reply)
  if (verdict.kind === 'refused' && !tokenRefusals.has(verdict.code)) return { kind: 'ok', value: 'failed' }
  if (verdict.kind !== 'ok') return verdict
  return { kind: 'ok', value: verdict.value.verify_ret === FACE_PASSED ? 'passed' : 'failed' }
}

/** What WeChat says of words; 'review' leaves them to people, and people read them here anyway. */
export function readWordSafety(reply: Reply): Verdict<'fit' | 'unfit' | 'unknown'> {
  const verdict = readWechat(wechatWordSafety)(reply)
  if (verdict.kind === 'refused' && !tokenRefusals.has(verdict.code)) return { kind: 'ok', value: 'unknown' }
  if (verdict.kind !== 'ok') return verdict
  return { kind: 'ok', value: verdict.value.result.suggest === 'risky' ? 'unfit' : 'fit' }
}

/** The number under which the verdict on a picture will be pushed. */
export function readPhotoAsked(reply: Reply): Verdict<{ traceId: string } | 'unknown'> {
  const verdict = readWechat(wechatPhotoAsked)(reply)
  if (verdict.kind === 'refused' && !tokenRefusals.has(verdict.code)) return { kind: 'ok', value: 'unknown' }
  return verdict.kind === 'ok' ? { kind: 'ok', value: { traceId: verdict.value.trace_id } } : verdict
}

function toIdentity(who: z.infer<typeof wechatSession> | null): WechatIdentity | null {
  return who && { openid: who.openid, unionid: who.unionid ?? null }
}
