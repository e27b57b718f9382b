import * as z from 'zod/mini'
import { fieldId } from './form-condition'
import { civilDay, id, slug } from './parts'
import { routes } from './route'

/** 容缺后补 and 告知承诺: materials a case was handed in without. */
export const owedItem = z.object({
  field: fieldId,
  label: z.string(),
  /** later: handed in by `dueDay`; promise: a signed promise stands in its place; pledge: a licence was granted on it */
  kind: z.enum(['later', 'promise', 'pledge']),
  /** until when a material is to come, or a broken pledge is to be mended */
  dueDay: z.nullable(civilDay),
  /** mended, revoked: how a broken pledge ended */
  state: z.enum(['owed', 'handed-in', 'standing', 'broken', 'mended', 'revoked']),
  /** in plain words for applicant and clerk */
  stateLabel: z.string(),
  /** as many files as the form takes there, 1 to 9 */
  maxFiles: z.int(),
  /** the sentence that was promised */
  promise: z.nullable(z.string()),
  /** the day the promise was broken; stays when the material came after all */
  brokenOn: z.nullable(civilDay)
})
export type OwedItem = z.output<typeof owedItem>

const CASE_FIELD = z.object({ caseId: id, field: fieldId })

export const owedRoutes = routes({
  listBrokenPromises: {
    method: 'GET',
    path: '/api/v1/me/broken-promises',
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary:
      'Promises of mine that were not kept (容缺后补 not handed in, 告知承诺 found untrue): shown before the next.',
    response: z.object({
      items: z.array(
        z.object({ caseId: id, serviceId: slug, serviceName: z.string(), label: z.string(), brokenOn: civilDay })
      )
    }),
    errors: ['sign_in_required']
  },
  handInOwed: {
    method: 'POST',
    path: '/api/v1/cases/:caseId/owed/:field',
    ids: { caseId: 'owner', field: 'content', 'body.fileIds': 'owner' },
    auth: 'session',
    rate: 'write',
    idempotent: true,
    audit: true,
    summary:
      '容缺后补: hand in a material that was to come later. Possible also after its day, until the case is refused or withdrawn.',
    params: CASE_FIELD,
    body: z.object({ fileIds: z.array(id).check(z.minLength(1), z.maxLength(9)) }),
    response: z.object({ owed: z.array(owedItem) }),
    errors: [
      'sign_in_required',
      'forbidden',
      'not_found',
      'out_of_scope',
      'conflict',
      'form_invalid',
      'idempotency_key_reused'
    ]
  },
  breakPromise: {
    method: 'POST',
    path: '/api/v1/desk/cases/:caseId/owed/:field/broken',
    ids: { caseId: 'staff', field: 'content' },
    auth: 'staff:any',
    rate: 'write',
    idempotent: true,
    audit: true,
    summary:
      '承诺不实: the check found that a promise standing in place of a material is not true; recorded, and told to the applicant.',
    params: CASE_FIELD,
    body: z.object({
      reason: z.string().check(z.trim(), z.minLength(2, '请写明理由。'), z.maxLength(500))
    }),
    response: z.object({ owed: z.array(owedItem) }),
    errors: ['sign_in_required', 'forbidden', 'not_found', 'conflict', 'idempotency_key_reused']
  }
})
