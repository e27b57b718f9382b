import * as z from 'zod/mini'
import { codeSent, phone, smsCode } from './browser-sign-in'
import { level, oauthCode, sessionChange } from './identity'
import { civilDay, done, id, instant } from './parts'
import { routes } from './route'
import { UPLOAD_MAX_BYTES, UPLOAD_TYPES, uploadedFile } from './uploads'

const personName = z.string().check(z.minLength(2), z.maxLength(50))
const idNumber = z.string().check(z.minLength(15), z.maxLength(24))

/** Papers a person looks at by hand: foreign passport, 港澳/台湾 permits, and a guardian's relation to a child. */
export const reviewKind = z.enum(['passport', 'hk-macau-permit', 'taiwan-permit', 'guardian'])
export type ReviewKind = z.output<typeof reviewKind>
export const review = z.object({
  id,
  kind: reviewKind,
  state: z.enum(['waiting', 'approved', 'refused']),
  /** masked name on the paper, or of the child */
  name: z.string(),
  askedAt: instant,
  decidedAt: z.nullable(instant),
  /** why it was refused, in words for the person */
  reason: z.nullable(z.string())
})
export type Review = z.output<typeof review>

/** Two accounts that turned out to be one person; can be undone until `until`. */
export const merge = z.object({
  id,
  accountTail: z.string(),
  mergedAt: instant,
  until: instant,
  reversible: z.boolean()
})

export const myIdentity = z.object({
  level,
  /** 199****0001 */
  phone: z.nullable(z.string()),
  /** 张* */
  name: z.nullable(z.string()),
  certificate: z.nullable(z.enum(['id-card', 'passport', 'hk-macau-permit', 'taiwan-permit'])),
  /** 6699**********0021 */
  idNumber: z.nullable(z.string()),
  verifiedBy: z.nullable(z.enum(['public-security', 'ykb', 'manual-review'])),
  verifiedAt: z.nullable(instant),
  faceAt: z.nullable(instant),
  /** last proof of identity in this session; sensitive acts need one within five minutes */
  checkedAt: z.nullable(instant),
  wechat: z.array(z.enum(['mini-program', 'official-account'])),
  reviews: z.array(review),
  merges: z.array(merge)
})
export type MyIdentity = z.output<typeof myIdentity>

const SIGNED_IN = ['sign_in_required', 'forbidden'] as const
const CODE = ['code_wrong', 'code_expired'] as const

