import * as z from 'zod/mini'
import { caseDetail, caseSummary, draft, editOrigin, hidden } from './applications'
import { answers, form } from './form'
import { lifeEvent, serviceSummary, serviceTag, shownGuide, subject } from './guide'
import { done, id, instant, pageLimit, slug } from './parts'
import { routes } from './route'
import { arrivedFile, UPLOAD_MAX_BYTES, UPLOAD_TYPES, uploadedFile } from './uploads'

const serviceParams = z.object({ serviceId: slug })
const draftParams = z.object({ draftId: id })
const caseParams = z.object({ caseId: id })

export const servicesRoutes = routes({
  listServices: {
    method: 'GET',
    path: '/api/v1/services',
    auth: 'public',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary:
      'Catalogue by life event, department, subject and tag, with search: words, pinyin initials, colloquial names, one wrong character.',
    query: z.object({
      q: z.optional(z.string().check(z.maxLength(60))),
      department: z.optional(slug),
      subject: z.optional(subject),
      event: z.optional(slug),
      tag: z.optional(serviceTag),
      /** only what is paused today: news for whoever wants to apply, unlike the end of a season */
      closed: z.optional(z.enum(['true'])),
      hot: z.optional(z.enum(['true'])),
      limit: z.optional(pageLimit)
    }),
    response: z.object({
      items: z.array(serviceSummary),
      total: z.int(),
      departments: z.array(z.object({ id: slug, name: z.string() })),
      events: z.array(lifeEvent)
    }),
    errors: []
  },
  showGuide: {
    method: 'GET',
    path: '/api/v1/services/:serviceId',
    ids: { serviceId: 'content' },
    auth: 'public',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: '办事指南 of one service item.',
    params: serviceParams,
    response: shownGuide,
    errors: ['not_found']
  },
  showForm: {
    method: 'GET',
    path: '/api/v1/services/:serviceId/form',
    ids: { serviceId: 'content' },
    auth: 'public',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'The form of a service item that can be applied for here.',
    params: serviceParams,
    response: form,
    errors: ['not_found']
  },
  listDrafts: {
    method: 'GET',
    path: '/api/v1/drafts',
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'My unsubmitted drafts, newest first (without their answers).',
    response: z.object({
      items: z.array(z.object({ id, serviceId: slug, serviceName: z.string(), updatedAt: instant }))
    }),
    errors: ['sign_in_required']
  },
  openDraft: {
    method: 'PUT',
    path: '/api/v1/services/:serviceId/draft',
    ids: { serviceId: 'content' },
    auth: 'session',
    rate: 'write',
    idempotent: false,
    audit: false,
    summary:
      'Save edits to my draft of this service item; the first call makes it, an empty call only reads it. Only the named fields change. With `from`, each edit counts once, and one that would overwrite what another device wrote meanwhile is held back and named in `conflicts`.',
    params: serviceParams,
    body: z.object({
      edits: answers,
      from: z.optional(editOrigin),
      /** the person has read `dropped` */
      droppedRead: z.optional(z.boolean()),
      /** what was told in 情形引导, when the person goes on to the form from there; kept if it makes a 情形 certain */
      situation: z.optional(z.object({ facts: z.record(z.string().check(z.maxLength(40)), z.unknown()) }))
    }),
    response: draft,
    errors: ['sign_in_required', 'forbidden', 'not_found', 'out_of_scope']
  },
  discardDraft: {
    method: 'DELETE',
    path: '/api/v1/drafts/:draftId',
    ids: { draftId: 'owner' },
    auth: 'session',
    rate: 'write',
    idempotent: false,
    audit: false,
    summary: 'Throw a draft and its uploaded files away.',
    params: draftParams,
    response: done,
    errors: ['sign_in_required', 'forbidden', 'not_found', 'out_of_scope', 'draft_submitted']
  },
  uploadFile: {
    method: 'POST',
    path: '/api/v1/files',
    auth: 'session',
    rate: 'upload',
    idempotent: false,
    audit: false,
    summary: 'Upload one photo or PDF as multipart field `file`; type judged by content.',
    upload: { maxBytes: UPLOAD_MAX_BYTES, types: UPLOAD_TYPES },
    response: arrivedFile,
    errors: [
      'sign_in_required',
      'forbidden',
      'out_of_scope',
      'file_rejected',
      'file_too_large',
      'file_blank',
      'file_infected'
    ]
  },
  downloadFile: {
    method: 'GET',
    path: '/api/v1/files/:fileId',
    ids: { fileId: 'owner' },
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: true,
    summary: 'The bytes of a file of mine.',
    params: z.object({ fileId: id }),
    response: 'file',
    errors: ['sign_in_required', 'not_found', 'out_of_scope', 'file_infected']
  },
  submitDraft: {
    method: 'POST',
    path: '/api/v1/drafts/:draftId/submit',
    ids: { draftId: 'owner' },
    auth: 'real-name',
    rate: 'write',
    idempotent: true,
    audit: true,
    summary: 'Hand the application in. A draft becomes one case however often this is called.',
    params: draftParams,
    body: z.object({ formVersion: z.string().check(z.maxLength(80)), revision: z.int() }),
    response: caseDetail,
    errors: [
      'sign_in_required',
      'forbidden',
      'level_required',
      'not_found',
      'out_of_scope',
      'form_invalid',
      'consent_required',
      'form_changed',
      'conflict',
      'draft_submitted',
      'service_closed',
      'idempotency_key_reused'
    ]
  },
  listCases: {
    method: 'GET',
    path: '/api/v1/cases',
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'My cases (我的办件), newest first.',
    query: z.object({
      before: z.optional(instant),
      limit: z.optional(pageLimit)
    }),
    response: z.object({ items: z.array(caseSummary), more: z.boolean() }),
    errors: ['sign_in_required']
  },
  showCase: {
    method: 'GET',
    path: '/api/v1/cases/:caseId',
    ids: { caseId: 'owner' },
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'One case of mine: timeline, promised day, result.',
    params: caseParams,
    response: caseDetail,
    errors: ['sign_in_required', 'not_found', 'out_of_scope']
  },
  copyCase: {
    method: 'GET',
    path: '/api/v1/cases/:caseId/copy',
    ids: { caseId: 'owner' },
    auth: 'real-name',
    // drawn anew each time, which costs as much as taking in a file
    rate: 'upload',
    idempotent: false,
    audit: true,
    summary:
      'Everything of a case as PDF: answers, materials, course, promise, result. Unmasked only for the owner in person.',
    params: caseParams,
    response: 'file',
    errors: ['sign_in_required', 'level_required', 'not_found', 'out_of_scope']
  },
  answerCorrection: {
    method: 'POST',
    path: '/api/v1/cases/:caseId/correction',
    ids: { caseId: 'owner' },
    auth: 'session',
    rate: 'write',
    idempotent: true,
    audit: true,
    summary:
      '补正: hand in the form again, mended; goes back to the department under the same case. Where the department ticked items, only those may differ.',
    params: caseParams,
    body: z.object({ answers }),
    response: caseDetail,
    errors: [
      'sign_in_required',
      'forbidden',
      'not_found',
      'out_of_scope',
      'form_invalid',
      'consent_required',
      'conflict',
      'idempotency_key_reused'
    ]
  },
  withdrawCase: {
    method: 'POST',
    path: '/api/v1/cases/:caseId/withdraw',
    ids: { caseId: 'owner' },
    auth: 'session',
    rate: 'write',
    idempotent: true,
    audit: true,
    summary: '撤回: the applicant takes a case back before its department has accepted it.',
    params: caseParams,
    response: caseDetail,
    errors: ['sign_in_required', 'forbidden', 'not_found', 'out_of_scope', 'conflict', 'idempotency_key_reused']
  },
  showCaseAnswers: {
    method: 'GET',
    path: '/api/v1/cases/:caseId/answers',
    ids: { caseId: 'owner' },
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: true,
    summary: 'My own answers of a case that waits for 补正, unmasked, to be mended in the form.',
    params: caseParams,
    response: z.object({
      form,
      answers,
      files: z.array(uploadedFile),
      hidden: z.optional(hidden)
    }),
    errors: ['sign_in_required', 'not_found', 'out_of_scope', 'conflict']
  }
})
