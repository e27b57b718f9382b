import * as z from 'zod/mini'
import { id } from './parts'
import { routes } from './route'
import { arrivedFile, UPLOAD_MAX_BYTES } from './uploads'

/** Every part of an upload but the last has this many bytes: in base64 it fits into one JSON body with room to spare. */
export const PART_BYTES = 256 * 1024

/** A file above this goes in parts: below it, sending it again costs less than the questions. */
export const IN_PARTS_ABOVE_BYTES = 512 * 1024

/** An unfinished upload: the bytes before `received` are there, the next part begins with that one. */
const upload = z.object({ id, received: z.int() })

export const uploadPartsRoutes = routes({
  beginUpload: {
    method: 'POST',
    path: '/api/v1/uploads',
    auth: 'session',
    rate: 'upload',
    idempotent: false,
    audit: false,
    summary:
      'Begin to upload a file in parts, or ask where the same unfinished file was: one of this content is one upload.',
    body: z.object({
      name: z.string().check(z.maxLength(200)),
      bytes: z.int().check(z.minimum(1), z.maximum(UPLOAD_MAX_BYTES)),
      /** of the whole file, in hexadecimal */
      sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/))
    }),
    response: upload,
    errors: ['sign_in_required', 'forbidden', 'out_of_scope']
  },
  putPart: {
    method: 'PUT',
    path: '/api/v1/uploads/:uploadId/parts',
    ids: { uploadId: 'owner' },
    auth: 'session',
    rate: 'write',
    idempotent: false,
    audit: false,
    summary:
      'One part, beginning with byte `at`. A part that came before or comes too early changes nothing; the reply says from where to go on.',
    params: z.object({ uploadId: id }),
    body: z.object({
      at: z.int().check(z.nonnegative()),
      /** the bytes in base64 */
      data: z.string().check(z.maxLength(Math.ceil(PART_BYTES / 3) * 4), z.regex(/^[A-Za-z0-9+/]+={0,2}$/))
    }),
    response: upload,
    errors: ['sign_in_required', 'forbidden', 'not_found', 'out_of_scope', 'file_rejected']
  },
  finishUpload: {
    method: 'POST',
    path: '/api/v1/uploads/:uploadId/finish',
    ids: { uploadId: 'owner' },
    auth: 'session',
    rate: 'upload',
    idempotent: false,
    audit: false,
    summary: 'All parts are there: checked as a file in one piece. A second call within a day answers the same file.',
    params: z.object({ uploadId: id }),
    response: arrivedFile,
    errors: [
      'sign_in_required',
      'forbidden',
      'not_found',
      'out_of_scope',
      'conflict',
      'file_broken',
      'file_rejected',
      'file_blank',
      'file_infected'
    ]
  }
})
