import * as z from 'zod/mini'
import { civilDay, id } from './parts'

/** What a citizen may upload: photos and PDFs of papers. */
export const UPLOAD_TYPES = ['image/jpeg', 'image/png', 'application/pdf'] as const
/** What a department may hand out: also OFD (GB/T 33190), the format of electronic documents and seals, as it is. */
export const OFD = 'application/ofd'
export const RESULT_TYPES = [...UPLOAD_TYPES, OFD] as const
export const UPLOAD_MAX_BYTES = 10 * 1024 * 1024

/** An uploaded file as its owner sees it listed. */
export const uploadedFile = z.object({
  id,
  name: z.string(),
  bytes: z.int(),
  type: z.string(),
  /** last day of the paper, as its owner typed it; null or absent = for good, or not told */
  validUntil: z.optional(z.nullable(civilDay))
})
