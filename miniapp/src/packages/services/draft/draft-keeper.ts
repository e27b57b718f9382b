import type { Draft } from '@shared/contract/applications'
import type { Answer, Form } from '@shared/contract/form'
import { type Adopted, adoptOpened, adoptSaved, sendable } from '@/drafts/adopt-draft'
import { batchOf, type EditBatch } from '@/drafts/edit-batch'
import { changedFields, editedAnswers, highest, noteEdit, withoutEdits, withSent } from '@/drafts/edits'
import type { Attempt, KeptDraft, KeptFile } from '@/drafts/kept-draft'
import type { PhonePlace } from '@/drafts/place'
import { type DraftView, viewOf } from './draft-view'
import { makePhoneCopy } from './phone-copy'
import { makeSaveLoop } from './save-loop'

export interface DraftKeeper {
  view: () => DraftView
  /** Calls `seen` after every change of the view; returns how to stop. */
  watch: (seen: () => void) => () => void
  edit: (fieldId: string, value: Answer) => void
  /** The person has chosen between what they typed here and what stands elsewhere. */
  choose: (fieldId: string, mine: boolean) => void
  /** The person has read which answers a changed form could not keep. */
  readDropped: () => Promise<boolean>
  keepFile: (file: KeptFile) => void
  keepForm: (form: Form) => void
  /** Resolves once the phone has it. */
  keepAttempt: (attempt: Attempt | null) => Promise<void>
  /** Reads the draft if it was not read yet and sends what is unsent; true when the server has everything. */
  flush: () => Promise<boolean>
  /** Reads the server's draft anew; ids of the answers on the screen that changed by it, undefined when it failed. */
  reload: () => Promise<string[] | undefined>
  /** Resolves once the phone has kept what was typed so far. */
  kept: () => Promise<void>
  /** The draft has become a case or was thrown away: the phone forgets it. */
  forget: () => Promise<void>
  /** The page goes: one last try to send; the phone keeps what it has, until the next page hears that it arrived. */
  close: () => void
}

/**
 * Keeps one application, starting from what the phone kept: every edit goes to the phone at once and to the server
 * (`save`: openDraft, reads only when there are no edits) within 2 s. Nothing typed is lost by a dead network, a killed
 * app or a second device. `visit` names this opening of the form: no other keeper may have it.
 */
export function makeDraftKeeper(
  start: KeptDraft,
  place: PhonePlace,
  save: (batch: EditBatch) => Promise<Draft>,
  visit: string
): DraftKeeper {
  // the visit before this one may still be sending what it had, and so may the one before that
  const ours = withSent(start.sent, editedAnswers(start.edits))
  let draft = { ...start, sent: ours }
  let top = highest(start.edits)
  let toRead = true
  let opened = false
  let forgotten = false
  let closed = false
  let failure: unknown = null
  let onPhone = true
  let renewed = false
  let toTellRead = false
  const watchers = new Set<() => void>()

  // While a submission has no answer nothing may be saved: if the case exists already, a save would begin a new draft.
  const unsaved = () =>
    !forgotten && draft.attempt === null && (toRead || toTellRead || Object.keys(sendable(draft)).length > 0)
  const saving = (): DraftView['saving'] => {
    if (failure !== null) return 'waiting'
    if (!unsaved()) return 'saved'
    return toRead ? 'opening' : 'saving'
  }
  const look = () => viewOf(draft, { saving: saving(), failure, onPhone, renewed })
  let view = look()
  const show = () => {
    view = look()
    for (const seen of [...watchers]) seen()
  }
  const copy = makePhoneCopy<KeptDraft>(place, (ok) => {
    if (ok === onPhone) return
    onPhone = ok
    show()
  })
  const keep = (next: Partial<KeptDraft>) => {
    draft = { ...draft, ...next }
    // After the page has gone, the next page of the same draft owns the phone's copy.
    if (!closed) copy.keep(draft)
    show()
  }
  const note = (fieldId: string, value: Answer) => {
    keep({ edits: noteEdit(draft.edits, fieldId, value, top) })
    top = highest(draft.edits)
  }
  // a page that has gone decides nothing: what differs from its edit may be what the next page has typed since
  const known = () => ({ top, ours: closed ? [] : ours })
  const adopt = (next: Adopted) => {
    if (next.renewed) renewed = true
    failure = null
    top = Math.max(top, highest(next.kept.edits))
    keep(next.kept)
  }
  const loop = makeSaveLoop({
    unsaved,
    save: async () => {
      const sent = toRead ? {} : sendable(draft)
      const reading = toRead
      const droppedRead = toTellRead && !reading
      const batch = editedAnswers(sent)
      if (!reading) keep({ sent: withSent(draft.sent, batch) })
      const reply = await save({ ...batchOf(visit, draft.base, sent), ...(droppedRead ? { droppedRead } : {}) })
      if (reading) toRead = false
      if (droppedRead) toTellRead = false
      if (!reading) draft = { ...draft, sent: withSent([], batch) }
      adopt(opened ? adoptSaved(draft, reply, sent, known()) : adoptOpened(draft, reply, known()))
      opened = true
    },
    failed: (error) => {
      failure = error
      show()
    }
  })

  return {
    view: () => view,
    watch: (seen) => {
      watchers.add(seen)
      return () => watchers.delete(seen)
    },
    edit: (fieldId, value) => {
      note(fieldId, value)
      loop.edited()
    },
    choose: (fieldId, mine) => {
      const conflicts = Object.entries(draft.conflicts).filter(([other]) => other !== fieldId)
      const edit = draft.edits[fieldId]
      keep({
        conflicts: Object.fromEntries(conflicts),
        ...(mine ? {} : { edits: withoutEdits(draft.edits, [fieldId]) })
      })
      // as a new edit: the server has dealt with the old one
      if (mine && edit) note(fieldId, edit.value)
      void loop.flush()
    },
    readDropped: () => {
      toTellRead = true
      return loop.flush()
    },
    keepFile: (file) => keep({ files: [...draft.files, file] }),
    keepForm: (form) => keep({ form }),
    keepAttempt: (attempt) => {
      keep({ attempt })
      return copy.settled()
    },
    flush: loop.flush,
    reload: async () => {
      const before = view.answers
      toRead = true
      return (await loop.flush()) ? changedFields(before, view.answers) : undefined
    },
    kept: copy.settled,
    forget: async () => {
      forgotten = true
      loop.stop()
      await copy.forget()
    },
    close: () => {
      closed = true
      loop.stop()
      void loop.flush()
    }
  }
}