export const verificationRoutes = routes({
  showIdentity: {
    method: 'GET',
    path: '/api/v1/me/identity',
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: '我的身份: what is known of me, masked; my reviews and merged accounts.',
    response: myIdentity,
    errors: ['sign_in_required']
  },
  bindWechatPhone: {
    method: 'POST',
    path: '/api/v1/me/phone/wechat',
    auth: 'session',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary:
      "Bind my phone with the code of WeChat's getPhoneNumber button; a new session takes the old one's place. " +
      'Changing a bound phone needs a fresh check.',
    body: z.object({ code: oauthCode }),
    response: sessionChange,
    errors: [...SIGNED_IN, 'sign_in_failed', 'fresh_check_required', 'department_unavailable']
  },
  sendPhoneCode: {
    method: 'POST',
    path: '/api/v1/me/phone/sms-code',
    auth: 'session',
    rate: 'sign-in',
    idempotent: false,
    audit: true,
    summary: 'An SMS code to a number I want to bind.',
    body: z.object({ phone }),
    response: codeSent,
    errors: [...SIGNED_IN, 'department_unavailable']
  },
  bindPhone: {
    method: 'POST',
    path: '/api/v1/me/phone/sms',
    auth: 'session',
    rate: 'sign-in',
    idempotent: false,
    audit: true,
    summary:
      "Bind my phone with the SMS code; a new session takes the old one's place. Changing a bound phone needs a fresh check.",
    body: z.object({ phone, code: smsCode }),
    response: sessionChange,
    errors: [...SIGNED_IN, ...CODE, 'fresh_check_required']
  },
  verifyRealName: {
    method: 'POST',
    path: '/api/v1/me/real-name',
    auth: 'phone',
    rate: 'sign-in',
    idempotent: false,
    audit: true,
    summary: 'Real name: name and ID number checked by the register of the public security bureau.',
    body: z.object({ name: personName, idNumber }),
    response: sessionChange,
    errors: [
      ...SIGNED_IN,
      'level_required',
      'conflict',
      'identity_not_matched',
      'identity_taken',
      'guardian_required',
      'department_unavailable'
    ]
  },
  startFaceCheck: {
    method: 'POST',
    path: '/api/v1/me/face/start',
    auth: 'real-name',
    rate: 'sign-in',
    idempotent: false,
    audit: true,
    summary: '人脸核身 2.0, first step: the verifyId for wx.requestFacialVerify (mini-program only).',
    response: z.object({ verifyId: z.string(), expiresIn: z.int() }),
    errors: [...SIGNED_IN, 'level_required', 'conflict', 'department_unavailable']
  },
  finishFaceCheck: {
    method: 'POST',
    path: '/api/v1/me/face',
    auth: 'real-name',
    rate: 'sign-in',
    idempotent: false,
    audit: true,
    summary: 'Second step: asks WeChat what came of it; only errcode 0 with verify_ret 10000 passes.',
    body: z.object({ verifyId: z.string().check(z.minLength(1), z.maxLength(256)) }),
    response: sessionChange,
    errors: [...SIGNED_IN, 'level_required', 'face_not_passed', 'department_unavailable']
  },
  sendCheckCode: {
    method: 'POST',
    path: '/api/v1/me/check/sms-code',
    auth: 'phone',
    rate: 'sign-in',
    idempotent: false,
    audit: true,
    summary: 'A code to my bound phone, to prove once more that it is me.',
    response: codeSent,
    errors: [...SIGNED_IN, 'level_required', 'department_unavailable']
  },
  check: {
    method: 'POST',
    path: '/api/v1/me/check',
    auth: 'phone',
    rate: 'sign-in',
    idempotent: false,
    audit: true,
    summary: 'The fresh check: the code proves that it is me; sensitive acts are open for five minutes.',
    body: z.object({ code: smsCode }),
    response: sessionChange,
    errors: [...SIGNED_IN, ...CODE, 'level_required']
  },
  startMerge: {
    method: 'POST',
    path: '/api/v1/me/merges/start',
    auth: 'phone',
    rate: 'sign-in',
    idempotent: false,
    audit: true,
    summary: 'After identity_taken: begins the face check that proves both accounts are mine.',
    body: z.object({ name: personName, idNumber }),
    response: z.object({ verifyId: z.string(), expiresIn: z.int(), accountTail: z.string() }),
    errors: [...SIGNED_IN, 'level_required', 'identity_not_matched', 'not_found', 'conflict', 'department_unavailable']
  },
  mergeAccounts: {
    method: 'POST',
    path: '/api/v1/me/merges',
    auth: 'phone',
    rate: 'sign-in',
    idempotent: false,
    audit: true,
    summary:
      'Merges this account into my verified one after the face check; nothing is lost, reversible for 30 days. ' +
      'When nothing but typed words had verified that one, my real name comes to this account instead and its data stays.',
    body: z.object({ verifyId: z.string().check(z.minLength(1), z.maxLength(256)) }),
    response: sessionChange,
    errors: [...SIGNED_IN, 'level_required', 'face_not_passed', 'not_found', 'conflict', 'department_unavailable']
  },
  undoMerge: {
    method: 'DELETE',
    path: '/api/v1/me/merges/:mergeId',
    ids: { mergeId: 'self' },
    auth: 'real-name',
    fresh: true,
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'Takes a merge back within 30 days.',
    params: z.object({ mergeId: id }),
    response: done,
    errors: [...SIGNED_IN, 'level_required', 'fresh_check_required', 'not_found', 'conflict']
  },
  uploadReviewFile: {
    method: 'POST',
    path: '/api/v1/me/review-files',
    auth: 'phone',
    rate: 'upload',
    idempotent: false,
    audit: false,
    summary: 'A photo of a paper for a manual review; removed after two days when no review names it.',
    upload: { maxBytes: UPLOAD_MAX_BYTES, types: UPLOAD_TYPES },
    response: uploadedFile,
    errors: [...SIGNED_IN, 'level_required', 'file_rejected', 'file_too_large']
  },
  askReview: {
    method: 'POST',
    path: '/api/v1/me/reviews',
    ids: { 'body.fileIds': 'self' },
    auth: 'phone',
    rate: 'write',
    idempotent: true,
    audit: true,
    summary:
      'Manual review of a passport or permit, or of a guardian’s relation to a child (the guardian must be real-name).',
    body: z.object({
      kind: reviewKind,
      /** on the paper; for `guardian` the child's */
      name: personName,
      number: z.string().check(z.minLength(6), z.maxLength(24)),
      birthDay: civilDay,
      nationality: z.optional(z.string().check(z.maxLength(30))),
      fileIds: z.array(id).check(z.minLength(1), z.maxLength(4))
    }),
    response: review,
    errors: [
      ...SIGNED_IN,
      'level_required',
      'form_invalid',
      'identity_not_matched',
      'conflict',
      'idempotency_key_reused',
      'department_unavailable'
    ]
  }
})
