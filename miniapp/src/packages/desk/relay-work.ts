import type { Answers } from '@shared/contract/form'
import type { DeskDraft } from '@shared/contract/relays'
import { freshKey } from '@/platform/fresh-key'
import { makeKeptWork } from './kept-work'
import { saveRelayDraft } from './relay-api'

/** A person's draft that is filled in at the window, with the edits the server does not have yet. */
export interface RelayWork {
  desk: DeskDraft
  edits: Answers
  /** numbers the edits of one visit */
  visit: { name: string; order: number }
}

export const relayWork = makeKeptWork<RelayWork>()

export const beginRelay = (desk: DeskDraft): void =>
  relayWork.set({ desk, edits: {}, visit: { name: freshKey(), order: 0 } })

export function answerRelay(field: string, value: Answers[string]): void {
  const was = relayWork.get()
  if (was) relayWork.set({ ...was, edits: { ...was.edits, [field]: value } })
}

/**
 * Sends what the server does not have yet; what is typed meanwhile stays an edit. Gives the fields in which the person
 * changed something on their phone, whose values stay theirs. Rejects with CallError.
 */
export async function saveRelay(): Promise<string[]> {
  const was = relayWork.get()
  if (!was || Object.keys(was.edits).length === 0) return []
  const { desk, edits: sent } = was
  const visit = { ...was.visit, order: was.visit.order + 1 }
  relayWork.set({ ...was, visit })
  const orders = Object.fromEntries(Object.keys(sent).map((field) => [field, visit.order]))
  const seen = { draftId: desk.draft.id, revision: desk.draft.revision }
  const saved = await saveRelayDraft(desk.id, sent, { visit: visit.name, seen, orders })
  const now = relayWork.get()
  if (now?.desk.id === saved.id) {
    const typedMeanwhile = Object.entries(now.edits).filter(([field, value]) => sent[field] !== value)
    relayWork.set({ ...now, desk: saved, edits: Object.fromEntries(typedMeanwhile) })
  }
  return (saved.draft.conflicts ?? []).map(({ field }) => field)
}
