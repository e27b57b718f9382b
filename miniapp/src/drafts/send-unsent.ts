import { freshKey } from '@/platform/fresh-key'
import { keptNames } from '@/platform/storage'
import { adoptOpened, adoptSaved } from './adopt-draft'
import { type Drafts, listDrafts, saveDraft } from './api'
import { batchOf } from './edit-batch'
import { editedAnswers, highest, withSent } from './edits'
import { type KeptDraft, keptDraft } from './kept-draft'
import { isDraftOpen } from './open-drafts'
import { draftPlace, draftsAmong } from './phone-place'

/** Nobody is asked to sign in for something they did not just ask for. */
const QUIET = { signInAgain: false }

/** Begun applications of this owner with edits the server has not confirmed, in forms that are not open. */
async function unsentOf(owner: string): Promise<KeptDraft[]> {
  const closed = draftsAmong(await keptNames(), owner).filter(({ serviceId }) => !isDraftOpen(serviceId))
  const read = await Promise.all(closed.map(async ({ place }) => keptDraft.safeParse(await place.read())))
  return read
    .flatMap(({ data }) => data ?? [])
    .filter((kept) => kept.owner === owner && kept.attempt === null && Object.keys(kept.edits).length > 0)
}

/**
 * Sends one draft's edits. What the citizen has to hear about (the draft is gone, or another device changed the same
 * fields) is left to its form, which tells it when it is opened.
 */
async function sendOne(kept: KeptDraft, drafts: Drafts): Promise<void> {
  const { serviceId, base, edits } = kept
  const there = drafts.find((draft) => draft.serviceId === serviceId)
  if (base !== null && there?.id !== base.id) return
  const visit = freshKey()
  const known = { top: highest(edits), ours: withSent(kept.sent, editedAnswers(kept.edits)) }
  const quiet = { ...QUIET, onlyFor: kept.owner }
  const opened = await saveDraft(serviceId, batchOf(visit, base, {}), quiet)
  const { kept: current, renewed } = adoptOpened(kept, opened, known)
  if (renewed || Object.keys(current.conflicts).length > 0 || isDraftOpen(serviceId)) return
  const reply = await saveDraft(serviceId, batchOf(visit, current.base, current.edits), quiet)
  const saved = adoptSaved(current, reply, current.edits, known)
  if (!isDraftOpen(serviceId)) await draftPlace(serviceId, kept.owner).write(saved.kept)
}

/**
 * Sends what was typed into forms that are closed now and had not reached the server when the program ended; only what
 * belongs to the owner acted for now, because the server files it under them.
 * Never rejects: what does not get through stays on the phone for the next time.
 */
export async function sendUnsentDrafts(owner: string): Promise<void> {
  try {
    const unsent = await unsentOf(owner)
    if (unsent.length === 0) return
    const drafts = await listDrafts(QUIET)
    for (const kept of unsent) await sendOne(kept, drafts)
  } catch {
    // as said above
  }
}
