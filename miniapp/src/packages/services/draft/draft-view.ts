import type { Draft } from '@shared/contract/applications'
import type { Answers, Form } from '@shared/contract/form'
import { overlay } from '@/drafts/edits'
import type { Attempt, KeptDraft, KeptFile } from '@/drafts/kept-draft'

/** How far the newest edits have come. */
export interface DraftProgress {
  /** opening: not read yet; saved: the server has all; saving: on its way; waiting: only on the phone after a failure */
  saving: 'opening' | 'saved' | 'saving' | 'waiting'
  /** why it is waiting, null otherwise */
  failure: unknown
  /** false when even the phone could not keep the last edit */
  onPhone: boolean
  /** the draft known before is gone (submitted or thrown away on another device); this is a new one */
  renewed: boolean
}

/** What a screen needs to know of a begun application. */
export interface DraftView extends DraftProgress {
  answers: Answers
  files: KeptFile[]
  form: Form | null
  base: Draft | null
  /** a submission without an answer yet: the form is closed until it is known */
  attempt: Attempt | null
  /** fields that say something else here and on another device, with what stands there (null = nothing) */
  conflicts: KeptDraft['conflicts']
}

/** Each file once, as it was told last: its day may have been typed since. */
export const asLastTold = (files: KeptFile[]): KeptFile[] => [...new Map(files.map((file) => [file.id, file])).values()]

/** Puts the view together: unsent edits lie over what the server has. */
export const viewOf = (kept: KeptDraft, progress: DraftProgress): DraftView => ({
  answers: overlay(kept.base?.answers ?? {}, kept.edits),
  files: asLastTold([...(kept.base?.files ?? []), ...kept.files]),
  form: kept.form,
  base: kept.base,
  attempt: kept.attempt,
  conflicts: kept.conflicts,
  ...progress
})
