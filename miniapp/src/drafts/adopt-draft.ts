import type { Draft } from '@shared/contract/applications'
import type { Answers } from '@shared/contract/form'
import { carryOver, type Edits, editedOnBoth, noteEdit, same, settle, withoutEdits } from './edits'
import type { KeptDraft } from './kept-draft'

/** A draft as the phone keeps it after a reply; `renewed`: the one known before is gone (submitted or thrown away elsewhere). */
export interface Adopted {
  kept: KeptDraft
  renewed: boolean
}

/** Edits that may be sent: not those the person still has to choose about. */
export const sendable = ({ edits, conflicts }: Pick<KeptDraft, 'edits' | 'conflicts'>): Edits =>
  withoutEdits(edits, Object.keys(conflicts))

/** What this visit knows beside the draft: the highest number an edit of it has had, and what this phone may have sent before. */
export interface Visit {
  top: number
  ours: readonly Answers[]
}

/**
 * Fields edited here of which the server has something else. What this phone itself sent earlier (a save whose reply never
 * came) gives way to the edit, which goes out under a new number; where both sides say the same, nothing is left to do;
 * about the rest the person is asked.
 */
function withConflicts(kept: KeptDraft, reply: Draft, fields: readonly string[], { top, ours }: Visit): KeptDraft {
  let { edits } = kept
  const conflicts: KeptDraft['conflicts'] = {}
  for (const field of new Set(fields)) {
    const mine = edits[field]
    const theirs = reply.answers[field]
    if (mine === undefined) continue
    if (same(mine.value, theirs)) edits = withoutEdits(edits, [field])
    else if (ours.some((sent) => sent[field] !== undefined && same(sent[field], theirs)))
      edits = noteEdit(edits, field, mine.value, top)
    else conflicts[field] = theirs ?? null
  }
  return { ...kept, edits, conflicts }
}

/**
 * Takes over the first reply of a visit (a mere reading): unsent edits stay on top of what the server has; where another
 * device has changed the same field meanwhile, the person is asked.
 */
export function adoptOpened(kept: KeptDraft, reply: Draft, visit: Visit): Adopted {
  const renewed = kept.base !== null && kept.base.id !== reply.id
  const before = renewed ? {} : (kept.base?.answers ?? {})
  const fields = [...Object.keys(kept.conflicts), ...editedOnBoth(before, reply.answers, kept.edits)]
  const next = { ...kept, base: reply, files: unknownFiles(kept, reply) }
  return {
    kept: withConflicts(next, reply, fields, visit),
    renewed: renewed && Object.keys(kept.edits).length > 0
  }
}

/**
 * Takes over the reply to a save of `sent`. A reply with another draft id means that the draft was submitted or thrown
 * away meanwhile and the server began a new one with `sent` alone: then everything on the screen is carried over,
 * because the citizen would otherwise see it vanish.
 */
export function adoptSaved(kept: KeptDraft, reply: Draft, sent: Edits, visit: Visit): Adopted {
  const old = kept.base
  if (old !== null && old.id !== reply.id)
    return {
      kept: {
        ...kept,
        base: reply,
        edits: carryOver(old.answers, kept.edits, visit.top),
        conflicts: {},
        files: unknownFiles({ ...kept, files: [...old.files, ...kept.files] }, reply)
      },
      renewed: true
    }
  const held = (reply.conflicts ?? []).map(({ field }) => field)
  const edits = settle(kept.edits, withoutEdits(sent, held))
  // typed while the save was on its way, and changed elsewhere at the same time
  const both = editedOnBoth(old?.answers ?? {}, reply.answers, edits).filter(
    (field) => sent[field] === undefined || !same(sent[field].value, reply.answers[field])
  )
  const next = { ...kept, base: reply, edits, files: unknownFiles(kept, reply) }
  const fields = [...Object.keys(kept.conflicts), ...held, ...both]
  return { kept: withConflicts(next, reply, fields, visit), renewed: false }
}

const unknownFiles = (kept: KeptDraft, reply: Draft): KeptDraft['files'] =>
  kept.files.filter((file) => !reply.files.some((known) => known.id === file.id))
