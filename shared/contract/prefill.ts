import * as z from 'zod/mini'
import { sharing } from './consents'
import { answer } from './form'
import { fieldId } from './form-condition'
import { done, id, instant } from './parts'
import { routes } from './route'
import { uploadedFile } from './uploads'

/** A value that came by itself, with where it is from and the time of that source. */
const prefilled = z.object({
  field: fieldId,
  value: answer,
  /** in words: 公安部门实名核验, 您 2026年9月1日的“…”申请, 居民户口簿（电子证照） */
  source: z.string(),
  at: instant,
  /** 有误? leads to the department of the source */
  disputable: z.boolean(),
  /** 免提交: the e-certificate that stands in place of a photo */
  file: z.optional(uploadedFile)
})
export type Prefilled = z.output<typeof prefilled>

/** A source that gave nothing: the fields it was asked for are ordinary ones. */
const silentSource = z.object({
  /** 电子证照库 */
  source: z.string(),
  fields: z.array(fieldId),
  why: z.enum(['unavailable', 'consent']),
  /** what has to be agreed to, where `why` is consent */
  sharing: z.optional(sharing)
})
export type SilentSource = z.output<typeof silentSource>

const draftParams = z.object({ draftId: id })
const REFUSED = ['sign_in_required', 'forbidden', 'not_found', 'out_of_scope', 'draft_submitted'] as const

export const prefillRoutes = routes({
  prefillDraft: {
    method: 'POST',
    path: '/api/v1/drafts/:draftId/prefill',
    ids: { draftId: 'owner' },
    auth: 'session',
    rate: 'write',
    idempotent: false,
    audit: false,
    summary:
      'What the fields of a draft can be filled in with by themselves: verified identity, earlier applications, e-certificates. Answers within 2.5 s; a slow source is named and its fields are ordinary ones.',
    params: draftParams,
    response: z.object({ values: z.array(prefilled), silent: z.array(silentSource) }),
    errors: REFUSED
  },
  disputePrefill: {
    method: 'POST',
    path: '/api/v1/drafts/:draftId/disputes',
    ids: { draftId: 'owner' },
    auth: 'session',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary:
      '有误: tells the department of the source that a prefilled value is wrong; it is not offered again in this draft.',
    params: draftParams,
    body: z.object({ field: fieldId, text: z.string().check(z.minLength(2), z.maxLength(200)) }),
    response: done,
    errors: [...REFUSED, 'conflict']
  }
})
