import * as z from 'zod/mini'
import { sharing } from './consents'
import { id, instant } from './parts'
import { routes } from './route'
import { UPLOAD_MAX_BYTES, UPLOAD_TYPES, uploadedFile } from './uploads'

/** 诉求: complaints, suggestions, calls for help and 随手拍, which become work orders of the 12345 hotline. */

export const REQUEST_KINDS = { complaint: '投诉', suggestion: '建议', help: '求助', report: '随手拍' } as const
export const requestKind = z.enum(['complaint', 'suggestion', 'help', 'report'])
export type RequestKind = z.output<typeof requestKind>

/** 示例: what a 随手拍 can show; the hotline files it under its own classes. */
export const REPORT_CATEGORIES = ['市容环境', '道路设施', '占道停车', '噪声扰民', '消防隐患', '其他'] as const
const reportCategory = z.enum(REPORT_CATEGORIES)

/** sending → received → assigned → answered → closed; rejected, withheld (no consent any more), unfit end it as well. */
export const requestState = z.enum([
  'sending',
  'received',
  'assigned',
  'answered',
  'closed',
  'rejected',
  'withheld',
  'unfit'
])
export type RequestState = z.output<typeof requestState>
export const REQUEST_STATES = {
  sending: '正在送出',
  received: '12345 已收到',
  assigned: '已转办',
  answered: '已答复',
  closed: '已办结',
  rejected: '未受理',
  withheld: '没有送出',
  unfit: '内容没有通过检查，没有送出'
} as const satisfies Record<RequestState, string>

export const REQUEST_TEXT_MAX = 1000
export const REQUEST_PHOTOS = 3

/** Where it is: words, and when taken from WeChat's map the point (GCJ-02, degrees). */
const place = z.object({
  address: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  point: z.optional(
    z.object({
      longitude: z.number().check(z.gte(-180), z.lte(180)),
      latitude: z.number().check(z.gte(-90), z.lte(90))
    })
  )
})

/** What it is about: the item, case or hall whose page it was written from. */
export const requestAbout = z.object({
  kind: z.enum(['service', 'case', 'hall']),
  id: z.string().check(z.maxLength(64))
})
export type RequestAbout = z.output<typeof requestAbout>

export const requestSummary = z.object({
  id,
  kind: requestKind,
  /** its first words */
  title: z.string(),
  state: requestState,
  createdAt: instant
})
export type RequestSummary = z.output<typeof requestSummary>

export const consultRequest = z.object({
  ...requestSummary.shape,
  category: z.nullable(z.string()),
  text: z.string(),
  place: z.nullable(place),
  about: z.nullable(z.object({ ...requestAbout.shape, title: z.string() })),
  photos: z.array(uploadedFile),
  /** photos that WeChat has not judged yet, and those it found unfit, which are in `photos` no more */
  photoCheck: z.object({ waiting: z.int(), removed: z.int() }),
  /** number of the work order; null = not received yet */
  orderNo: z.nullable(z.string()),
  /** what has happened, first to last */
  steps: z.array(z.object({ label: z.string(), at: instant, note: z.nullable(z.string()) }))
})
export type ConsultRequest = z.output<typeof consultRequest>

const requestId = z.object({ requestId: id })
const photoId = z.object({ photoId: id })
const MINE = ['sign_in_required', 'not_found'] as const

export const consultRequestsRoutes = routes({
  showRequestForm: {
    method: 'GET',
    path: '/api/v1/consult/request-form',
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'What the hotline gets with a 诉求, and whether I have agreed to it already.',
    response: z.object({ sharing, given: z.boolean() }),
    errors: ['sign_in_required']
  },
  uploadRequestPhoto: {
    method: 'POST',
    path: '/api/v1/consult/photos',
    auth: 'session',
    rate: 'upload',
    idempotent: false,
    audit: false,
    summary: 'A photo or paper for a 诉求; removed after two days when no 诉求 names it.',
    upload: { maxBytes: UPLOAD_MAX_BYTES, types: UPLOAD_TYPES },
    response: uploadedFile,
    errors: ['sign_in_required', 'forbidden', 'file_rejected', 'file_too_large', 'file_infected']
  },
  showRequestPhoto: {
    method: 'GET',
    path: '/api/v1/consult/photos/:photoId',
    ids: { photoId: 'self' },
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'One of my photos.',
    params: photoId,
    response: 'file',
    errors: [...MINE]
  },
  createRequest: {
    method: 'POST',
    path: '/api/v1/consult/requests',
    ids: { 'body.photoIds': 'self', 'body.about.id': 'owner' },
    auth: 'phone',
    rate: 'write',
    idempotent: true,
    audit: true,
    summary:
      'Hand a 诉求 to the hotline, as oneself; it goes out with the bound phone number, under consent, and once WeChat has found its words and photos fit.',
    body: z.object({
      kind: requestKind,
      /** needed for 随手拍, absent otherwise */
      category: z.optional(reportCategory),
      text: z.string().check(z.trim(), z.minLength(5, '请至少写 5 个字。'), z.maxLength(REQUEST_TEXT_MAX)),
      place: z.optional(place),
      about: z.optional(requestAbout),
      photoIds: z.array(id).check(z.maxLength(REQUEST_PHOTOS))
    }),
    response: consultRequest,
    errors: [
      'sign_in_required',
      'forbidden',
      'level_required',
      'not_found',
      'out_of_scope',
      'form_invalid',
      'consent_required',
      'idempotency_key_reused'
    ]
  },
  listRequests: {
    method: 'GET',
    path: '/api/v1/consult/requests',
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: '我的诉求, newest first, at most fifty.',
    response: z.object({ items: z.array(requestSummary) }),
    errors: ['sign_in_required']
  },
  showRequest: {
    method: 'GET',
    path: '/api/v1/consult/requests/:requestId',
    ids: { requestId: 'self' },
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'One 诉求 of mine with everything the hotline has reported.',
    params: requestId,
    response: consultRequest,
    errors: [...MINE]
  }
})

/** What WeChat's content check fetches. */
export const photoCheckRoutes = routes({
  showPhotoToWechat: {
    method: 'GET',
    path: '/api/v1/consult/checked-photos/:pass',
    ids: { pass: 'invited' },
    auth: 'public',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary:
      'A photo for WeChat to judge: by a pass of 256 bits that only WeChat is told, until it has answered, 40 minutes at most.',
    params: z.object({ pass: z.string().check(z.regex(/^[\w-]{8,64}$/)) }),
    response: 'file',
    errors: ['not_found']
  }
})

/** The hotline reports a step of a work order. */
export const hotlineCallback = z.object({
  eventId: z.string().check(z.minLength(1), z.maxLength(64)),
  outerId: z.string().check(z.minLength(1), z.maxLength(64)),
  orderNo: z.string().check(z.minLength(1), z.maxLength(64)),
  state: z.string().check(z.maxLength(32)),
  at: z.string().check(z.maxLength(40)),
  /** who works on it */
  unit: z.optional(z.string().check(z.maxLength(100))),
  note: z.optional(z.string().check(z.maxLength(2000)))
})

export const hotlineRoutes = routes({
  hotlineCallback: {
    method: 'POST',
    path: '/api/v1/departments/hotline/callback',
    auth: 'department:hotline',
    rate: 'callback',
    idempotent: false,
    audit: true,
    summary: 'The hotline reports a step of a work order; signed, repeated until answered, each event counted once.',
    body: hotlineCallback,
    response: z.object({ code: z.string(), message: z.string() }),
    errors: ['forbidden', 'not_found']
  }
})
