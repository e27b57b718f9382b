import * as z from 'zod/mini'
import { civilDay, id } from './parts'

/** What a citizen may upload: photos and PDFs of papers. */
export const UPLOAD_TYPES = ['image/jpeg', 'image/png', 'application/pdf'] as const
/** What a department may hand out: also OFD (GB/T 33190), the format of electronic documents and seals, as it is. */
export const OFD = 'application/ofd'
export const RESULT_TYPES = [...UPLOAD_TYPES, OFD] as const
export const UPLOAD_MAX_BYTES = 10 * 1024 * 1024

/** Why a photo is perhaps not readable, in words that end “照片好像看不清”. A person may overrule it. */
export const PHOTO_DOUBTS = {
  dark: '光线太暗',
  blurred: '有些模糊',
  small: '照片太小',
  unreadable: '可能打不开'
} as const
export type PhotoDoubt = keyof typeof PHOTO_DOUBTS

/** An uploaded file as its owner sees it listed. */
export const uploadedFile = z.object({
  id,
  name: z.string(),
  bytes: z.int(),
  type: z.string(),
  /** last day of the paper, as its owner typed it; null or absent = for good, or not told */
  validUntil: z.optional(z.nullable(civilDay))
})

/** A file that has just come: a doubtful photo is kept, and whoever took it is asked whether to take another. */
export const arrivedFile = z.object({
  ...uploadedFile.shape,
  unclear: z.optional(z.enum(['dark', 'blurred', 'small', 'unreadable']))
})
