import type { Draft } from '@shared/contract/applications'
import { carryOver, type Edits, editedOnBoth, settle } from './edits'
import type { KeptDraft } from './kept-draft'

/** What the citizen should know after a reply of the server. */
export interface DraftNews {
  /** the draft known before is gone (submitted or thrown away on another device); this is a new one */
  renewed: boolean
  /** ids of fields edited here and on another device; what was typed here stands */
  both: string[]
}

/** Takes over the first reply of a visit (a mere reading): unsent edits stay on top of what the server has. */
export function adoptOpened(kept: KeptDraft, reply: Draft): { kept: KeptDraft; news: DraftNews } {
  const renewed = kept.base !== null && kept.base.id !== reply.id
  const before = renewed ? {} : (kept.base?.answers ?? {})
  return {
    kept: { ...kept, base: reply, files: unknownFiles(kept, reply) },
    news: {
      renewed: renewed && Object.keys(kept.edits).length > 0,
      both: editedOnBoth(before, reply.answers, kept.edits)
    }
  }
}

/**
 * Takes over the reply to a save of `sent`. A reply with another draft id means that the draft was submitted or thrown
 * away meanwhile and the server began a new one with `sent` alone: then everything on the screen is carried over,
 * because the citizen would otherwise see it vanish.
 */
export function adoptSaved(kept: KeptDraft, reply: Draft, sent: Edits): { kept: KeptDraft; news: DraftNews } {
  const old = kept.base
  if (old !== null && old.id !== reply.id)
    return {
      kept: {
        ...kept,
        base: reply,
        edits: carryOver(old.answers, kept.edits),
        files: unknownFiles({ ...kept, files: [...old.files, ...kept.files] }, reply)
      },
      news: { renewed: true, both: [] }
    }
  return {
    kept: { ...kept, base: reply, edits: settle(kept.edits, sent), files: unknownFiles(kept, reply) },
    news: { renewed: false, both: [] }
  }
}

const unknownFiles = (kept: KeptDraft, reply: Draft): KeptDraft['files'] =>
  kept.files.filter((file) => !reply.files.some((known) => known.id === file.id))
