import * as z from 'zod/mini'
import type { CitizenSeal } from '../identity/port'
import type { RequestRow, StepRow } from './request-store'

const place = z.object({
  address: z.string(),
  point: z.optional(z.object({ longitude: z.number(), latitude: z.number() }))
})
export type Place = z.output<typeof place>

const at = (column: 'text' | 'place' | 'about', id: string) => `consult_requests.${column}:${id}`
const noteAt = (requestId: string, eventId: string) => `consult_steps.note:${requestId}:${eventId}`

/** Everything in it that somebody wrote freely, as it is judged. */
export const wordsOf = ({ text, place: where }: { text: string; place?: Place | null | undefined }): string =>
  where ? `${text}\n${where.address}` : text

/** The written parts of a request under its citizen's key, each tied to its row. */
export const sealRequest = (
  seal: CitizenSeal,
  id: string,
  { text, place: where, about }: { text: string; place: Place | null; about: string | null }
) => ({
  text_sealed: seal.seal(text, at('text', id)),
  place_sealed: where && seal.seal(JSON.stringify(where), at('place', id)),
  about_sealed: about === null ? null : seal.seal(about, at('about', id))
})

export const openRequest = (seal: CitizenSeal, row: RequestRow) => ({
  text: seal.open(row.text_sealed, at('text', row.id)),
  place: row.place_sealed === null ? null : place.parse(JSON.parse(seal.open(row.place_sealed, at('place', row.id)))),
  about: row.about_sealed === null ? null : seal.open(row.about_sealed, at('about', row.id))
})

export const sealNote = (seal: CitizenSeal, requestId: string, eventId: string, note: string | null): string | null =>
  note === null ? null : seal.seal(note, noteAt(requestId, eventId))
export const openNote = (seal: CitizenSeal, requestId: string, step: StepRow): string | null =>
  step.note_sealed === null ? null : seal.open(step.note_sealed, noteAt(requestId, step.event_id))
