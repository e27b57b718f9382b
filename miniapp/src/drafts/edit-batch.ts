import type { Draft, EditOrigin } from '@shared/contract/applications'
import type { Answers } from '@shared/contract/form'
import { type Edits, editedAnswers } from './edits'

/** The body of one save. */
export interface EditBatch {
  edits: Answers
  from: EditOrigin
  /** the person has read what a changed form could not keep */
  droppedRead?: boolean
}

/** What goes to the server of these edits: their texts, their numbers, and what was seen while they were typed. */
export const batchOf = (visit: string, seen: Draft | null, edits: Edits): EditBatch => ({
  edits: editedAnswers(edits),
  from: {
    visit,
    seen: seen && { draftId: seen.id, revision: seen.revision },
    orders: Object.fromEntries(Object.entries(edits).map(([fieldId, { order }]) => [fieldId, order]))
  }
})
