import * as z from 'zod/mini'
import { civilDay, done, id, slug } from './parts'
import { routes } from './route'
import { uploadedFile } from './uploads'

/** 我的材料: papers somebody has handed in once and may use again. */
export const material = z.object({
  id,
  fileId: id,
  /** kind of paper: id and name */
  document: slug,
  name: z.string(),
  /** whose paper it is, masked; null = about nobody alone */
  holder: z.nullable(z.string()),
  fileName: z.string(),
  type: z.string(),
  bytes: z.int(),
  /** such papers run out; the owner says when */
  expires: z.boolean(),
  /** null = for good, or not told */
  validUntil: z.nullable(civilDay),
  expired: z.boolean(),
  /** what it was handed in for first */
  from: z.object({ serviceName: z.string(), on: civilDay }),
  /** what it was used for since, newest first */
  uses: z.array(z.object({ serviceName: z.string(), on: civilDay }))
})
export type Material = z.output<typeof material>

const materialParams = z.object({ materialId: id })
const validity = z.object({ validUntil: z.nullable(civilDay) })
const WRITE = ['sign_in_required', 'forbidden', 'not_found', 'out_of_scope', 'form_invalid'] as const

export const materialsRoutes = routes({
  listMaterials: {
    method: 'GET',
    path: '/api/v1/me/materials',
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'Papers I have handed in and can use again (我的材料), newest first; of one kind when asked for.',
    query: z.object({ document: z.optional(slug) }),
    response: z.object({ items: z.array(material) }),
    errors: ['sign_in_required', 'out_of_scope']
  },
  useMaterial: {
    method: 'POST',
    path: '/api/v1/me/materials/:materialId/use',
    ids: { materialId: 'owner', 'body.serviceId': 'content' },
    auth: 'session',
    rate: 'upload',
    idempotent: false,
    audit: true,
    summary:
      'Uses a paper again in one field of an application: a copy of its own. form_invalid with the reason at the field when it is another kind of paper, expired, or about another person than the draft of the application names.',
    params: materialParams,
    body: z.object({
      serviceId: slug,
      /** the form field it is for */
      field: z.string().check(z.maxLength(40))
    }),
    response: uploadedFile,
    errors: [...WRITE, 'file_infected']
  },
  dateMaterial: {
    method: 'PUT',
    path: '/api/v1/me/materials/:materialId/validity',
    ids: { materialId: 'owner' },
    auth: 'session',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'Until when a paper of mine is valid; null = for good.',
    params: materialParams,
    body: validity,
    response: material,
    errors: WRITE
  },
  forgetMaterial: {
    method: 'DELETE',
    path: '/api/v1/me/materials/:materialId',
    ids: { materialId: 'owner' },
    auth: 'session',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'Takes a paper out of 我的材料. What was handed in with it stays with its case.',
    params: materialParams,
    response: done,
    errors: ['sign_in_required', 'forbidden', 'not_found', 'out_of_scope']
  },
  dateFile: {
    method: 'PUT',
    path: '/api/v1/files/:fileId/validity',
    ids: { fileId: 'owner' },
    auth: 'session',
    rate: 'write',
    idempotent: false,
    audit: false,
    summary: 'Until when the paper on an uploaded file is valid, as its owner reads it there; before it is handed in.',
    params: z.object({ fileId: id }),
    body: validity,
    response: uploadedFile,
    errors: [...WRITE, 'conflict']
  }
})
